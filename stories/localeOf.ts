import ar from "../src/locales/ar.js";
import de from "../src/locales/de.js";
import en from "../src/locales/en.js";
import es from "../src/locales/es.js";
import fr from "../src/locales/fr.js";
import he from "../src/locales/he.js";
import it from "../src/locales/it.js";
import ja from "../src/locales/ja.js";
import type { Locale } from "../src/locales/locale.js";
import nl from "../src/locales/nl.js";
import pl from "../src/locales/pl.js";
import { pseudoLocale } from "../src/locales/pseudoLocale.js";
import ptBR from "../src/locales/pt-BR.js";
import uk from "../src/locales/uk.js";

/** What the toolbar offers; the last of them shows what is not translated. */
export const locales: readonly Locale[] = [
  ...[en, ar, de, es, fr, he, it, ja, nl, pl, ptBR, uk],
  pseudoLocale(en),
];

/** The words chosen in the toolbar. */
export function localeOf(globals: Readonly<Record<string, unknown>>): Locale {
  return locales.find(({ tag }) => tag === globals["locale"]) ?? en;
}
