/**
 * Texts in ICU MessageFormat syntax, as much of it as sign-up needs: `{name}`, `{count, number}`,
 * `plural` with `=n` and `#`, `<tag>…</tag>`, quoting with apostrophes.
 * https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */

import { attempt } from "../uia/browser/attempt.js";
import { directionOf } from "./directionOf.js";

export type MessageValue = string | number;

/** A piece of a formatted text: plain, or what stands between the two ends of a tag. */
export type TextPart = string | { readonly tag: string; readonly parts: readonly TextPart[] };

/** A parsed text: what translators wrote, before values are put in. */
export type MessageNode =
  | string
  | { readonly argument: string; readonly isNumber?: true }
  | { readonly argument: string; readonly options: MessageOptions }
  | { readonly tag: string; readonly nodes: readonly MessageNode[] }
  | typeof countSign;
export type MessageOptions = ReadonlyMap<string, readonly MessageNode[]>;

/** `#` inside of a plural. */
export const countSign = { count: true } as const;

/**
 * The text with its values. Tags are kept apart, so that a renderer can make elements of them.
 *
 * A value that may run against the direction of the text is isolated. Content of a tag is not; its
 * element isolates it (`bdi`).
 */
export function format(
  message: string,
  values: Readonly<Record<string, MessageValue>> | undefined,
  languageTag: string,
): string {
  return plainText(formatParts(message, values, languageTag));
}

/**
 * The text with its values. Tags are kept apart, so that a renderer can make elements of them.
 *
 * A value that may run against the direction of the text is isolated. Content of a tag is not; its
 * element isolates it (`bdi`).
 */
export function formatParts(
  message: string,
  values: Readonly<Record<string, MessageValue>> | undefined,
  languageTag: string,
): TextPart[] {
  return joined(evaluate(parsed(message), values ?? {}, languageTag));
}

export function plainText(parts: readonly TextPart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : plainText(part.parts))).join("");
}

function evaluate(
  nodes: readonly MessageNode[],
  values: Readonly<Record<string, MessageValue>>,
  languageTag: string,
  { count = 0, isInTag = false } = {},
): TextPart[] {
  return nodes.flatMap((node): TextPart[] => {
    if (typeof node === "string") return [node];
    if ("tag" in node) {
      const inside = evaluate(node.nodes, values, languageTag, { count, isInTag: true });
      return [{ tag: node.tag, parts: joined(inside) }];
    }
    if ("count" in node) return [numberIn(languageTag, count)];
    const value = values[node.argument] ?? `{${node.argument}}`;
    if (!("options" in node)) {
      if (node.isNumber && typeof value === "number") {
        return [numberIn(languageTag, value)];
      }
      return [isInTag ? String(value) : isolated(String(value), languageTag)];
    }
    const chosen =
      node.options.get(`=${value}`) ??
      node.options.get(pluralIn(languageTag, Number(value))) ??
      node.options.get("other");
    return evaluate(chosen ?? [], values, languageTag, { count: Number(value), isInTag });
  });
}

function numberIn(languageTag: string, value: number): string {
  return attempt(() => new Intl.NumberFormat(languageTag).format(value), String(value));
}

function pluralIn(languageTag: string, count: number): string {
  return attempt<string>(
    () => new Intl.PluralRules(languageTag).select(count),
    count === 1 ? "one" : "other",
  );
}

/** Where directions may mix, between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE. */
function isolated(value: string, languageTag: string): string {
  const isMixed = directionOf(languageTag) === "rtl" || rightToLeft.test(value);
  return isMixed ? `\u2068${value}\u2069` : value;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}]/u;

/** Neighbouring texts made one. */
function joined(parts: readonly TextPart[]): TextPart[] {
  const list: TextPart[] = [];
  for (const part of parts) {
    const last = list.at(-1);
    if (typeof part === "string" && typeof last === "string") list[list.length - 1] = last + part;
    else list.push(part);
  }
  return list;
}

const parsedMessages = new Map<string, readonly MessageNode[]>();

function parsed(message: string): readonly MessageNode[] {
  let nodes = parsedMessages.get(message);
  if (nodes === undefined) {
    try {
      nodes = parseMessage(message);
    } catch {
      nodes = [message];
    }
    parsedMessages.set(message, nodes);
  }
  return nodes;
}

/** @throws SyntaxError where the text breaks off or an argument cannot be read. */
export function parseMessage(message: string): readonly MessageNode[] {
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray => {
    pattern.lastIndex = at;
    const match = pattern.exec(message);
    if (match === null) throw new SyntaxError(message);
    at = pattern.lastIndex;
    return match;
  };

  const nodesUntil = (end: string, inPlural: boolean): MessageNode[] => {
    const nodes: MessageNode[] = [];
    while (end === "" ? at < message.length : !message.startsWith(end, at)) {
      const [text, quoted, tag, argument, isNumber, plural] = take(token);
      if (tag !== undefined) nodes.push({ tag, nodes: nodesUntil(`</${tag}>`, inPlural) });
      else if (argument !== undefined) {
        if (plural !== undefined) nodes.push({ argument, options: readOptions() });
        else nodes.push(isNumber === undefined ? { argument } : { argument, isNumber: true });
      } else if (text === "#" && inPlural) nodes.push(countSign);
      else nodes.push(quoted?.replaceAll("''", "'") ?? (text === "''" ? "'" : text));
    }
    at += end.length;
    return nodes;
  };

  const readOptions = (): MessageOptions => {
    const options = new Map<string, readonly MessageNode[]>();
    for (;;) {
      const key = take(option)[1];
      if (key === undefined) return options;
      options.set(key, nodesUntil("}", true));
    }
  };

  return nodesUntil("", false);
}

// An apostrophe quotes only before a sign that would mean something, as in ICU's default mode.
const token =
  /''|'([{}<>](?:[^']|'')*)(?:'|$)|<([a-z][\w-]*)>|\{\s*(\w+)\s*(?:(,\s*number\s*)?\}|,\s*(plural)\s*,)|[^{}<'#]+|[^{]/iy;
const option = /\s*(?:\}|(=\d+|\w+)\s*\{)/y;
