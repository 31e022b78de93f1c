"use client";
import { useEffect, useState } from "react";
import en from "../../locales/languages/en.js";
import { loadedLocale, loadLocale, localeTagFor } from "../../locales/loadLocale.js";
import type { Locale } from "../../locales/locale.js";
import { firstLanguage } from "../../locales/matchLanguage.js";

/**
 * The given locale, or the best of the kit's languages for the tags. `null` while it is loaded; English
 * where there is none, or where it fails to load.
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

/** The wanted language, also where the kit does not have it. */
export function languageOf(wanted: Locale | string | readonly string[]): string | undefined {
  if (isLocale(wanted)) return wanted.tag;
  return firstLanguage(typeof wanted === "string" ? [wanted] : wanted);
}

function isLocale(wanted: Locale | string | readonly string[]): wanted is Locale {
  return typeof wanted === "object" && "messages" in wanted;
}
