import type { Locale } from "../../src/locales/locale.js";

const loaders = import.meta.glob<{ default: Locale }>("../../src/locales/languages/*.ts");

/** All texts of a language, as an app imports them. */
export async function loadLocale(tag: string): Promise<Locale> {
  const load = loaders[`../../src/locales/languages/${tag}.ts`];
  if (load === undefined) throw new Error(`There is no language ${tag}.`);
  const { default: locale } = await load();
  return locale;
}
