import { format } from "../locales/format.js";
import { matchLanguage } from "../locales/matchLanguage.js";
import de from "./locales/de.json" with { type: "json" };
import en from "./locales/en.json" with { type: "json" };

export type PageKey = keyof typeof en;

/** The page's own words; the parts bring theirs. */
export interface PageWords {
  /** BCP 47 tag of the language they are in. */
  readonly tag: string;
  readonly text: (key: PageKey, values?: Readonly<Record<string, string>>) => string;
}

const catalogues = { en, de } satisfies Record<string, Readonly<Record<PageKey, string>>>;
const tags = Object.keys(catalogues) as (keyof typeof catalogues)[];

/** The words of the best language for what is wanted, in order of preference. */
export function pageWords(wanted: readonly string[]): PageWords {
  const tag = matchLanguage(wanted, tags) ?? "en";
  return { tag, text: (key, values) => format(catalogues[tag][key], values, tag) };
}
