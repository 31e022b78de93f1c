/** Sheets of others that a page may have besides the card's own. */
import { readFileSync } from "node:fs";
import CssBaseline from "@mui/material/CssBaseline";
import { createElement } from "react";
import { renderToString } from "react-dom/server";

const read = (path: string) => readFileSync(`node_modules/${path}`, "utf8");

/** Tailwind's reset as its build writes it: in its layer, with the defaults of its theme. */
function tailwind(): string {
  const preflight = read("tailwindcss/preflight.css").replace(
    /--theme\(\s*--[\w-]+,\s*((?:[^()]|\([^()]*\))+)\)/g,
    "$1",
  );
  return `@layer theme, base, components, utilities;\n@layer base {\n${preflight}\n}`;
}

/** The styles that MUI's component puts into a page. */
function mui(): string {
  const markup = renderToString(createElement(CssBaseline));
  return [...markup.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, css]) => css).join("\n");
}

const star = "* { margin: 0; padding: 0; box-sizing: border-box; }";
const starOfAll = `${star}
* { border: 0; font: inherit; vertical-align: baseline; list-style: none; text-decoration: none; }
a { color: inherit; } legend { font-size: 2rem; float: left; width: 100%; }`;
/** A client whose resets leave every button bare. */
const bareButtons = `button { background: none; border: none; color: inherit; font: inherit; padding: 0;
margin: 0; text-align: inherit; cursor: inherit; outline: none; -webkit-appearance: none; }
a { color: inherit; text-decoration: none; } ul, ol { list-style: none; padding: 0; margin: 0; }
input, textarea, select { font: inherit; color: inherit; border: none; background: none; outline: none; }
h1, h2, h3, h4, h5, h6 { font: inherit; margin: 0; }`;
const unset = "button, input, select, a, summary, legend, fieldset, label { all: unset; }";

/** Rules of pages that style their forms by element, type and state. */
const oldForms = `label { display: inline-block; width: 150px; float: left; font-weight: bold; }
input { width: auto; }
[type="text"], [type="password"], [type="email"], select { display: block; height: 39px; margin: 0 0 16px;
padding: 8px; border: 1px solid #cacaca; border-radius: 0; background-color: #fefefe; box-shadow: inset 0 1px 2px red;
transition: box-shadow 0.5s; appearance: none; }
input[type="text"], input[type="password"], input[type="email"] { width: 200px; margin: 0 0 20px; }
[type="submit"], [type="button"] { border-radius: 0; appearance: none; }
button, input[type="submit"] { text-transform: uppercase; letter-spacing: 1px; float: right; }
fieldset { border: 1px solid #ccc; padding: 10px; margin: 0 0 20px; } legend { background: #eee; }
form { display: inline-block; } p { margin: 0 0 10px; text-align: justify; text-indent: 1em; }
section, form, div { font-size: 11px; } a:link { color: blue; } a:visited { color: purple; }
ul li { list-style: square inside; padding-left: 20px; } :root { text-underline-offset: 3px; }
h1, h2, h3 { border-bottom: 1px solid; color: maroon; text-transform: uppercase; }`;
const shown = "[hidden] { display: revert; } template, [hidden] { display: block; }";
const away = "button { display: none; } input { opacity: 0.5; pointer-events: none; }";
const pictures = "svg, img { display: block; max-width: 100%; height: auto; fill: red; }";

export const otherSheets: Readonly<Record<string, () => string>> = {
  "Tailwind 4": tailwind,
  "Tailwind 4, without its layer": () => tailwind().replace("@layer base {", "@media all {"),
  "Bootstrap 5": () => read("bootstrap/dist/css/bootstrap.css"),
  "normalize.css": () => read("normalize.css/normalize.css"),
  "MUI's CssBaseline": mui,
  Mantine: () => read("@mantine/core/styles.css"),
  "a star": () => star,
  "a star that takes all": () => starOfAll,
  "bare buttons": () => bareButtons,
  "`all: unset`": () => unset,
  "`all: unset` for everything": () => "* { all: unset; } *::before, *::after { all: unset; }",
  "old forms": () => oldForms,
  "`[hidden]` shown": () => shown,
  "buttons away": () => away,
  pictures: () => pictures,
  "a dark scheme": () => ":root { color-scheme: dark; } body { background: #000; color: #fff; }",
  "a light scheme": () =>
    ":root { color-scheme: only light; } input, select { color-scheme: light; }",
};
