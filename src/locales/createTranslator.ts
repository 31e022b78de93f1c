import { callApp } from "../uia/run/callApp.js";
import { formatParts, type MessageValue, plainText, type TextPart } from "./format.js";
import { english } from "./languageSources.js";
import type { Locale, MessageKey, Messages, ValuesFor } from "./locale.js";
import { splitTags } from "./splitTags.js";

/** The words for a person, by key. */
export interface Translator {
  /** BCP 47 tag of the language the words are in. */
  readonly tag: string;
  /** A text with its values put in. */
  readonly text: <Key extends MessageKey>(key: Key, ...values: ValuesFor<Key>) => string;
  /** The same, with what stands in tags kept apart. */
  readonly parts: <Key extends MessageKey>(
    key: Key,
    ...values: ValuesFor<Key>
  ) => readonly TextPart[];
}

/**
 * An app's own translations: the finished text for a key, or `undefined` for the kit's text.
 * Tags in the kit's text ("<policy>…</policy>") belong in the app's text too.
 */
export type Translate = (
  key: MessageKey,
  values: Readonly<Record<string, MessageValue>>,
) => string | undefined;

export interface TranslatorOptions {
  /** Single texts in place of the locale's own. */
  readonly messages?: Partial<Messages> | undefined;
  readonly translate?: Translate | undefined;
  /** The language of the app's words, if it differs from the locale's. */
  readonly tag?: string | undefined;
}

/** Looks a text up: the app's function, then its single texts, the locale, and English last. */
export function createTranslator(locale: Locale, options: TranslatorOptions = {}): Translator {
  const { tag = locale.tag } = options;
  const parts = (
    key: MessageKey,
    values: Readonly<Record<string, MessageValue>> = {},
  ): readonly TextPart[] => {
    const finished = callApp(() => options.translate?.(key, values));
    if (finished !== undefined) return splitTags(finished);
    const hosts = options.messages?.[key];
    if (hosts !== undefined) return formatParts(hosts, values, tag);
    const own = locale.messages[key];
    if (own !== undefined) return formatParts(own, values, locale.tag);
    const standIn = english.getSnapshot();
    return formatParts(standIn.messages[key] ?? key, values, standIn.tag);
  };
  return {
    tag,
    text: (key, ...[values]) => plainText(parts(key, values)),
    parts: (key, ...[values]) => parts(key, values),
  };
}
