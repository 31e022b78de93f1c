import fc from "fast-check";
import { expect, test } from "vitest";
import { matchLanguage } from "../../src/locales/matchLanguage.js";

const available = [
  "en",
  "de",
  "pt-BR",
  "zh-Hant",
  "en-XA",
  "he",
  "uk",
  "ar",
  "fr-CA",
  "fr",
] as const;

test.each([
  [["de"], "de"],
  [["de-AT"], "de"],
  [["DE_at"], "de"],
  [["de-Latn-AT-1996-x-secret"], "de"],
  [["es", "de-CH"], "de"],
  [["es-419", "en-GB", "de"], "en"],
  [["en-XA"], "en-XA"],
  [["pt"], "pt-BR"],
  [["pt-PT"], "pt-BR"],
  [["zh-Hant-TW"], "zh-Hant"],
  [["zh-TW"], "zh-Hant"],
  [["zh-HK", "en"], "zh-Hant"],
  [["zh", "de"], "de"],
  [["zh-CN"], undefined],
  [["iw"], "he"],
  [["he-IL"], "he"],
  [["uk-Cyrl"], "uk"],
  [["uk-Cyrl-UA"], "uk"],
  [["uk-Latn"], undefined],
  [["ar-EG"], "ar"],
  [["ar-Arab-MA"], "ar"],
  [["fr"], "fr"],
  [["fr-CA"], "fr-CA"],
  [["fr-CH"], "fr"],
  [["en-u-nu-latn"], "en"],
  [["pt_BR.UTF-8"], "pt-BR"],
  [["C", "de_DE@euro"], "de"],
  [["es"], undefined],
  [["no such tag"], undefined],
  [["e"], undefined],
  [[""], undefined],
  [[], undefined],
])("%j: %s", (wanted, found) => {
  expect(matchLanguage(wanted, available)).toBe(found);
});

test("the order of preference goes before the closeness of a match", () => {
  expect(matchLanguage(["pt-PT", "de"], available)).toBe("pt-BR");
});

test("an available tag is found by its own name beside any other", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.constantFrom(...available), (others, tag) => {
      expect(matchLanguage([tag], available)).toBe(tag);
      expect([...available, undefined]).toContain(matchLanguage(others, available));
    }),
  );
});
