import { matchLanguage } from "./matchLanguage.js";
import { english, growingWords, type Words, type WordsByPlace } from "./words.js";

/** A loader for each language but English, which is there at once. */
const loaders = Object.fromEntries(
  Object.entries(
    import.meta.glob<{ default: WordsByPlace }>([
      "./words/*/words.generated.ts",
      "!./words/en/*.ts",
    ]),
  ).map(([path, load]) => [path.split("/")[2] ?? "", load]),
);

/** BCP 47 tags of the kit's languages. */
export const localeTags: readonly string[] = ["en", ...Object.keys(loaders)];

const loaded = new Map<string, Words>([["en", english]]);

/** Finds the kit's best language for one tag, or for several in order of preference. */
export function localeTagFor(wanted: string | readonly string[]): string {
  return matchLanguage(typeof wanted === "string" ? [wanted] : wanted, localeTags) ?? "en";
}

/** Returns the words of a language whose first ones are loaded already. */
export function loadedWords(tag: string): Words | undefined {
  return loaded.get(tag);
}

/** Loads the first words of a language; English for an unknown tag. @throws what the import throws */
export async function loadWords(tag: string): Promise<Words> {
  const load = loaders[tag];
  if (load === undefined) return english;
  const { default: byPlace } = await load();
  const words = loaded.get(tag) ?? growingWords(tag, byPlace);
  loaded.set(tag, words);
  return words;
}
