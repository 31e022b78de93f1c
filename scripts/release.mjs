/**
 * `npm run release`: checks whether the version in `package.json` can be released, runs all tests, packs, and
 * prints what `npm publish --provenance` would do. It publishes nothing: a tag `v<version>` has the workflow
 * do that.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultsOfRelease } from "./release/faultsOfRelease.mjs";
import { runCommand } from "./runCommand.mjs";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { output: uncommitted } = await runCommand("git status --porcelain", { minutes: 1 });
const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");

const faults = faultsOfRelease({ version, changelog, uncommitted });
for (const fault of faults) console.error(fault);
const passed =
  faults.length === 0 &&
  (await succeeds("npm test", 60)) &&
  (await succeeds("npm publish --provenance --access public --dry-run", 10));
if (passed) console.log(`${version} can be released: git tag v${version} && git push --tags`);
process.exitCode = passed ? 0 : 1;

/**
 * @param {string} command
 * @param {number} minutes its time limit
 */
async function succeeds(command, minutes) {
  const onOutput = (/** @type {string} */ text) => process.stdout.write(text);
  return (await runCommand(command, { minutes, onOutput })).exitCode === 0;
}
