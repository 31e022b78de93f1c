import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const refused: readonly (readonly [string, string, string])[] = [
  ["markup", "no-markup", "export const x = <p dangerouslySetInnerHTML={{ __html: html }} />;"],
  ["inline style", "no-markup", "export const x = <p style={{ color }} />;"],
  ["a document in a frame", "no-markup", "export const x = <iframe srcDoc={html} />;"],
  ["markup by script", "no-markup", "element.innerHTML = html;"],
  ["markup beside", "no-markup", "element.insertAdjacentHTML(place, html);"],
  ["text", "no-untranslated", "export const x = <p>Hello</p>;"],
  ["text in another script", "no-untranslated", "export const x = <p>مرحبا</p>;"],
  ["a text in braces", "no-untranslated", 'export const x = <p>{"Hello"}</p>;'],
  ["a text in a fragment", "no-untranslated", 'export const x = <>{"Hello"}</>;'],
  ["a template", "no-untranslated", "export const x = <p>{`Hello`}</p>;"],
  ["a choice of texts", "no-untranslated", 'export const x = <p>{on ? "Yes" : name}</p>;'],
  ["a text on a condition", "no-untranslated", 'export const x = <p>{on && "Yes"}</p>;'],
  ["a label", "no-untranslated", 'export const x = <input aria-label="Name" />;'],
  ["a title in braces", "no-untranslated", 'export const x = <p title={"Name"} />;'],
  ["a placeholder by choice", "no-untranslated", 'export const x = <i placeholder={on || "N"} />;'],
  ["a class of this window", "no-classes-of-window", "export const x = it instanceof HTMLElement;"],
  ["any element's class", "no-classes-of-window", "export const x = it instanceof Element;"],
  ["a list's class", "no-classes-of-window", "export const x = it instanceof RadioNodeList;"],
];

const accepted: readonly (readonly [string, string])[] = [
  ["a text of the catalogue", 'export const x = <p title={text("title")}>{text("hello")}</p>;'],
  ["signs that are no letters", "export const x = <p>· {count} –</p>;"],
  ["names that nobody reads", 'export const x = <p data-part="form" className="wide" />;'],
  ["a class of the language", "export const x = it instanceof TypeError;"],
  ["text set as text", "element.textContent = text;"],
];

let folder = "";
let found: readonly { readonly filename: string; readonly code: string }[] = [];

// One run of the linter for all, since its start takes longer than its work.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "matrix-register-kit-lint-"));
  const codes = [...refused.map(([, , code]) => code), ...accepted.map(([, code]) => code)];
  for (const [index, code] of codes.entries()) writeFileSync(join(folder, `${index}.tsx`), code);
  const config = {
    jsPlugins: [resolve("scripts/lintRules.mjs")],
    categories: { correctness: "off" },
    rules: {
      "project/no-markup": "error",
      "project/no-untranslated": "error",
      "project/no-classes-of-window": "error",
    },
  };
  writeFileSync(join(folder, ".oxlintrc.json"), JSON.stringify(config));
  const { stdout } = spawnSync(resolve("node_modules/.bin/oxlint"), ["--format=json"], {
    cwd: folder,
    encoding: "utf8",
  });
  found = (JSON.parse(stdout) as { diagnostics: typeof found }).diagnostics;
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const rulesFor = (index: number) => [
  ...new Set(found.filter(({ filename }) => filename === `${index}.tsx`).map(({ code }) => code)),
];

test.each(refused.map(([what, rule], index) => [what, rule, index] as const))(
  "refuses %s: %s",
  (_, rule, index) => {
    expect(rulesFor(index)).toEqual([`project(${rule})`]);
  },
);

test.each(accepted.map(([what], index) => [what, refused.length + index] as const))(
  "accepts %s",
  (_, index) => {
    expect(rulesFor(index)).toEqual([]);
  },
);
