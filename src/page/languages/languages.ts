import type { Locale } from "../../locales/locale.js";
import type { WordsByPlace } from "../../locales/words.js";
import type { PageWordsByPlace } from "./pageCatalogue.js";

/** The first words of a language: the page's, and the kit's. */
export interface Language {
  readonly default: PageWordsByPlace;
  readonly kit?: WordsByPlace;
  /** The kit's words as a whole, where the kit does not have the language. */
  readonly locale?: Locale;
}

/** A loader for each language of the page, by BCP 47 tag. */
export const languages: Readonly<Record<string, () => Promise<Language>>> = Object.fromEntries(
  Object.entries(import.meta.glob<Language>("../words/*/words.generated.ts")).map(
    ([path, load]) => [path.split("/")[2] ?? "", load],
  ),
);
