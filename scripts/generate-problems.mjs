/**
 * Writes docs/problems.md: every problem code, what is said to the person, why, and what they can do.
 *
 *   node scripts/generate-problems.mjs
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { problems, returnProblems } from "./problemCatalogue.mjs";

/** @import { Entry } from "./problemCatalogue.mjs" */

const target = fileURLToPath(new URL("../docs/problems.md", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, problemsSource());
}

/** @returns {string} */
export function problemsSource() {
  return `# Problems

Written by \`scripts/generate-problems.mjs\` from \`scripts/problemCatalogue.mjs\` and the English texts.

What a person is told when something does not go as they wish. Each has a code, which is never shown but
stands in \`data-code\`, in \`problem.code\` and in the key of its text. What a homeserver wrote is only ever
quoted below, as its message, and folded away where the homeserver is not trusted.

## While an account is made

A \`Problem\` of a run; texts \`problem.<code>\`.

${table(problems, "problem")}

## On the way to an account page or a sign-on, and back

Texts \`returned.<code>\`.

${table(returnProblems, "returned")}
`;
}

/**
 * @param {Readonly<Record<string, Entry>>} entries
 * @param {string} family of keys
 */
function table(entries, family) {
  const catalogue = new URL("../src/locales/catalogues/en.json", import.meta.url);
  const texts = JSON.parse(readFileSync(catalogue, "utf8"));
  const rows = Object.entries(entries).map(([code, { cause, cure }]) => {
    const text = texts[`${family}.${code}`] ?? "";
    return `| \`${code}\` | ${text} | ${cause} | ${cure} |`;
  });
  const head = "| code | what is said | why | what the person can do |\n| --- | --- | --- | --- |";
  return `${head}\n${rows.join("\n")}`;
}
