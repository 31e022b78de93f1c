import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inLayer } from "../../scripts/inLayer.mjs";
import { customProperties } from "../../src/card/customProperties.js";
import { contrastRatio } from "../../src/page/config/accentColours.js";
import { surfaces } from "../../src/page/config/wearAccent.js";
import { css, declarations, lookOf, moreContrast, rules, type Theme } from "./look.js";

const inputs = ["--mrk-accent", "--mrk-on-accent", "--mrk-surface", "--mrk-text"];
const themed = ["--mrk-light", "--mrk-dark"];
const themes: readonly Theme[] = ["light", "dark"];

test("the list of custom properties is that of the stylesheet", () => {
  const [own = ""] = rules(css, ":where(.mrk-card)");
  expect([...inputs, ...themed, ...declarations(own).keys()]).toEqual(
    Object.keys(customProperties),
  );
  const used = [...css.matchAll(/var\((--mrk-[\w-]+)/g)].map(([, name]) => name);
  expect(Object.keys(customProperties).filter((name) => !used.includes(name))).toEqual([]);
  expect(used.filter((name) => name !== undefined && !(name in customProperties))).toEqual([]);
});

test("none of it is in a cascade layer, and all of its twin is in one", () => {
  expect(css).not.toContain("@layer");
  const layered = inLayer(css);
  const layer =
    /^\/\*[\s\S]*?\*\/\n@layer matrix-register-kit \{\n([\s\S]*)\n\}\n$/.exec(layered)?.[1] ?? "";
  expect(layered.match(/@layer/g)).toHaveLength(1);
  const squeezed = (text: string) => text.replace(/\s+/g, " ").trim();
  expect(squeezed(css)).toContain(squeezed(layer));
  expect(squeezed(css).replace(squeezed(layer), "")).toMatch(/^\/\*[^{]*\*\/ $/);
});

test("it asks for nothing from elsewhere, and forces nothing but the width of what is ticked", () => {
  expect(css).not.toMatch(/url\(|@import|@font-face/);
  const forced = css
    .match(/[^;{}]*!important/g)
    ?.map((each) => each.replace(/\/\*.*\*\//s, "").trim());
  expect(forced).toEqual([
    "inline-size: var(--mrk-checkbox-size) !important",
    "inline-size: var(--mrk-switch-width) !important",
  ]);
});

test("it knows no left and right", () => {
  const physical =
    /(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:/g;
  const page = readFileSync("src/page/page.css", "utf8").replace(/@media[^{]*/g, "");
  expect(css.match(physical)).toBeNull();
  expect(page.match(physical)).toBeNull();
});

/** WCAG 2.2, 1.4.3: text; 1.4.11: what one has to see of a control. */
const pairs = [
  ["text", "surface", 4.5],
  ["text", "tint", 4.5],
  ["text", "button", 4.5],
  ["text", "button-hover", 4.5],
  ["muted", "surface", 4.5],
  ["muted", "tint", 4.5],
  // What waits is not bound to it: it is read all the same.
  ["muted", "idle", 4.5],
  ["link", "surface", 4.5],
  ["link", "tint", 4.5],
  ["link", "danger-tint", 4.5],
  ["hover", "surface", 4.5],
  ["on-accent", "accent", 4.5],
  ["on-accent", "hover", 4.5],
  ["danger", "surface", 4.5],
  ["danger", "tint", 4.5],
  ["danger", "danger-tint", 4.5],
  ["success", "surface", 4.5],
  ["field-border", "surface", 3],
  ["field-border", "field", 3],
  ["focus", "surface", 3],
  ["accent", "surface", 3],
] as const;

const compound = readFileSync("examples/presets/compound.css", "utf8");
const tokens = readFileSync("stories/presets/compoundTokens.css", "utf8");
const folds = readFileSync("examples/presets/folds.css", "utf8");
const foldsTokens = readFileSync("stories/presets/foldsTokens.css", "utf8");
const plain = readFileSync("examples/presets/plain.css", "utf8");

const presets: Readonly<Record<string, (theme: Theme) => string[]>> = {
  "its own": () => [],
  compound: (theme) => [
    ...rules(tokens, `[data-theme="${theme}"]`),
    ...rules(compound, ".mrk-card"),
  ],
  folds: (theme) => [
    ...rules(foldsTokens, "[data-theme]"),
    ...rules(foldsTokens, `[data-theme="${theme}"]`),
    ...rules(folds, ".mrk-card"),
  ],
  plain: () => [...rules(plain, ".mrk-card")],
};

test("the rules for more contrast are found", () => {
  expect([...moreContrast.keys()]).toContain("--mrk-color-muted");
});

for (const [name, bodies] of Object.entries(presets)) {
  for (const theme of themes) {
    for (const contrast of ["as it is", "more"] as const) {
      test(`can be read with the colours of ${name}, ${theme}, contrast ${contrast}`, () => {
        const colour = lookOf(theme, declarations(bodies(theme).join("\n")), contrast);
        const weak = pairs.flatMap(([upper, lower, wanted]) => {
          const [above, below] = [upper, lower].map((part) => colour(`--mrk-color-${part}`));
          const ratio = contrastRatio(above ?? "", below ?? "");
          return ratio >= wanted
            ? []
            : [`${upper} on ${lower}: ${ratio.toFixed(2)}, not ${wanted}`];
        });
        expect(weak).toEqual([]);
      });
    }
  }
}

test("where people want more contrast, what is muted and what divides are as the text", () => {
  for (const theme of themes) {
    const colour = lookOf(theme, new Map(), "more");
    for (const name of ["muted", "line", "field-border"]) {
      expect(colour(`--mrk-color-${name}`)).toBe(colour("--mrk-color-text"));
    }
  }
});

test("a preset sets what there is to set", () => {
  for (const preset of [compound, folds, plain]) {
    const set = [...declarations(preset).keys()];
    expect(set.filter((name) => !(name in customProperties))).toEqual([]);
  }
});

test("docs/embedding.md sets the same by folds' own objects", () => {
  const document = readFileSync("docs/embedding.md", "utf8");
  const documented = [...document.matchAll(/"(--mrk-[a-z-]+)": "?([\w.]+)"?,/g)];
  const set = [...declarations(folds)].map(([name, value]) => {
    const [, token] = /^var\(--folds-(.+)\)$/.exec(value) ?? [];
    return [name, token?.replaceAll("-", ".") ?? value];
  });
  expect(documented.map(([, name, value]) => [name, value])).toEqual(set);
});

test("the page fits a brand's colour to the card's own surfaces", () => {
  for (const theme of themes) expect(lookOf(theme)("--mrk-color-surface")).toBe(surfaces[theme]);
});
