import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { placesOf } from "../../scripts/wordPlaces.mjs";
import en from "../../src/locales/catalogues/en.json" with { type: "json" };
import de from "../../src/locales/languages/de.js";
import { loadWords } from "../../src/locales/loadWords.js";
import type { Place } from "../../src/locales/words.js";

/** The code that is loaded at once, and what shows the words of each place. */
const shownBy: Readonly<Record<"first" | Place, readonly string[]>> = {
  first: ["card/index.ts", "components/parts.ts"],
  fields: ["components/late/fields.ts"],
  registration: ["components/late/afterForm.ts"],
  methods: [
    "components/homeserver/HomeserverField.tsx",
    "components/homeserver/HomeserverTrouble.tsx",
  ],
  returns: ["components/outcome/ReturnOutcome.tsx"],
};

const keys = Object.keys(en);
const atFirst = closureOf(shownBy.first, { withLater: false });

test.each([...atFirst])(
  "%s, which comes at once, shows words of the first screen alone",
  (file) => {
    expect(usedIn(file).filter((key) => !placesOf(key).includes("first"))).toEqual([]);
  },
);

const later = Object.entries(shownBy).filter(([place]) => place !== "first");

test.each(later)("the code of %s finds its words there", (place, files) => {
  // A stage may ask for what a field did not.
  expect(lackingIn(files, place === "registration" ? [place, "fields"] : [place])).toEqual([]);
});

test("account pages and sign-ons find their words in two places", () => {
  const files = ["OAuthSignUp", "OtherMethods", "SsoSignUp"].map(
    (name) => `components/redirect/${name}.tsx`,
  );
  expect(lackingIn(files, ["methods", "returns"])).toEqual([]);
});

test("every text has a place, and one of the first screen has no other", () => {
  expect(keys.filter((key) => placesOf(key).length === 0)).toEqual([]);
  const inFirst = keys.filter((key) => placesOf(key).includes("first"));
  expect(inFirst.filter((key) => placesOf(key).length > 1)).toEqual([]);
});

describe("a planted use is found", () => {
  test.each([
    [`text("stage.progress")`, ["stage.progress"]],
    ["text(`done.$" + "{what}`)", keys.filter((key) => /^done\.\w+$/.test(key))],
    [
      "text(`$" + "{kind}.notLoaded`)",
      ["field.notLoaded", "returned.notLoaded", "stage.notLoaded"],
    ],
    [`const text: "done.heading" = any`, []],
  ])("%s", (code, expected) => {
    expect(keysIn("planted.ts", code).toSorted()).toEqual(expected.toSorted());
  });
});

test("the words of a language come place by place, and are its whole catalogue at the end", async () => {
  const words = await loadWords("de");
  const before = words.getSnapshot();
  expect(before.messages["username.label"]).toBe(de.messages["username.label"]);
  const places = Object.keys(words.later) as Place[];
  await Promise.all(places.map((place) => words.later[place].load()));
  expect(words.getSnapshot()).toEqual(de);
});

/** The keys that files use with all that they import, but for what comes at once, and that no place has. */
function lackingIn(files: readonly string[], places: readonly string[]): string[] {
  const used = [...closureOf(files, { withLater: true })]
    .filter((file) => !atFirst.has(file))
    .flatMap((file) => usedIn(file).map((key) => ({ file, key })));
  return used
    .filter(({ key }) => !placesOf(key).some((each) => each === "first" || places.includes(each)))
    .map(({ file, key }) => `${file} uses ${key}`);
}

/** The files with all that they import; also what they load later, where that is asked for. */
function closureOf(
  files: readonly string[],
  { withLater }: { readonly withLater: boolean },
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...files];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...importsOf(file, withLater));
  }
  return seen;
}

function sourceOf(file: string, text = readFileSync(`src/${file}`, "utf8")): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function importsOf(file: string, withLater: boolean): string[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === undefined) {
      found.push(node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier) {
      found.push(node.moduleSpecifier);
    } else if (
      withLater &&
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword
    ) {
      found.push(...node.arguments);
    }
    node.forEachChild(visit);
  };
  visit(sourceOf(file));
  return found.flatMap((each) => (ts.isStringLiteral(each) ? fileAt(file, each.text) : []));
}

/** The file that an import names, if it is one of the kit's. */
function fileAt(from: string, specifier: string): readonly string[] {
  if (!specifier.startsWith(".")) return [];
  const path = posix.join(posix.dirname(from), specifier).replace(/\.js$/, "");
  return [`${path}.ts`, `${path}.tsx`].filter((file) => existsSync(`src/${file}`));
}

function usedIn(file: string): string[] {
  return keysIn(file, readFileSync(`src/${file}`, "utf8"));
}

/** The keys of texts that a source names, also by the start or the end of a template. */
function keysIn(file: string, text: string): string[] {
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) && keys.includes(node.text)) used.add(node.text);
    if (ts.isTemplateExpression(node)) {
      const pieces = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
      const pattern = new RegExp(`^${pieces.map(escaped).join("\\w+")}$`);
      const isKey = /^[a-z]\w*\./i.test(pieces[0] ?? "") || /^\.\w/.test(pieces.at(-1) ?? "");
      for (const key of isKey ? keys : []) if (pattern.test(key)) used.add(key);
    }
    node.forEachChild(visit);
  };
  visit(sourceOf(file, text));
  return [...used];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
