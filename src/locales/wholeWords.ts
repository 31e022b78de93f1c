import type { LateModule } from "../uia/browser/lateModule.js";
import { english } from "./languageSources.js";
import type { Locale } from "./locale.js";
import { messageCount } from "./messages.generated.js";
import type { Words } from "./words.js";

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

const loaded = { status: "loaded", module: undefined } as const;
const present: LateModule<unknown> = {
  subscribe: () => () => undefined,
  getSnapshot: () => loaded,
  load: () => Promise.resolve(),
};
const nothingMore: Words["later"] = {
  fields: present,
  registration: present,
  methods: present,
  returns: present,
};
