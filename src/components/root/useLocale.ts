"use client";
import { useEffect, useState } from "react";
import en from "../../locales/languages/en.js";
import { loadedLocale, loadLocale, localeTagFor } from "../../locales/loadLocale.js";
import type { Locale } from "../../locales/locale.js";
import { firstLanguage } from "../../locales/matchLanguage.js";

/**
 * The words for a locale, or for the best of the kit's languages for the tags. `null` while they are
 * loaded; English where there are none, or where they cannot be loaded.
 */
export function useLocale(wanted: Locale | string | readonly string[]): Locale | null {
  const given = isLocale(wanted) ? wanted : undefined;
  const tag = isLocale(wanted) ? "en" : localeTagFor(wanted);
  const [arrived, setArrived] = useState<{ tag: string; locale: Locale } | null>(null);
  useEffect(() => {
    if (loadedLocale(tag) !== undefined) return undefined;
    let isWanted = true;
    const take = (locale: Locale) => {
      if (isWanted) setArrived({ tag, locale });
    };
    loadLocale(tag).then(take, () => {
      take(en);
    });
    return () => {
      isWanted = false;
    };
  }, [tag]);

  if (given !== undefined) return given;
  return loadedLocale(tag) ?? (arrived?.tag === tag ? arrived.locale : null);
}

/** The language that is asked for, also where the kit does not have it. */
export function languageOf(wanted: Locale | string | readonly string[]): string | undefined {
  if (isLocale(wanted)) return wanted.tag;
  return firstLanguage(typeof wanted === "string" ? [wanted] : wanted);
}

function isLocale(wanted: Locale | string | readonly string[]): wanted is Locale {
  return typeof wanted === "object" && "messages" in wanted;
}
