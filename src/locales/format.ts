/**
 * Texts in ICU MessageFormat syntax, as much of it as sign-up needs: `{name}`, `plural` with `=n` and
 * `#`, `<tag>…</tag>`, quoting with apostrophes.
 * https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */

export type MessageValue = string | number;

/** A piece of a formatted text: plain, or what stands between the two ends of a tag. */
export type TextPart = string | { readonly tag: string; readonly parts: readonly TextPart[] };

/** A parsed text: what translators wrote, before values are put in. */
export type MessageNode =
  | string
  | { readonly argument: string }
  | { readonly argument: string; readonly options: MessageOptions }
  | { readonly tag: string; readonly nodes: readonly MessageNode[] }
  | typeof countSign;
export type MessageOptions = ReadonlyMap<string, readonly MessageNode[]>;

/** `#` inside of a plural. */
export const countSign = { count: true } as const;

/** The text with its values, tags dropped. A text that cannot be parsed comes back as it is. */
export function format(
  message: string,
  values: Readonly<Record<string, MessageValue>> | undefined,
  languageTag: string,
): string {
  return plainText(formatParts(message, values, languageTag));
}

/** The text with its values, tags kept apart so that a renderer can make elements of them. */
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
  count = 0,
): TextPart[] {
  return nodes.flatMap((node): TextPart[] => {
    if (typeof node === "string") return [node];
    if ("tag" in node) {
      return [{ tag: node.tag, parts: joined(evaluate(node.nodes, values, languageTag, count)) }];
    }
    if ("count" in node) return [new Intl.NumberFormat(languageTag).format(count)];
    const value = values[node.argument] ?? `{${node.argument}}`;
    if (!("options" in node)) return [String(value)];
    const chosen =
      node.options.get(`=${value}`) ??
      node.options.get(new Intl.PluralRules(languageTag).select(Number(value))) ??
      node.options.get("other");
    return evaluate(chosen ?? [], values, languageTag, Number(value));
  });
}

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
      const [text, quoted, tag, argument, plural] = take(token);
      if (tag !== undefined) nodes.push({ tag, nodes: nodesUntil(`</${tag}>`, inPlural) });
      else if (argument !== undefined) {
        nodes.push(plural === undefined ? { argument } : { argument, options: readOptions() });
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
  /''|'([{}<>](?:[^']|'')*)(?:'|$)|<([a-z][\w-]*)>|\{\s*(\w+)\s*(?:\}|,\s*(plural)\s*,)|[^{}<'#]+|[^{]/iy;
const option = /\s*(?:\}|(=\d+|\w+)\s*\{)/y;
