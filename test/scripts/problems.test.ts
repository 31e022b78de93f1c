import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemsSource } from "../../scripts/generate-problems.mjs";
import en from "../../src/locales/catalogues/en.json" with { type: "json" };
import { redirectProblems } from "../../src/redirect/redirectProblems.js";
import type { ProblemNotes } from "../../src/uia/machine/problems/notes.js";
import { problemTable } from "../../src/uia/machine/problems/problemTable.js";

const families = {
  problem: Object.values(problemTable),
  returned: Object.values<ProblemNotes>(redirectProblems),
};

test("docs/problems.md is of these tables: node scripts/generate-problems.mjs", () => {
  const source = problemsSource(problemTable, redirectProblems);
  expect(readFileSync("docs/problems.md", "utf8")).toBe(source);
});

describe.each(Object.entries(families))("%s", (family, groups) => {
  test("a code stands in one group alone", () => {
    const codes = groups.flatMap((notes) => Object.keys(notes));
    expect(new Set(codes).size).toBe(codes.length);
  });

  test("every code has a cause, a cure, and a text in the catalogue", () => {
    const texts: Readonly<Record<string, string>> = en;
    for (const [code, { cause, cure }] of groups.flatMap((notes) => Object.entries(notes))) {
      expect(cause, code).toMatch(/\.$/);
      expect(cure, code).toMatch(/\.$/);
      expect(texts[`${family}.${code}`], code).toMatch(/[.}]$/);
    }
  });
});

test("no text is for a problem that the table lacks", () => {
  const codes = Object.values(problemTable).flatMap((notes) => Object.keys(notes));
  const keys = Object.keys(en).filter((key) => key.startsWith("problem."));
  expect(keys.map((key) => key.slice("problem.".length)).sort()).toEqual(codes.sort());
});

// Cause and cure are for documents: no bundle may carry them.
test("the package takes only types from the tables", () => {
  const taken = readdirSync("src", { recursive: true, withFileTypes: true })
    .filter(({ name, parentPath }) => /\.tsx?$/.test(name) && !parentPath.endsWith("/problems"))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) =>
      /^(import|export) (?!type )[^;]*(problems\/(problemTable|\w+Problems|notes)|redirectProblems)\.js"/m.test(
        readFileSync(file, "utf8"),
      ),
    );
  expect(taken).toEqual([]);
});
