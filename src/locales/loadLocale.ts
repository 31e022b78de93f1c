import en from "./en.js";
import type { Locale } from "./locale.js";
import { matchLanguage } from "./matchLanguage.js";

/** English is there at once, every other language is loaded alone. */
const loaders = {
  ar: () => import("./ar.js"),
  de: () => import("./de.js"),
  es: () => import("./es.js"),
  fr: () => import("./fr.js"),
  he: () => import("./he.js"),
  it: () => import("./it.js"),
  ja: () => import("./ja.js"),
  nl: () => import("./nl.js"),
  pl: () => import("./pl.js"),
  "pt-BR": () => import("./pt-BR.js"),
  uk: () => import("./uk.js"),
} satisfies Record<string, () => Promise<{ default: Locale }>>;

/** BCP 47 tag of a language of the kit. */
export type LocaleTag = "en" | keyof typeof loaders;

export const localeTags = ["en", ...Object.keys(loaders)] as readonly LocaleTag[];

const loaded = new Map<LocaleTag, Locale>([["en", en]]);

/** The kit's language for what is wanted, in order of preference: one tag, or `navigator.languages`. */
export function localeTagFor(wanted: string | readonly string[]): LocaleTag {
  return matchLanguage(typeof wanted === "string" ? [wanted] : wanted, localeTags) ?? "en";
}

/** A language that is there without waiting. */
export function loadedLocale(tag: LocaleTag): Locale | undefined {
  return loaded.get(tag);
}

/** @throws what the import throws, when a language cannot be fetched. */
export async function loadLocale(tag: LocaleTag): Promise<Locale> {
  if (tag === "en") return en;
  const { default: locale } = await loaders[tag]();
  loaded.set(tag, locale);
  return locale;
}
