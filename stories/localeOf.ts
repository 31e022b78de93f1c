import en from "../src/locales/languages/en.js";
import type { Locale } from "../src/locales/locale.js";
import { pseudoLocale } from "../src/locales/pseudoLocale.js";

const languages = import.meta.glob<Locale>("../src/locales/languages/*.ts", {
  eager: true,
  import: "default",
});

/** The languages of the toolbar. The last shows what is not translated. */
export const locales: readonly Locale[] = [
  en,
  ...Object.values(languages).filter((locale) => locale !== en),
  pseudoLocale(en),
];

/** The words chosen in the toolbar. */
export function localeOf(globals: Readonly<Record<string, unknown>>): Locale {
  return locales.find(({ tag }) => tag === globals["locale"]) ?? en;
}
