import de from "../src/locales/de.js";
import en from "../src/locales/en.js";
import type { Locale } from "../src/locales/locale.js";
import { pseudoLocale } from "../src/locales/pseudoLocale.js";

const locales: readonly Locale[] = [en, de, pseudoLocale(en)];

/** The words chosen in the toolbar. */
export function localeOf(globals: Readonly<Record<string, unknown>>): Locale {
  return locales.find(({ tag }) => tag === globals["locale"]) ?? en;
}
