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

type Catalogue = Readonly<Record<PageKey, string>>;

/** English is there at once; every other language is loaded alone. */
const loaders = {
  en: () => Promise.resolve({ default: en }),
  de: () => import("./locales/de.json"),
} satisfies Record<string, () => Promise<{ default: Catalogue }>>;

/** The words of the best language for what is wanted, in order of preference; else English. */
export async function loadPageWords(wanted: readonly string[]): Promise<PageWords> {
  const tag = matchLanguage(wanted, Object.keys(loaders) as (keyof typeof loaders)[]) ?? "en";
  const loaded = await loaders[tag]().catch(() => null);
  const words: Catalogue = loaded?.default ?? en;
  return {
    tag: loaded === null ? "en" : tag,
    text: (key, values) => format(words[key], values, tag),
  };
}
