/**
 * Finds what is missing before a version can be released.
 *
 * @param {object} state
 * @param {string} state.version that of `package.json`
 * @param {string} state.changelog
 * @param {string} state.uncommitted what `git status --porcelain` writes
 * @returns {readonly string[]} sentences
 */
export function faultsOfRelease({ version, changelog, uncommitted }) {
  const faults = [];
  if (uncommitted !== "") faults.push(`These files are not committed:\n${uncommitted}`);
  const sections = changelog.split(/^## /m).slice(1);
  const titles = sections.map((section) => section.split("\n", 1)[0]);
  if (!titles.includes(version)) faults.push(`CHANGELOG.md has no section ${version}.`);
  const unreleased = sections.find((section) => section.startsWith("Unreleased\n"));
  if (unreleased !== undefined && unreleased.trim() !== "Unreleased") {
    faults.push(`CHANGELOG.md has unreleased changes. Move them to ${version}.`);
  }
  return faults;
}
