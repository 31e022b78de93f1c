/**
 * `npm run build:site`: Storybook and the documents as one folder of static files, `site/`, with relative
 * paths. Fails where a link leads nowhere.
 */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommand } from "./runCommand.mjs";
import { findDocuments, renderDocument } from "./site/documents.mjs";
import { style, withFrame } from "./site/frame.mjs";
import { brokenLinks, linksOf } from "./site/links.mjs";

const root = join(import.meta.dirname, "..");
const site = join(root, "site");
rmSync(site, { recursive: true, force: true });

const pages = findDocuments().map(renderDocument);
for (const page of pages) write(page.path, withFrame(page, pages));
write("site.css", style);
for (const { to } of pages.flatMap(linksOf)) {
  if (existsSync(join(root, to))) cpSync(join(root, to), join(site, to), { recursive: true });
}
const { exitCode } = await runCommand(
  "storybook build --output-dir site/storybook --disable-telemetry --quiet",
  { minutes: 10, onOutput: (text) => process.stdout.write(text) },
);
const broken = brokenLinks(pages, site);
for (const link of broken) console.error(`leads nowhere: ${link}`);
console.log(`${pages.length} documents and Storybook are in ${site}.`);
process.exitCode = exitCode === 0 && broken.length === 0 ? 0 : 1;

/**
 * @param {string} path from the root of the site
 * @param {string} text
 */
function write(path, text) {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), text);
}
