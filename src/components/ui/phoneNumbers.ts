import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from "libphonenumber-js/min";
import { attempt } from "../../uia/browser/attempt.js";
import type { Phone } from "../../uia/machine/types.js";

export interface Country {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly code: CountryCode;
  /** In the user's language. */
  readonly name: string;
  /** Without the plus. */
  readonly callingCode: string;
}

/** All countries with a numbering plan, named and sorted in `language`. */
export function countriesIn(language: string): readonly Country[] {
  const nameOf = attempt(
    () => {
      const names = new Intl.DisplayNames([language], { type: "region", fallback: "code" });
      return (code: string) => names.of(code) ?? code;
    },
    (code: string) => code,
  );
  const compare = attempt<(a: string, b: string) => number>(
    () => new Intl.Collator([language]).compare,
    (a, b) => (a < b ? -1 : 1),
  );
  return getCountries()
    .map((code) => ({
      code,
      name: nameOf(code),
      callingCode: getCountryCallingCode(code),
    }))
    .sort((a, b) => compare(a.name, b.name));
}

/** The region of the first language that has one, else the likeliest region of the first. */
export function guessCountry(languages: readonly string[]): CountryCode | undefined {
  const locales = languages.flatMap((language) => {
    try {
      return [new Intl.Locale(language)];
    } catch {
      return [];
    }
  });
  const regions = [
    ...locales.map(({ region }) => region),
    ...locales.map((locale) => locale.maximize().region),
  ];
  return regions.find((region) => region !== undefined && isSupportedCountry(region));
}

/**
 * Reads a number that can exist: its country, and the digits dialled there. A number that begins with a
 * plus names its own country. `undefined` when it is no number.
 */
export function readPhone(typed: string, country: string): Phone | undefined {
  if (!isSupportedCountry(country)) return undefined;
  const number = parsePhoneNumberFromString(typed, { defaultCountry: country, extract: false });
  if (number?.isPossible() !== true || number.ext !== undefined) return undefined;
  return number.country === undefined
    ? { country, number: number.number }
    : { country: number.country, number: number.formatNational().replace(/\D/g, "") };
}

/** "GB 07700900001", as a registration tells it, in its parts. */
export function splitPhone(address: string): Phone | undefined {
  const [, country, number] = /^([A-Z]{2}) (.+)$/.exec(address) ?? [];
  return country === undefined || number === undefined ? undefined : { country, number };
}

/** Formats a validation's address ("+44 7700 900001"). */
export function shownPhone(address: string): string {
  const phone = splitPhone(address);
  if (phone === undefined || !isSupportedCountry(phone.country)) return address;
  const parsed = parsePhoneNumberFromString(phone.number, phone.country);
  return parsed?.formatInternational() ?? address;
}
