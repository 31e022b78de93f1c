/** The direction in which a language is written, by its BCP 47 tag: "rtl" for "ar", "he-IL", "ks-Arab". */
export function directionOf(languageTag: string): "ltr" | "rtl" {
  return rightToLeftScripts.has(scriptOf(languageTag)) ? "rtl" : "ltr";
}

function scriptOf(languageTag: string): string {
  try {
    return new Intl.Locale(languageTag).maximize().script ?? "";
  } catch {
    // The tag may come from the app and be invalid.
    return "";
  }
}

/** `Intl.Locale` knows scripts in every browser, but directions not yet. */
const rightToLeftScripts: ReadonlySet<string> = new Set([
  "Adlm",
  "Arab",
  "Hebr",
  "Nkoo",
  "Rohg",
  "Syrc",
  "Thaa",
]);
