/** The links within the pages of the site. */
import { existsSync } from "node:fs";
import { join, posix } from "node:path";

/** @import { Page } from "./documents.mjs" */

/**
 * A link within the site.
 *
 * @typedef {object} Link
 * @property {string} from the page it stands on
 * @property {string} to a path from the root of the site
 * @property {string | undefined} anchor
 */

/**
 * @param {Page} page
 * @returns {readonly Link[]}
 */
export function linksOf({ path, html }) {
  return [...html.matchAll(/ (?:href|src|srcset)="([^"]+)"/g)]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = "", anchor] = link.split("#");
      const to = file === "" ? path : posix.join(posix.dirname(path), file);
      return { from: path, to, anchor };
    });
}

/**
 * Finds links that lead nowhere.
 *
 * @param {readonly Page[]} pages
 * @param {string} folder with the files that are no documents
 * @returns {readonly string[]}
 */
export function brokenLinks(pages, folder) {
  const known = new Map(pages.map((page) => [page.path, anchorsOf(page)]));
  return pages
    .flatMap(linksOf)
    .filter(({ to, anchor }) => {
      const anchors = known.get(to);
      if (anchors === undefined) return !existsSync(join(folder, to));
      return anchor !== undefined && !anchors.has(anchor);
    })
    .map(({ from, to, anchor }) => `${from}: ${[to, anchor].filter(Boolean).join("#")}`);
}

/** @param {Page} page */
function anchorsOf({ html }) {
  return new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = ""]) => id));
}
