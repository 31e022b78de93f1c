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
};
