import { type LateModule, lateModule } from "../uia/browser/lateModule.js";
import type { Locale, Messages } from "./locale.js";
import { messageCount } from "./messages.generated.js";
import en from "./words/en/words.generated.js";

/** The places whose words come later, with the code that shows them. */
export type Place = "fields" | "registration" | "methods" | "returns";

/** The words of a language by place. Those of the first screen are there at once. */
export interface WordsByPlace extends Readonly<Record<Place, () => Promise<unknown>>> {
  readonly first: Partial<Messages>;
}

/** The words of one language, as far as they have come. */
export interface Words {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => Locale;
  readonly later: Readonly<Record<Place, LateModule<unknown>>>;
}

/** Makes words that come place by place. */
export function growingWords(tag: string, byPlace: WordsByPlace): Words {
  let locale: Locale = { tag, messages: byPlace.first };
  const later = laterWith((place) =>
    lateModule(async () => {
      const { default: messages } = (await byPlace[place]()) as { default: Partial<Messages> };
      locale = { tag, messages: { ...locale.messages, ...messages } };
    }),
  );
  return {
    later,
    getSnapshot: () => locale,
    subscribe: (listener) => {
      const stops = Object.values(later).map(({ subscribe }) => subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** English, which stands in for every text that another language lacks. */
export const english = growingWords("en", en);

/** The words of an app's own locale, which are all there. The texts that it lacks come in English. */
export function wholeWords(locale: Locale): Words {
  let words = whole.get(locale);
  if (words === undefined) {
    const isComplete = Object.keys(locale.messages).length >= messageCount;
    const later = isComplete ? laterWith(() => present) : english.later;
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

function laterWith(make: (place: Place) => LateModule<unknown>): Words["later"] {
  return {
    fields: make("fields"),
    registration: make("registration"),
    methods: make("methods"),
    returns: make("returns"),
  };
}

/** Ties code to the words that it shows: it is there when both are, and loads both at once. */
export function withWords<Module>(
  code: LateModule<Module>,
  { later }: Pick<Words, "later">,
  places: readonly Place[],
): LateModule<Module> {
  const words = places.map((place) => later[place]);
  const all = [code, ...words];
  return {
    subscribe: (listener) => {
      const stops = all.map(({ subscribe }) => subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    getSnapshot: () => {
      const states = words.map(({ getSnapshot }) => getSnapshot().status);
      if (states.every((status) => status === "loaded")) return code.getSnapshot();
      return code.getSnapshot().status === "failed" || states.includes("failed") ? failed : absent;
    },
    load: async () => {
      const [module] = await Promise.all([code.load(), ...words.map(({ load }) => load())]);
      return module;
    },
  };
}

const absent = { status: "absent", module: null } as const;
const failed = { status: "failed", module: null } as const;
