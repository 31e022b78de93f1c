import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { localeTags } from "../../src/locales/loadWords.js";
import { avoidedWords } from "./avoidedWords.js";

test("each language has words that it avoids", () => {
  expect(Object.keys(avoidedWords).sort()).toEqual(localeTags.toSorted());
});

describe.each(Object.entries(avoidedWords))("%s", (tag, words) => {
  const texts = ["src/locales/catalogues", "src/page/locales"].flatMap((folder) =>
    Object.entries(
      JSON.parse(readFileSync(`${folder}/${tag}.json`, "utf8")) as Record<string, string>,
    ),
  );

  test.each(words)("%s is found where it stands; “%s” is said instead", (avoided, _, example) => {
    expect(example).toMatch(avoided);
    expect(texts.filter(([, text]) => avoided.test(text))).toEqual([]);
  });
});
