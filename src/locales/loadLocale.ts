import en from "./languages/en.js";
import type { Locale } from "./locale.js";
import { matchLanguage } from "./matchLanguage.js";

/** A loader for each language but English, which is there at once. */
const loaders = Object.fromEntries(
  Object.entries(
    import.meta.glob<{ default: Locale }>(["./languages/*.ts", "!./languages/en.ts"]),
  ).map(([path, load]) => [path.replace(/^.*\/|\.ts$/g, ""), load]),
);

/** BCP 47 tags of the kit's languages. */
export const localeTags: readonly string[] = ["en", ...Object.keys(loaders)];

const loaded = new Map<string, Locale>([["en", en]]);

/** Finds the kit's best language for one tag, or for several in order of preference. */
export function localeTagFor(wanted: string | readonly string[]): string {
  return matchLanguage(typeof wanted === "string" ? [wanted] : wanted, localeTags) ?? "en";
}

/** Returns a language that is loaded already. */
export function loadedLocale(tag: string): Locale | undefined {
  return loaded.get(tag);
}

/** Loads a language; English for an unknown tag. @throws what the import throws */
export async function loadLocale(tag: string): Promise<Locale> {
  const load = loaders[tag];
  if (load === undefined) return en;
  const { default: locale } = await load();
  loaded.set(tag, locale);
  return locale;
}
