import type { TextPart } from "./format.js";

/** Takes a finished text with tags apart, without reading anything else in it. */
export function splitTags(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(/<([a-zA-Z][\w-]*)>(.*?)<\/\1>/gs)) {
    const [whole, tag = "", inner = ""] = match;
    parts.push(text.slice(at, match.index), { tag, parts: [inner] });
    at = match.index + whole.length;
  }
  return [...parts, text.slice(at)].filter((part) => part !== "");
}
