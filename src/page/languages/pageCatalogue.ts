import type { WordsByPlace } from "../../locales/words.js";
import type en from "../locales/en.json";

export type PageKey = keyof typeof en;

/** All the page's own texts in one language. */
export type PageCatalogue = Readonly<Record<PageKey, string>>;

/** The places whose words come later, with the code that shows them. */
export type PagePlace = "choose" | "next" | "owner";

/** The page's own words of a language by place. */
export type PageWordsByPlace = WordsByPlace<PageCatalogue, PagePlace>;

/** A catalogue that is there as a whole. */
export function wholeCatalogue(catalogue: PageCatalogue): PageWordsByPlace {
  const nothingMore = () => Promise.resolve({ default: {} });
  return { first: catalogue, choose: nothingMore, next: nothingMore, owner: nothingMore };
}
