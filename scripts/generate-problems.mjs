/**
 * Writes docs/problems.md: every problem code, its text, cause and cure.
 *
 *   node scripts/generate-problems.mjs
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

/** @import { ProblemNotes } from "../src/uia/machine/problems/notes.js" */
/** @typedef {Readonly<Record<string, ProblemNotes>>} Groups */

/** @type {Readonly<Record<string, string>>} */
const headings = {
  field: "At a field of the form",
  stage: "In a stage",
  form: "Over the whole form",
  pause: "In a pause",
  end: "At the end",
};

const target = fileURLToPath(new URL("../docs/problems.md", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const ofRegistration = await load("src/uia/machine/problems/problemTable.ts", "problemTable");
  const ofRedirect = await load("src/redirect/redirectProblems.ts", "redirectProblems");
  writeFileSync(target, problemsSource(ofRegistration, ofRedirect));
}

/**
 * @param {string} file
 * @param {string} name of the export
 */
async function load(file, name) {
  const path = fileURLToPath(new URL(`../${file}`, import.meta.url));
  /** @type {{ module: Record<string, Groups> }} */
  const { module } = await runnerImport(path, { configFile: false, logLevel: "error" });
  return module[name] ?? {};
}

/**
 * @param {Groups} ofRegistration by place
 * @param {Groups} ofRedirect by method
 * @returns {string}
 */
export function problemsSource(ofRegistration, ofRedirect) {
  const catalogue = new URL("../src/locales/catalogues/en.json", import.meta.url);
  /** @type {Readonly<Record<string, string>>} */
  const texts = JSON.parse(readFileSync(catalogue, "utf8"));
  const places = Object.entries(ofRegistration).map(
    ([place, notes]) => `### ${headings[place] ?? place}\n\n${table(notes, "problem", texts)}`,
  );
  return `# Problems

Written by \`scripts/generate-problems.mjs\` from \`src/uia/machine/problems\`, \`src/redirect/redirectProblems.ts\`
and the English texts.

Each problem has a code. The user never sees it: it is in \`data-code\`, in \`problem.code\` and in the key of its
text. The homeserver's words are a quotation below the text. Where the homeserver is not trusted, they are
folded away.

## During a registration

A \`Problem\` of the registration, with the text \`problem.<code>\`.

${places.join("\n\n")}

## During a redirect

On the way to an account page or a single sign-on, and on return, with the text \`returned.<code>\`.

${table(Object.assign({}, ...Object.values(ofRedirect)), "returned", texts)}
`;
}

/**
 * @param {ProblemNotes} notes
 * @param {string} family of keys
 * @param {Readonly<Record<string, string>>} texts
 */
function table(notes, family, texts) {
  const rows = Object.entries(notes).map(([code, { cause, cure }]) => {
    const text = texts[`${family}.${code}`] ?? "";
    return `| \`${code}\` | ${text} | ${cause} | ${cure} |`;
  });
  const head = "| code | text | cause | cure |\n| --- | --- | --- | --- |";
  return `${head}\n${rows.join("\n")}`;
}
