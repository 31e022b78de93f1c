import { attempt } from "../uia/browser/attempt.js";

/** Lists names as a phrase of a language: "terms and an email address"; plainly where the browser cannot. */
export function listIn(
  languageTag: string,
  names: readonly string[],
  options?: Intl.ListFormatOptions,
): string {
  return attempt(() => new Intl.ListFormat(languageTag, options).format(names), names.join(", "));
}
