import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemsSource } from "../../scripts/generate-problems.mjs";
import { problems, returnProblems } from "../../scripts/problemCatalogue.mjs";
import en from "../../src/locales/catalogues/en.json" with { type: "json" };
import { problemCodes } from "../../src/uia/machine/problem.js";

test("docs/problems.md is of these texts: node scripts/generate-problems.mjs", () => {
  expect(readFileSync("docs/problems.md", "utf8")).toBe(problemsSource());
});

test("every code has its entry, and no other", () => {
  expect(Object.keys(problems).sort()).toEqual(problemCodes.toSorted());
});

test("every entry has a cause, a cure, and words in the catalogue", () => {
  const texts: Readonly<Record<string, string>> = en;
  const families = { problem: problems, returned: returnProblems };
  for (const [family, entries] of Object.entries(families)) {
    for (const [code, { cause, cure }] of Object.entries(entries)) {
      expect(cause, code).toMatch(/\.$/);
      expect(cure, code).toMatch(/\.$/);
      expect(texts[`${family}.${code}`], code).toMatch(/[.}]$/);
    }
  }
});
