import { format } from "../locales/format.js";
import { loadedWords, loadWords, localeTagFor } from "../locales/loadWords.js";
import type { Locale } from "../locales/locale.js";
import { matchLanguage } from "../locales/matchLanguage.js";
import { english, type Words, wholeWords } from "../locales/words.js";
import en from "./locales/en.json" with { type: "json" };

export type PageKey = keyof typeof en;

/** The page's own words; the parts bring theirs. */
export interface PageWords {
  /** BCP 47 tag of the language they are in. */
  readonly tag: string;
  /** The kit's words in that language: a tag, or where the kit does not have it the words themselves. */
  readonly kit: Locale | string;
  readonly text: (key: PageKey, values?: Readonly<Record<string, string>>) => string;
}

/** A text that is not translated yet is shown in English. */
type Catalogue = Readonly<Partial<Record<PageKey, string>>>;

interface Loaded {
  readonly default: Catalogue;
  readonly locale?: Locale | string;
}

type Loaders = Readonly<Record<string, () => Promise<Loaded>>>;

/** A loader for each language; English is there at once. */
const loaders: Loaders = {
  en: () => Promise.resolve({ default: en }),
  ...Object.fromEntries(
    Object.entries(import.meta.glob<Loaded>(["./locales/*.json", "!./locales/en.json"])).map(
      ([path, load]) => [path.replace(/^.*\/|\.json$/g, ""), load],
    ),
  ),
};

/** Strange English for developers: shows what is cut off, or in no catalogue. */
const allLoaders: Loaders = import.meta.env.DEV
  ? { ...loaders, "en-XA": () => import("./dev/pseudoWords.js") }
  : loaders;

/** BCP 47 tags of the languages the page speaks. */
export const pageLanguages: readonly string[] = Object.keys(loaders);

/** The words of the best language for what is wanted, in order of preference; else English. */
export async function loadPageWords(wanted: readonly string[]): Promise<PageWords> {
  const best = matchLanguage(wanted, Object.keys(allLoaders)) ?? "en";
  // The kit's come along: what is shown first could not take the focus while they are waited for.
  const [loaded] = await Promise.all([
    allLoaders[best]?.().catch(() => undefined),
    loadWords(localeTagFor(best)).catch(() => undefined),
  ]);
  return loaded === undefined ? pageWordsOf("en", { default: en }) : pageWordsOf(best, loaded);
}

/** The kit's words in the language of the page. */
export function kitWords({ kit }: Pick<PageWords, "kit">): Words {
  return typeof kit === "string" ? (loadedWords(localeTagFor(kit)) ?? english) : wholeWords(kit);
}

/** The words of a language that is there. */
export function pageWordsOf(tag: string, { default: catalogue, locale = tag }: Loaded): PageWords {
  return {
    tag,
    kit: locale,
    text: (key, values) => {
      const own = catalogue[key];
      return own === undefined ? format(en[key], values, "en") : format(own, values, tag);
    },
  };
}
