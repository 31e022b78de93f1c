import { format } from "../locales/format.js";
import { loadLocale, localeTagFor } from "../locales/loadLocale.js";
import type { Locale } from "../locales/locale.js";
import { matchLanguage } from "../locales/matchLanguage.js";
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

/** English is there at once; every other language is loaded alone. */
const loaders = {
  en: () => Promise.resolve({ default: en }),
  ar: () => import("./locales/ar.json"),
  de: () => import("./locales/de.json"),
  es: () => import("./locales/es.json"),
  fr: () => import("./locales/fr.json"),
  he: () => import("./locales/he.json"),
  it: () => import("./locales/it.json"),
  ja: () => import("./locales/ja.json"),
  nl: () => import("./locales/nl.json"),
  pl: () => import("./locales/pl.json"),
  "pt-BR": () => import("./locales/pt-BR.json"),
  uk: () => import("./locales/uk.json"),
} satisfies Loaders;

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
    loadLocale(localeTagFor(best)).catch(() => undefined),
  ]);
  return loaded === undefined ? pageWordsOf("en", { default: en }) : pageWordsOf(best, loaded);
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
