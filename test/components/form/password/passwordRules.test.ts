import fc from "fast-check";
import { expect, test } from "vitest";
import { isMet, passwordRules } from "../../../../src/components/form/password/passwordRules.js";

test("no policy, no rules; only what is required is shown", () => {
  expect(passwordRules(undefined)).toEqual([]);
  expect(passwordRules({ minimumLength: 8, requireDigit: true, requireSymbol: false })).toEqual([
    { rule: "minimumLength", count: 8 },
    { rule: "requireDigit" },
  ]);
});

test.each([
  ["requireDigit", "a1", "a١"],
  ["requireSymbol", "a b", "aB1"],
  ["requireSymbol", "ä", "a"],
  ["requireLowercase", "Ab", "ÄÖß"],
  ["requireUppercase", "Ab", "äÖ"],
] as const)("%s: %s meets it, %s does not", (rule, met, unmet) => {
  expect(isMet({ rule }, met)).toBe(true);
  expect(isMet({ rule }, unmet)).toBe(false);
});

test("length counts code points", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(40), (password, count) => {
      expect(isMet({ rule: "minimumLength", count }, password)).toBe(
        Array.from(password).length >= count,
      );
    }),
  );
  expect(isMet({ rule: "minimumLength", count: 2 }, "🐈")).toBe(false);
});
