import { expect, test } from "vitest";
import en from "../../src/locales/catalogues/en.json" with { type: "json" };
import { format } from "../../src/locales/format.js";
import page from "../../src/page/locales/en.json" with { type: "json" };

const texts = [
  ...Object.entries(en),
  ...Object.entries(page).map(([key, text]) => [`page: ${key}`, text] as const),
].map(([key, text]) => [key, isPlural(text) ? format(text, { count: 2 }, "en") : text] as const);

function isPlural(text: string): boolean {
  return text.includes(", plural,");
}

test("no sentence has more than 25 words", () => {
  const long = texts.flatMap(([key, text]) =>
    sentencesOf(text).flatMap((sentence) =>
      sentence.split(" ").length > 25 ? [[key, sentence]] : [],
    ),
  );
  expect(long).toEqual([]);
});

test("a problem is told in whole sentences", () => {
  const told = texts.filter(([key]) =>
    /^(?:problem|returned)\.(?!.*[hH]eading|signedIn)/.test(key),
  );
  expect(told.length).toBeGreaterThan(80);
  expect(told.filter(([, text]) => !/^[A-Z{].*[.…]$/.test(text))).toEqual([]);
});

test("a control says by itself what it does", () => {
  const controls = texts.filter(([key]) =>
    /\b(?:action|methods)\.|chooseFlow|\.(?:use|open|continue|confirm|make|theirs|reload)$/.test(
      key,
    ),
  );
  expect(controls.length).toBeGreaterThan(20);
  expect(controls.filter(([, text]) => /\b(?:it|them|there)\b|’s$/i.test(text))).toEqual([]);
});

test("a text that sends the user to a button names it", () => {
  const sending = texts.filter(([, text]) => /\bpress\b/i.test(text));
  expect(sending.map(([key]) => key)).toContain("stage.polling.ended");
  expect(sending.filter(([, text]) => !/press “.+”/.test(text))).toEqual([]);
});

/** The sentences of a text. A name with a dot, such as `example.org`, does not end one. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…:]”?)\s+(?=[A-Z{“])/).filter((sentence) => sentence !== "");
}
