import { format } from "../locales/format.js";
import { matchLanguage } from "../locales/matchLanguage.js";
import en from "./locales/en.json" with { type: "json" };

export type PageKey = keyof typeof en;

/** The page's own words; the parts bring theirs. */
export interface PageWords {
  /** BCP 47 tag of the language they are in. */
  readonly tag: string;
  readonly text: (key: PageKey, values?: Readonly<Record<string, string>>) => string;
}

/** A text that is not translated yet is shown in English. */
type Catalogue = Readonly<Partial<Record<PageKey, string>>>;

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
} satisfies Record<string, () => Promise<{ default: Catalogue }>>;

/** BCP 47 tags of the languages the page speaks. */
export const pageLanguages: readonly string[] = Object.keys(loaders);

/** The words of the best language for what is wanted, in order of preference; else English. */
export async function loadPageWords(wanted: readonly string[]): Promise<PageWords> {
  const best = matchLanguage(wanted, Object.keys(loaders) as (keyof typeof loaders)[]) ?? "en";
  const loaded = await loaders[best]().catch(() => null);
  const words: Catalogue = loaded?.default ?? en;
  const tag = loaded === null ? "en" : best;
  return {
    tag,
    text: (key, values) => {
      const own = words[key];
      return own === undefined ? format(en[key], values, "en") : format(own, values, tag);
    },
  };
}
