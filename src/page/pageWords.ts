import { format } from "../locales/format.js";
import { english } from "../locales/languageSources.js";
import { loadedWords, loadWords, localeTagFor, wholeWords } from "../locales/loadWords.js";
import type { Locale } from "../locales/locale.js";
import { matchLanguage } from "../locales/matchLanguage.js";
import { growingWords, type Words } from "../locales/words.js";
import { type Language, languages } from "./languages/languages.js";
import type { PageCatalogue, PageKey, PagePlace } from "./languages/pageCatalogue.js";

export type { PageKey };

/** The page's own words; the parts bring theirs. */
export interface PageWords extends Pick<Words<PageCatalogue, PagePlace>, "later"> {
  /** BCP 47 tag of the language they are in. */
  readonly tag: string;
  /** The kit's words in that language: a tag, or where the kit does not have it the words themselves. */
  readonly kit: Locale | string;
  /** A text of the first screen, or of a place whose words have come. */
  readonly text: (key: PageKey, values?: Readonly<Record<string, string>>) => string;
}

/** Strange English for developers: shows what is cut off, or in no catalogue. */
const all: typeof languages = import.meta.env.DEV
  ? { ...languages, "en-XA": () => import("./dev/pseudoWords.js") }
  : languages;

/**
 * The words of the best language for what is wanted, in order of preference; else English.
 * @throws what the import of English throws
 */
export async function loadPageWords(wanted: readonly string[]): Promise<PageWords> {
  const best = matchLanguage(wanted, Object.keys(all)) ?? "en";
  return loadLanguage(best).catch(() => loadLanguage("en"));
}

/** Loads the first words of a language: what is shown first could not take the focus without the kit's. */
async function loadLanguage(tag: string): Promise<PageWords> {
  const [loaded] = await Promise.all([all[tag]?.(), loadWords(localeTagFor(tag))]);
  if (loaded === undefined) throw new RangeError(`The page has no language ${tag}.`);
  return pageWordsOf(tag, loaded);
}

/** The kit's words in the language of the page. */
export function kitWords({ kit }: Pick<PageWords, "kit">): Words {
  return typeof kit === "string" ? (loadedWords(localeTagFor(kit)) ?? english) : wholeWords(kit);
}

/** The words of a language whose first ones are there. */
export function pageWordsOf(tag: string, { default: byPlace, locale }: Language): PageWords {
  const { later, getSnapshot } = growingWords<PageCatalogue, PagePlace>(tag, byPlace);
  return {
    tag,
    kit: locale ?? tag,
    later,
    text: (key, values) => format(getSnapshot().messages[key] ?? key, values, tag),
  };
}
