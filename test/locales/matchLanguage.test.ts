// @vitest-environment node
import fc from "fast-check";
import { expect, test } from "vitest";
import { matchLanguage } from "../../src/locales/matchLanguage.js";

const available = ["en", "de", "pt-BR", "zh-Hant", "en-XA"] as const;

test.each([
  [["de"], "de"],
  [["de-AT"], "de"],
  [["DE_at"], "de"],
  [["de-Latn-AT-1996-x-secret"], "de"],
  [["fr", "de-CH"], "de"],
  [["fr-CA", "en-GB", "de"], "en"],
  [["en-XA"], "en-XA"],
  [["pt"], "pt-BR"],
  [["pt-PT"], "pt-BR"],
  [["zh-Hant-TW"], "zh-Hant"],
  [["fr"], undefined],
  [["e"], undefined],
  [[""], undefined],
  [[], undefined],
])("%j: %s", (wanted, found) => {
  expect(matchLanguage(wanted, available)).toBe(found);
});

test("the order of preference goes before the closeness of a match", () => {
  expect(matchLanguage(["pt-PT", "de"], available)).toBe("pt-BR");
});

test("what is available is found by its own name, whatever is asked for", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.constantFrom(...available), (others, tag) => {
      expect(matchLanguage([tag], available)).toBe(tag);
      expect([...available, undefined]).toContain(matchLanguage(others, available));
    }),
  );
});
