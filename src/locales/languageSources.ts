import en from "./words/en/words.generated.js";
import { growingWords, type Words, type WordsByPlace } from "./words.js";

// The standalone page is built with sources of its own in place of these, and without English at first.

/**
 * English, which stands in for every text that an app's own words lack. Its first words are there at once.
 */
export const english: Words = growingWords("en", en);

/** Loads the first words of English. */
export function loadEnglish(): Promise<Words> {
  return Promise.resolve(english);
}

/** A loader for the words of each other language, by BCP 47 tag. */
export const loaders: Readonly<Record<string, () => Promise<{ readonly default: WordsByPlace }>>> =
  Object.fromEntries(
    Object.entries(
      import.meta.glob<{ default: WordsByPlace }>([
        "./words/*/words.generated.ts",
        "!./words/en/*.ts",
      ]),
    ).map(([path, load]) => [path.split("/")[2] ?? "", load]),
  );
