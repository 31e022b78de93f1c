import fc from "fast-check";
import { expect, test } from "vitest";
import { accentColours, contrastRatio } from "../../../src/page/config/accentColours.js";

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);

test.each(["#ffffff", "#161c1f"])("any brand can be read on %s", (surface) => {
  fc.assert(
    fc.property(colour, (brand) => {
      const { accent, onAccent } = accentColours(brand, surface);
      expect(contrastRatio(accent, surface)).toBeGreaterThanOrEqual(4.5);
      expect(contrastRatio(accent, onAccent)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test("a colour that can be read stays what it is", () => {
  expect(accentColours("#0b6e4f", "#ffffff")).toEqual({ accent: "#0b6e4f", onAccent: "#ffffff" });
  expect(accentColours("#a9c1ff", "#161c1f")).toEqual({ accent: "#a9c1ff", onAccent: "#000000" });
});

test("contrast is counted as WCAG does", () => {
  expect(contrastRatio("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrastRatio("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});
