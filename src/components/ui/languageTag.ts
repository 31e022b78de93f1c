/** A homeserver's spelling of a language as `lang` wants it ("en_GB" is "en-GB"), if it is one. */
export function languageTag(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}
