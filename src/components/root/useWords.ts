"use client";
import { useEffect, useState } from "react";
import { english } from "../../locales/languageSources.js";
import { loadedWords, loadWords, localeTagFor, wholeWords } from "../../locales/loadWords.js";
import type { Locale } from "../../locales/locale.js";
import { firstLanguage } from "../../locales/matchLanguage.js";
import type { Words } from "../../locales/words.js";

export interface ShownWords {
  readonly words: Words;
  /** Whether they are the wanted ones, or all that can be had. */
  readonly isLoaded: boolean;
}

/**
 * The words of the given locale, or of the best of the kit's languages for the tags. Until they have come
 * to each place that is shown, they are those from before; at first, and after a failure to load, English.
 */
export function useWords(wanted: Locale | string | readonly string[] = "en"): ShownWords {
  const tag = isLocale(wanted) ? wanted.tag : localeTagFor(wanted);
  const target = isLocale(wanted) ? wholeWords(wanted) : loadedWords(tag);
  const [shown, setShown] = useState(target ?? english);
  const [failed, setFailed] = useState<string | null>(null);
  const [, setArrived] = useState<Words>();
  const isReady = target !== undefined && lacking(target, shown).length === 0;
  if (isReady && target !== shown) setShown(target);
  useEffect(() => {
    if (isReady) return undefined;
    let isWanted = true;
    const load = async () => {
      const words = target ?? (await loadWords(tag));
      await Promise.all(lacking(words, shown).map(({ load }) => load()));
      if (isWanted) setArrived(words);
    };
    load().catch(() => isWanted && setFailed(tag));
    return () => {
      isWanted = false;
    };
  }, [isReady, target, tag, shown]);
  return { words: isReady ? target : shown, isLoaded: isReady || failed === tag };
}

/** The words of the places that others have come to already. */
function lacking(words: Words, others: Words) {
  if (words === others) return [];
  const places = Object.keys(words.later) as (keyof Words["later"])[];
  return places
    .filter((place) => others.later[place].getSnapshot().status === "loaded")
    .map((place) => words.later[place])
    .filter(({ getSnapshot }) => getSnapshot().status !== "loaded");
}

/** The wanted language, also where the kit does not have it. */
export function languageOf(wanted: Locale | string | readonly string[]): string | undefined {
  if (isLocale(wanted)) return wanted.tag;
  return firstLanguage(typeof wanted === "string" ? [wanted] : wanted);
}

function isLocale(wanted: Locale | string | readonly string[]): wanted is Locale {
  return typeof wanted === "object" && "messages" in wanted;
}
