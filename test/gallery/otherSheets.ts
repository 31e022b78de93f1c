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
section, form, div { font-size: 11px; } section { padding: 32px 16px; } section:first-child, section:last-child { padding: 0; } a:link { color: blue; } a:visited { color: purple; }
ul li { list-style: square inside; padding-left: 20px; } :root { text-underline-offset: 3px; }
h1, h2, h3 { border-bottom: 1px solid; color: maroon; text-transform: uppercase; }`;
const shown = "[hidden] { display: revert; } template, [hidden] { display: block; }";
const away = "button { display: none; } input { opacity: 0.5; pointer-events: none; }";
const pictures = `svg, img { display: block; width: 100%; max-width: 100%; height: auto; fill: red; }
svg path, svg circle { fill: currentColor; stroke: none; display: block; } body > * *:first-child { margin-top: 11px; }`;
/** All that an element inherits from a page but its fonts, its colour and its direction. */
const inherited = `body { line-height: 0; font-size: 0; font-style: italic; font-variant: small-caps; font-stretch: condensed;
font-kerning: none; text-transform: uppercase; text-align: justify; text-align-last: right; text-indent: 2em;
text-shadow: 0 1px red; letter-spacing: 3px; word-spacing: 9px; white-space: nowrap; word-break: break-all; hyphens: auto;
user-select: none; -webkit-user-select: none; list-style: square inside; border-collapse: collapse; caret-color: red;
accent-color: red; -webkit-text-fill-color: red; -webkit-text-stroke: 1px red; text-emphasis: dot; font-weight: 900;
border-spacing: 9px; text-wrap: nowrap; text-wrap-style: balance; hanging-punctuation: first; text-underline-offset: 9px;
text-underline-position: under; text-decoration-skip-ink: none; font-variant-caps: all-small-caps; }`;

/** Rules that name two attributes, or a state: they stand above a class and an element. */
const states = `[type="text"]:focus, [type="password"]:focus, [type="email"]:focus, select:focus { outline: none;
background-color: #fefefe; border: 3px solid #8a8a8a; box-shadow: 0 0 5px red; transition: box-shadow 0.5s; }
:focus-visible { outline: none; } [type="checkbox"][role="switch"] { width: 2.25em; height: 1.25em; border: 3px solid red;
border-radius: 1.25em; background-color: red; line-height: 1.25em; box-shadow: 0 0 0 red; }
[type="checkbox"][role="switch"]::before { width: 1em; border-radius: 0; background-color: red; }
input:not([type="checkbox"], [type="radio"])[aria-invalid] { padding-left: 16px; background-image: url(data:,);
border-color: red; } html { cursor: default; scrollbar-color: red red; }
section { margin-bottom: 16px; } details summary { color: red; } label:has([type="checkbox"]) { width: fit-content; }`;

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
  "states of forms": () => states,
  "a page's letters": () => inherited,
  "wide inputs, `!important`": () => "input { width: 100% !important; }",
  "a dark scheme": () => ":root { color-scheme: dark; } body { background: #000; color: #fff; }",
  "a light scheme": () =>
    ":root { color-scheme: only light; } input, select { color-scheme: light; }",
};
