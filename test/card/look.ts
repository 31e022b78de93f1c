import { readFileSync } from "node:fs";

export type Theme = "light" | "dark";
type Declarations = ReadonlyMap<string, string>;
type Colour = readonly [number, number, number];

export const css = readFileSync("src/card/styles.css", "utf8");

/** The bodies of the rules with this selector, outside of any media query. */
export function rules(source: string, selector: string): readonly string[] {
  const topLevel = source.replace(/^ *@media[^{]*\{\n(?: +.*\n|\n)*?^ *\}\n/gm, "");
  return [...topLevel.matchAll(/^( *)([^\s@/*}][^{}]*?) \{\n([^{}]*)\n\1\}/gm)]
    .filter(([, , selectors = ""]) => onOneLine(selectors) === selector)
    .map(([, , , body]) => body ?? "");
}

function onOneLine(selectors: string): string {
  return selectors.replace(/\s+/g, " ").replaceAll("( ", "(").replaceAll(" )", ")");
}

/** The custom properties that a rule sets. */
export function declarations(body: string): Declarations {
  return new Map(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [
      name,
      value.replace(/\s+/g, " ").trim(),
    ]),
  );
}

/** What the card's properties come to: of its own, or with what a preset sets. */
export function lookOf(
  theme: Theme,
  preset: Declarations = new Map(),
  contrast: "as it is" | "more" = "as it is",
) {
  const [own = ""] = rules(css, ":where(.mrk-card)");
  const all = new Map([
    ...declarations(own),
    ...(contrast === "more" ? moreContrast : []),
    ...preset,
  ]);
  return (name: `--mrk-color-${string}`) => hex(colourOf(all.get(name) ?? "", all, theme));
}

/** What the card sets where people want more contrast. */
export const moreContrast = declarations(
  /@media \(prefers-contrast: more\) \{\s*:where\(\.mrk-card\) \{([^}]*)\}/.exec(css)?.[1] ?? "",
);

function colourOf(value: string, all: Declarations, theme: Theme): Colour {
  const [, light, dark] = /^var\(--mrk-light, (\S+)\) var\(--mrk-dark, (\S+)\)$/.exec(value) ?? [];
  const ofTheme = theme === "dark" ? dark : light;
  if (ofTheme !== undefined) return colourOf(ofTheme, all, theme);
  const [, code] = /^#([\da-f]{6})$/i.exec(value) ?? [];
  if (code !== undefined)
    return [0, 2, 4].map((at) => Number.parseInt(code.slice(at, at + 2), 16)) as never;
  const [, name = "", fallback] = /^var\((--[\w-]+)(?:, (.+))?\)$/.exec(value) ?? [];
  const said = all.get(name) ?? fallback;
  if (said !== undefined) return colourOf(said, all, theme);
  const [, one, percent, other] =
    /^color-mix\( ?in srgb, (.+) (\d+)%, (.+?) ?\)$/.exec(value) ?? [];
  if (one === undefined || other === undefined) throw new Error(`No colour: ${value}`);
  const [from, to] = [colourOf(one, all, theme), colourOf(other, all, theme)];
  const share = Number(percent) / 100;
  return from.map((each, index) => each * share + (to[index] ?? 0) * (1 - share)) as never;
}

function hex(colour: Colour): string {
  return `#${colour.map((each) => Math.round(each).toString(16).padStart(2, "0")).join("")}`;
}
