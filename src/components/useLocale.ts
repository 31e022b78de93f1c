"use client";
import { useEffect, useState } from "react";
import en from "../locales/en.js";
import type { Locale } from "../locales/locale.js";
import { matchLanguage } from "../locales/matchLanguage.js";

/** Languages of the kit besides English, loaded when they are asked for by tag. */
const loaders = {
  de: () => import("../locales/de.js"),
} satisfies Record<string, () => Promise<{ default: Locale }>>;

type LoadableTag = keyof typeof loaders;
const loadableTags = Object.keys(loaders) as LoadableTag[];
const loaded = new Map<LoadableTag, Locale>();

/**
 * The words for a locale, or for the best of the kit's languages for a tag. `null` while they are
 * loaded; English where there are none, or where they cannot be loaded.
 */
export function useLocale(wanted: Locale | string): Locale | null {
  const tag =
    typeof wanted === "string"
      ? (matchLanguage([wanted], [en.tag, ...loadableTags]) as LoadableTag | "en" | undefined)
      : undefined;
  const [arrived, setArrived] = useState<{ tag: string; locale: Locale } | null>(null);
  useEffect(() => {
    if (tag === undefined || tag === "en" || loaded.has(tag)) return undefined;
    let isWanted = true;
    const take = (locale: Locale) => {
      if (isWanted) setArrived({ tag, locale });
    };
    loaders[tag]().then(
      (module) => {
        loaded.set(tag, module.default);
        take(module.default);
      },
      () => {
        take(en);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [tag]);

  if (typeof wanted !== "string") return wanted;
  if (tag === undefined || tag === "en") return en;
  return loaded.get(tag) ?? (arrived?.tag === tag ? arrived.locale : null);
}
