import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/page/page.css", "utf8").replaceAll(/\/\*[\s\S]*?\*\//g, "");
const selectors = [...css.matchAll(/([^{};]+)\{/g)].flatMap(([, list = ""]) =>
  list.split(",\n").map((selector) => selector.trim()),
);

/** The page's places around the card. The card gives the elements in all other places a style. */
const aroundTheCard = /^\.page-(brand|first|main)\b/;

test("an element in the card has the page's style, which counts for more than the card's", () => {
  expect(selectors).toContain(".mrk-card .page-next h2");
  const weak = selectors.filter(
    (selector) => /^\.page-[\w-]+ [a-z][a-z0-9]*$/.test(selector) && !aroundTheCard.test(selector),
  );
  expect(weak).toEqual([]);
});

test("the mark stands out on the page, light and dark", () => {
  const [, mark = ""] = /fill="(#\w{6})"/.exec(readFileSync("public/icon.svg", "utf8")) ?? [];
  const grounds = [...css.matchAll(/--page-(?:background|surface): .*?(#\w{6})/g)];
  expect(grounds).toHaveLength(4);
  for (const [, ground = ""] of grounds) {
    const [light = 0, dark = 0] = [mark, ground].map(luminance).toSorted((a, b) => b - a);
    expect((light + 0.05) / (dark + 0.05), ground).toBeGreaterThan(3);
  }
});

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("nothing moves for a user who wants less motion", () => {
  const [, moving = ""] =
    /@media \(prefers-reduced-motion: no-preference\) \{([\s\S]*?)\n\}/.exec(css) ?? [];
  expect(moving).toContain("animation: page-enter");
  const elsewhere = css.replace(moving, "");
  const names = [...elsewhere.matchAll(/animation: (.*);/g)].map(([, value]) => value);
  // It shows a sentence, at once.
  expect(names).toEqual(["page-slow 0s 8s forwards"]);
});
