/** The frame of each page of the site: its menu, and its look. */
import { posix } from "node:path";

/** @import { Page } from "./documents.mjs" */

/**
 * @param {Page} page
 * @param {readonly Page[]} all
 * @returns {string} the whole document
 */
export function withFrame({ path, title, html }, all) {
  const to = (/** @type {string} */ target) => posix.relative(posix.dirname(path), target);
  const items = all.map((each) => {
    const current = each.path === path ? ' aria-current="page"' : "";
    return `<li><a href="${to(each.path)}"${current}>${escaped(each.title)}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${to("site.css")}">
</head>
<body>
<nav aria-label="Documents">
<ul>
<li><a href="${to("storybook/index.html")}">Storybook</a></li>
${items.join("\n")}
</ul>
</nav>
<main>
${html}</main>
</body>
</html>
`;
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

export const style = `:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: 16rem minmax(0, 1fr); }
nav { padding: 1.5rem; } nav ul { list-style: none; padding: 0; margin: 0; } nav li { margin: 0.5rem 0; }
nav a[aria-current] { font-weight: 600; text-decoration: none; }
main { max-width: 48rem; padding: 1.5rem; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid; border-radius: 0.5rem; }
table { display: block; overflow-x: auto; border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; }
img { max-width: 100%; height: auto; }
@media (max-width: 50rem) { body { display: block; } }
`;
