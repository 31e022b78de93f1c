import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { formatParts, parseMessage, type TextPart } from "../../src/locales/format.js";
import en from "../../src/locales/languages/en.js";
import { localeTags } from "../../src/locales/loadWords.js";
import { pseudoLocale } from "../../src/locales/pseudoLocale.js";
import { problemCodes } from "../../src/uia/machine/problems/problemTable.js";
import { loadLocale } from "./loadLocale.js";
import { argumentsOf, pluralCategoriesOf, sampleValues, tagsOf } from "./messages.js";

const pseudo = pseudoLocale(en);
const spoken = await Promise.all(localeTags.map(loadLocale));
const locales = [...spoken, pseudo];

describe.each(locales.map((locale) => [locale.tag, locale] as const))("%s", (tag, locale) => {
  const entries = Object.entries(locale.messages);

  test("has the keys of English and no other", () => {
    expect(tag).toBe(locale.tag);
    expect(Object.keys(locale.messages).sort()).toEqual(Object.keys(en.messages).sort());
  });

  test("has the placeholders and tags of English in every text", () => {
    for (const [key, text] of entries) {
      const [nodes, english] = [parseMessage(text), parseMessage(englishOf(key))];
      expect(argumentsOf(nodes), key).toEqual(argumentsOf(english));
      expect(tagsOf(nodes), key).toEqual(tagsOf(english));
    }
  });

  test("reads as intl-messageformat reads it", () => {
    for (const [key, text] of entries) {
      const nodes = parseMessage(text);
      const reference = new IntlMessageFormat(text, tag);
      const tags = Object.fromEntries(
        tagsOf(nodes).map((name) => [
          name,
          (chunks: unknown[]) => `<${name}>${chunks.join("")}</${name}>`,
        ]),
      );
      for (const values of sampleValues(nodes)) {
        const expected = [reference.format({ ...values, ...tags })].flat().join("");
        const read = withTags(formatParts(text, values, tag));
        expect(withoutIsolates(read), key).toBe(withoutIsolates(expected));
      }
    }
  });

  test("has the plural forms of its language and no other", () => {
    const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
    for (const [key, text] of entries) {
      for (const categories of pluralCategoriesOf(parseMessage(text))) {
        expect(categories.toSorted(), key).toEqual(forms.toSorted());
      }
    }
  });
});

test.each(spoken)("$tag: a text that names a button has its words", ({ messages }) => {
  expect(messages["stage.recaptcha.next"]).toContain(messages["action.finished"]);
});

test.each(spoken)("$tag: a switch and the button beside it have two names", ({ messages }) => {
  expect(messages["guest.label"]).not.toBe(messages["action.continueAsGuest"]);
});

test.each(spoken)(
  "$tag: the label of a button has two lines on 280 px, and no word that is longer than one",
  ({ messages }) => {
    const labels = Object.entries(messages).filter(([key]) =>
      /^action\.|^methods\.(?:uia|sso)$/.test(key),
    );
    // About 24 signs of a usual width go into a line.
    const tooLong = labels.filter(
      ([, label]) => label.length > 48 || label.split(" ").some((word) => word.length > 24),
    );
    expect(tooLong).toEqual([]);
  },
);

test.each(spoken)(
  "$tag: what is said below a username has its room there, and moves nothing",
  ({ messages }) => {
    const lengthOf = (key: keyof typeof messages) =>
      (messages[key] ?? "").replaceAll(/<\/?\w+>|\{\w+\}/g, "").length;
    // One line at 360 px that ends in the user ID.
    expect(lengthOf("username.preview")).toBeLessThanOrEqual(32);
  },
);

test("the types of the keys are those of the catalogue", async () => {
  const generated = readFileSync("src/locales/messages.generated.ts", "utf8");
  const { messagesSource } = await import("../../scripts/generate-messages.mjs");
  expect(generated).toBe(messagesSource(en.messages));
});

test("it is told beside the catalogues how each came to be", () => {
  const rows = readFileSync("src/locales/TRANSLATIONS.md", "utf8").matchAll(
    /^\| `(.+?)` \|.*\| (?:the source|machine-made, .+|made by .+) \|$/gm,
  );
  expect([...rows].map(([, tag = ""]) => tag).sort()).toEqual(localeTags.toSorted());
});

test.each(spoken)(
  "$tag: things have the names that are written beside the catalogues",
  (locale) => {
    const row = new RegExp(`^\\| \`${locale.tag}\` \\|(.+\\|.+\\|.+\\|.+\\|.+)\\|$`, "m");
    const [, names = ""] = row.exec(readFileSync("src/locales/TRANSLATIONS.md", "utf8")) ?? [];
    const { messages } = locale;
    const said = [
      messages["homeserver.label"],
      messages["done.heading"],
      messages["username.label"],
      messages["registrationToken.label"],
      messages["action.signIn"],
    ];
    const lower = (text: string) => text.toLocaleLowerCase(locale.tag).trim();
    const wrong = names
      .split("|")
      .filter((name, index) => !lower(said[index] ?? "").includes(lower(name)));
    expect(wrong).toEqual([]);
    expect(names.split("|")).toHaveLength(said.length);
  },
);

test("every catalogue has its entry point, with one default export", async () => {
  const inFolder = (folder: string, end: string) =>
    readdirSync(`src/locales/${folder}`).map((name) => name.slice(0, -end.length));
  expect(inFolder("catalogues", ".json").sort()).toEqual(localeTags.toSorted());
  expect(inFolder("languages", ".ts").sort()).toEqual(localeTags.toSorted());
  expect(packageJson.exports["./locales/*"].default).toBe("./dist/locales/languages/*.js");
  for (const tag of localeTags) {
    const path = `../../src/locales/languages/${tag}.ts`;
    const module = (await import(/* @vite-ignore */ path)) as object;
    expect(Object.keys(module)).toEqual(["default"]);
  }
});

test("there are words for every problem", () => {
  const keys = Object.keys(en.messages);
  expect(keys).toEqual(expect.arrayContaining(problemCodes.map((code) => `problem.${code}`)));
});

test("every text is used", () => {
  const folders = ["src/components", "src/locales"];
  const sources = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter(({ name }) => /\.tsx?$/.test(name) && name !== "messages.generated.ts")
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"))
    .join("\n");
  const named = (key: string) => sources.includes(`"${key}"`);
  // A key of a family is put together: `problem.${code}`.
  const inFamily = (key: string) =>
    sources.includes(`\`${key.slice(0, key.lastIndexOf(".") + 1)}\${`) ||
    sources.includes(`}${key.slice(key.indexOf("."))}\``);
  expect(Object.keys(en.messages).filter((key) => !named(key) && !inFamily(key))).toEqual([]);
});

test("the pseudo-locale is longer and in brackets throughout", () => {
  for (const [key, text] of Object.entries(pseudo.messages)) {
    expect(text, key).toMatch(/^\[.*\]$/s);
    expect(text.length, key).toBeGreaterThan(2);
  }
  expect(pseudo.messages["username.label"]).toBe("[Úšééŕñááɱéé]");
  expect(pseudo.messages["done.userId"]).toBe("[Ýóóúúŕ úúšééŕ ÍĐ ííš <id>{userId}</id>]");
});

function englishOf(key: string): string {
  return (en.messages as Readonly<Record<string, string>>)[key] ?? "";
}

/** Without the signs around a value, which intl-messageformat does not put there. */
function withoutIsolates(text: string): string {
  return text.replace(/[\u2068\u2069]/g, "");
}

function withTags(parts: readonly TextPart[]): string {
  return parts
    .map((part) =>
      typeof part === "string" ? part : `<${part.tag}>${withTags(part.parts)}</${part.tag}>`,
    )
    .join("");
}
