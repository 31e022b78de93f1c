"use client";
import { useMemo } from "react";
import { type Place, type Words, withWords } from "../../locales/words.js";
import type { LateModule } from "../../uia/browser/lateModule.js";

/** Ties code to its words in the language of the root. */
export function useWithWords<Module>(
  code: LateModule<Module>,
  words: Words,
  places: readonly Place[],
): LateModule<Module> {
  return useMemo(() => withWords(code, words, places), [code, words, places]);
}
