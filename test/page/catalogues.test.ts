import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { pagePlacesOf } from "../../scripts/wordPlaces.mjs";
import { format, parseMessage } from "../../src/locales/format.js";
import { localeTags } from "../../src/locales/loadWords.js";
import en from "../../src/page/locales/en.json" with { type: "json" };
import type { PageKey } from "../../src/page/pageWords.js";
import { argumentsOf } from "../locales/messages.js";
import { wholePageWords } from "./wholePageWords.js";

const folder = "src/page/locales";
const tags = readdirSync(folder).map((file) => basename(file, ".json"));
const keys = Object.keys(en) as PageKey[];

test("the page speaks the languages of its parts", () => {
  expect(tags.toSorted()).toEqual(localeTags.toSorted());
});

test("every text is used", () => {
  const sources = readdirSync("src/page", { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.tsx?$/.test(name))
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n");
  // A key of a family is put together: `config.${reason}`.
  const family = (key: string) => `\`${key.slice(0, key.lastIndexOf(".") + 1)}\${`;
  const isUsed = (key: string) => sources.includes(`"${key}"`) || sources.includes(family(key));
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

test.each([
  [["choose"], ["homeserver/HomeserverForm.tsx"]],
  [["next"], ["NextSteps.tsx"]],
  // The view of invitations has the field of a homeserver, and a button to copy.
  [
    ["owner", "choose", "next"],
    ["ConfigProblems.tsx", ...viewsIn("invitation")],
  ],
  [[], ["main.tsx", "Page.tsx", "PageBoundary.tsx", "Registration.tsx", "usePageTitle.ts"]],
])("beside those of the first screen %j has all words of its code", (places, files) => {
  const used = files
    .map((file) => readFileSync(join("src/page", file), "utf8"))
    .flatMap((source) => keys.filter((key) => source.includes(`"${key}"`)));
  const isThere = (key: string) =>
    pagePlacesOf(key).some((place) => ["first", ...places].includes(place));
  expect(used).not.toEqual([]);
  expect(used.filter((key) => !isThere(key))).toEqual([]);
});

test("every text has one place", () => {
  expect(keys.filter((key) => pagePlacesOf(key).length !== 1)).toEqual([]);
});

function viewsIn(folder: string): string[] {
  return readdirSync(`src/page/${folder}`).map((file) => join(folder, file));
}

describe.each(tags)("%s", (tag) => {
  const catalogue = JSON.parse(readFileSync(join(folder, `${tag}.json`), "utf8")) as Record<
    string,
    string
  >;
  const entries = Object.entries(catalogue);

  test("has the keys of English and no other", () => {
    expect(Object.keys(catalogue).sort()).toEqual(keys.toSorted());
  });

  test("has the placeholders of English in every text", () => {
    for (const [key, text] of entries) {
      const english = argumentsOf(parseMessage(en[key as PageKey]));
      expect(argumentsOf(parseMessage(text)), key).toEqual(english);
    }
  });

  test("speaks of one line as one, and of several as several", async () => {
    const words = await wholePageWords(tag);
    const hasPlural = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.length > 1;
    for (const key of ["invite.badLines", "invite.repeatedLines"] as const) {
      const [one, two, many] = ["1", "2", "21"].map((count) =>
        words.text(key, { count, lines: "9" }),
      );
      expect(one !== two && one !== many, key).toBe(hasPlural);
      expect(
        [one, two, many].every((text) => text?.includes("9")),
        key,
      ).toBe(true);
    }
  });

  test("is what the page shows", async () => {
    const words = await wholePageWords(tag);
    expect(words.tag).toBe(tag);
    const values = {
      serverName: "example.org",
      key: "brand",
      url: "https://example.org/",
      count: "3",
      lines: "1–5",
    };
    for (const key of keys) {
      expect(words.text(key, values), key).toBe(format(catalogue[key] ?? "", values, tag));
    }
  });
});
