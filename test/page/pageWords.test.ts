import { expect, test } from "vitest";
import { loadPageWords } from "../../src/page/pageWords.js";
import { wholePageWords } from "./wholePageWords.js";

test.each([
  [["de-AT", "en"], "de"],
  [["fr-CA", "de"], "fr"],
  [["tlh", "de"], "de"],
  [["tlh"], "en"],
  [[], "en"],
])("a visitor who wants %j gets %s", async (wanted, tag) => {
  expect((await loadPageWords(wanted)).tag).toBe(tag);
});

test("values are put in", async () => {
  const { text } = await wholePageWords("en");
  expect(text("config.missing", { key: "homeserver" })).toBe("“homeserver” is missing or empty.");
});
