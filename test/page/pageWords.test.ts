import { describe, expect, test } from "vitest";
import de from "../../src/page/locales/de.json" with { type: "json" };
import en from "../../src/page/locales/en.json" with { type: "json" };
import { loadPageWords } from "../../src/page/pageWords.js";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe("the page's German", () => {
  test("has a text for each English one", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    expect(Object.values(de).filter((text) => text.trim() === "")).toEqual([]);
  });

  test.each(Object.keys(en) as (keyof typeof en)[])("%s has the same placeholders", (key) => {
    expect(placeholders(de[key])).toEqual(placeholders(en[key]));
  });
});

test.each([
  [["de-AT", "en"], "de"],
  [["fr", "de"], "de"],
  [["fr"], "en"],
  [[], "en"],
])("who wants %j is spoken to in %s", async (wanted, tag) => {
  expect((await loadPageWords(wanted)).tag).toBe(tag);
});

test("values are put in", async () => {
  const { text } = await loadPageWords(["en"]);
  expect(text("title.account", { serverName: "example.org" })).toBe(
    "Create an account on example.org",
  );
});
