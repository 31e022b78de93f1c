/** The documents of the repository as pages of the site. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import GithubSlugger from "github-slugger";
import { Marked } from "marked";

const root = join(import.meta.dirname, "../..");

/** The folders with documents, in the order of the menu. */
const folders = ["", "docs", "docs/decisions", "src/locales"];

/**
 * A page of the site.
 *
 * @typedef {object} Page
 * @property {string} path from the root of the site
 * @property {string} title
 * @property {string} html what stands in its body, without the menu
 */

/** @returns {readonly string[]} the documents, from the root of the repository */
export function findDocuments() {
  const found = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".md"))
      .map((file) => posix.join(folder, file)),
  );
  return ["README.md", ...found.filter((document) => document !== "README.md")];
}

/**
 * @param {string} document
 * @returns {Page}
 */
export function renderDocument(document) {
  const text = readFileSync(join(root, document), "utf8");
  const slugger = new GithubSlugger();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: heading }) {
        const words = heading.replaceAll(/[`*_]/g, "");
        return `<h${depth} id="${slugger.slug(words)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
    walkTokens(token) {
      if (token.type === "link") token["href"] = linkOf(document, token["href"]);
    },
  });
  const html = /** @type {string} */ (marked.parse(text));
  const [, title = document] = /^# (.*)$/m.exec(text) ?? [];
  return { path: pageOf(document), title: title.replaceAll("`", ""), html };
}

/**
 * Leads from document to document as from page to page.
 *
 * @param {string} document
 * @param {string} href
 */
function linkOf(document, href) {
  const [path = "", anchor] = href.split("#");
  if (path === "" || /^[a-z]+:/.test(path) || !path.endsWith(".md")) return href;
  const from = posix.dirname(pageOf(document));
  const to = pageOf(posix.join(posix.dirname(document), path));
  return posix.relative(from, to) + (anchor === undefined ? "" : `#${anchor}`);
}

/**
 * @param {string} document
 * @returns {string} its page, from the root of the site
 */
function pageOf(document) {
  return document === "README.md" ? "index.html" : document.replace(/\.md$/, ".html");
}
