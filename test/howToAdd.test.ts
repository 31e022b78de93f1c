import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import en from "../src/locales/catalogues/en.json" with { type: "json" };
import { authTypes } from "../src/protocol/wire/authTypes.js";
import { faultsOfList, type Kind, listedUnder } from "./howToAdd.js";

/* The lists of CONTRIBUTING's "How to add", compared with the files that name what is there already. */

const tags = readdirSync("src/locales/languages")
  .map((file) => file.replace(".ts", ""))
  .filter((tag) => tag !== "en");

/** Every language has a catalogue, which a new text touches. */
const languages = tags.length + 1;

const texts = Object.keys(en);
const problemCodes = texts
  .filter((key) => key.startsWith("problem."))
  .map((key) => key.replace("problem.", ""));

/** The names of the types of the stages that have a screen. */
const stages = Object.keys(authTypes).filter(
  (name) => name !== "dummy" && texts.includes(`stage.${name}.heading`),
);

const kinds: readonly Kind[] = [
  {
    heading: "A problem code",
    members: problemCodes,
    naming: (code) => new RegExp(`\\b${code}\\b`),
    atMost: 14,
  },
  {
    heading: "A language",
    members: tags,
    naming: (tag) => new RegExp(`(?<![\\w-])${tag}(?![\\w-])`),
    atMost: 5,
  },
  {
    heading: "A stage",
    members: stages,
    naming: (name) => {
      const type = authTypes[name as keyof typeof authTypes].replaceAll(".", "\\.");
      return new RegExp(
        `(?<![\\w.])${type}(?![\\w.])|\\b(?:authTypes|stage|stageName)\\.${name}\\b`,
      );
    },
    atMost: languages + 10,
  },
];

const roots = ["src", "stories", "scripts", "docs", "examples"];
const documents = [
  "README.md",
  "package.json",
  "knip.json",
  "vite.config.ts",
  "vite.lib.config.ts",
];
/** Written by a command, and lists of what other homeservers do. */
const written =
  /\.generated\.ts$|^src\/(?:locales|page)\/words\/|^docs\/(?:problems|homeservers|hostile)\.md$|^docs\/decisions\/|\.(?:png|svg)$/;

const files = new Map(
  [...roots.flatMap(filesIn), ...documents]
    .filter((path) => !written.test(path))
    .map((path) => [path, readFileSync(path, "utf8")] as const),
);
const contributing = readFileSync("CONTRIBUTING.md", "utf8");

test.each(kinds)("$heading: the list names every file that is touched", (kind) => {
  const listed = listedUnder(kind.heading, contributing);
  expect(kind.members.length).toBeGreaterThan(4);
  expect(faultsOfList(kind, listed, files)).toEqual([]);
});

describe("a list", () => {
  const kind: Kind = {
    heading: "A fruit",
    members: ["apple", "pear"],
    naming: (fruit) => new RegExp(fruit),
    atMost: 3,
  };
  const garden = new Map([
    ["src/fruits.ts", '"apple", "pear"'],
    ["src/apple.json", "{}"],
    ["src/pear.json", "{}"],
    ["src/eat.ts", 'if (fruit === "pear") eat();'],
    ["src/other.ts", "nothing"],
  ]);
  const document = (...lines: string[]) =>
    ["# How to add", "### A fruit", ...lines, "### A text", "- `src/other.ts`", ""].join("\n");
  const faults = (...lines: string[]) =>
    faultsOfList(kind, listedUnder("A fruit", document(...lines)), garden);
  const [table, own, use] = [
    "- `src/fruits.ts`: it",
    "- `src/<fruit>.json`",
    "- `src/eat.ts`: `x`",
  ];

  test("is right if it names the table, the fruit's own file and the use", () => {
    expect(faults(table, own, use)).toEqual([]);
  });

  test("is wrong without a file that names every member", () => {
    expect(faults(own, use)).toEqual(["not in the list: src/fruits.ts"]);
  });

  test("is wrong without the file that each member has", () => {
    expect(faults(table, use)).toEqual(["not in the list: src/<member>.json"]);
  });

  test("is wrong with a file that names no member, or is not there", () => {
    expect(faults(table, own, "- `src/other.ts`")).toHaveLength(1);
    expect(faults(table, own, "- `src/gone.ts`")).toHaveLength(1);
  });

  test("is wrong if it has too many files", () => {
    expect(faults(table, own, use, "- `src/*.ts`")).toEqual(["4 files, not 3"]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => join(folder, file))
    .filter((path) => statSync(path).isFile());
}
