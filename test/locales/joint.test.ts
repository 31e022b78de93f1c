import { expect, test } from "vitest";
import { joint } from "../../src/locales/joint.js";
import { localeTags } from "../../src/locales/loadWords.js";
import { loadLocale } from "./loadLocale.js";

test.each(localeTags)("%s: texts stand apart as the language sets them", async (tag) => {
  const { messages } = await loadLocale(tag);
  const before = ["username.free", "username.suggestions"] as const;
  for (const key of before) expect(joint(messages[key] ?? ""), key).toBe(tag === "ja" ? "" : " ");
});

test.each([
  ["名前。", ""],
  ["名前：", ""],
  ["名前", " "],
  ["name:", " "],
  ["", " "],
])("after %j stands %j", (text, between) => {
  expect(joint(text)).toBe(between);
});
