import { english, loadEnglish, loaders } from "./languageSources.js";
import { matchLanguage } from "./matchLanguage.js";
import { growingWords, type Words } from "./words.js";

/** BCP 47 tags of the kit's languages. */
export const localeTags: readonly string[] = ["en", ...Object.keys(loaders)];

const loaded = new Map<string, Words>();

/** Finds the kit's best language for one tag, or for several in order of preference. */
export function localeTagFor(wanted: string | readonly string[]): string {
  return matchLanguage(typeof wanted === "string" ? [wanted] : wanted, localeTags) ?? "en";
}

/** Returns the words of a language whose first ones are loaded already. */
export function loadedWords(tag: string): Words | undefined {
  return tag === "en" ? english : loaded.get(tag);
}

/** Loads the first words of a language; English for an unknown tag. @throws what the import throws */
export async function loadWords(tag: string): Promise<Words> {
  const load = loaders[tag];
  if (load === undefined) return loadEnglish();
  const { default: byPlace } = await load();
  const words = loaded.get(tag) ?? growingWords(tag, byPlace);
  loaded.set(tag, words);
  return words;
}
