import type { LateModule } from "../uia/browser/lateModule.js";
import { english, loadEnglish, loaders } from "./languageSources.js";
import type { Locale } from "./locale.js";
import { matchLanguage } from "./matchLanguage.js";
import { messageCount } from "./messages.generated.js";
import { growingWords, type Words } from "./words.js";

/** BCP 47 tags of the kit's languages. */
export const localeTags: readonly string[] = ["en", ...Object.keys(loaders)];

const loaded = new Map<string, Words>();

/** Finds the kit's best language for one tag, or for several in order of preference. */
export function localeTagFor(wanted: string | readonly string[]): string {
  return matchLanguage(typeof wanted === "string" ? [wanted] : wanted, localeTags) ?? "en";
}

/** Returns the words of a language whose first ones are loaded already. */
export function loadedWords(tag: string): Words | undefined {
  return tag === "en" ? english : loaded.get(tag);
}

/** Loads the first words of a language; English for an unknown tag. @throws what the import throws */
export async function loadWords(tag: string): Promise<Words> {
  const load = loaders[tag];
  if (load === undefined) return loadEnglish();
  const { default: byPlace } = await load();
  const words = loaded.get(tag) ?? growingWords(tag, byPlace);
  loaded.set(tag, words);
  return words;
}

/** The words of an app's own locale, which are all there. The texts that it lacks come in English. */
export function wholeWords(locale: Locale): Words {
  let words = whole.get(locale);
  if (words === undefined) {
    const isComplete = Object.keys(locale.messages).length >= messageCount;
    const later = isComplete ? nothingMore : english.later;
    words = { later, getSnapshot: () => locale, subscribe: english.subscribe };
    whole.set(locale, words);
  }
  return words;
}

const whole = new WeakMap<Locale, Words>();

const presentState = { status: "loaded", module: undefined } as const;
const present: LateModule<unknown> = {
  subscribe: () => () => undefined,
  getSnapshot: () => presentState,
  load: () => Promise.resolve(),
};
const nothingMore: Words["later"] = {
  fields: present,
  registration: present,
  methods: present,
  returns: present,
};
