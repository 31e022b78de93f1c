import { type LateModule, lateModule } from "../uia/browser/lateModule.js";
import type { Messages } from "./locale.js";

/** The places whose words come later, with the code that shows them. */
export type Place = "fields" | "registration" | "methods" | "returns";

/** The words of a language by place. Those of the first screen are there at once. */
export type WordsByPlace<Texts = Messages, Places extends string = Place> = {
  readonly first: Partial<Texts>;
} & Readonly<Record<Places, () => Promise<unknown>>>;

/** The words of one language, as far as they have come. */
export interface Words<Texts = Messages, Places extends string = Place> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => { readonly tag: string; readonly messages: Partial<Texts> };
  readonly later: Readonly<Record<Places, LateModule<unknown>>>;
}

/** A type that another parameter decides. TypeScript has its own since 5.4. */
type NotInferred<Type> = [Type][Type extends unknown ? 0 : never];

/** Makes words that come place by place. */
export function growingWords<Texts = Messages, Places extends string = Place>(
  tag: string,
  { first, ...loaders }: NotInferred<WordsByPlace<Texts, Places>>,
): Words<Texts, Places> {
  let locale = { tag, messages: first };
  const parts = Object.entries<() => Promise<unknown>>(loaders).map(([place, load]) => {
    const part = lateModule(async () => {
      const { default: messages } = (await load()) as { default: Partial<Texts> };
      locale = { tag, messages: { ...locale.messages, ...messages } };
    });
    return [place, part] as const;
  });
  return {
    later: Object.fromEntries(parts) as Words<Texts, Places>["later"],
    getSnapshot: () => locale,
    subscribe: (listener) => {
      const stops = parts.map(([, { subscribe }]) => subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Ties code to the words that it shows: it is there when both are, and loads both at once. */
export function withWords<Module, Places extends string>(
  code: LateModule<Module>,
  { later }: { readonly later: Readonly<Record<Places, LateModule<unknown>>> },
  places: readonly NotInferred<Places>[],
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
