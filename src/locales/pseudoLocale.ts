import { type MessageNode, parseMessage } from "./format.js";
import type { Locale } from "./locale.js";

/**
 * The locale `en-XA` for tests and stories: English, longer, with accents and in brackets.
 * Plain text on the screen is missing from the catalogue. Text that is cut off would be cut off in
 * other languages.
 */
export function pseudoLocale(locale: Locale): Locale {
  return { tag: "en-XA", messages: pseudoMessages(locale.messages) };
}

/** A catalogue made strange in the same way. */
export function pseudoMessages<Catalogue extends Readonly<Record<string, string>>>(
  catalogue: Catalogue,
): Catalogue {
  const messages = Object.entries(catalogue).map(([key, text]) => [key, pseudoMessage(text)]);
  return Object.fromEntries(messages) as Catalogue;
}

/** Makes one text strange. Placeholders, plurals and tags stay. */
function pseudoMessage(message: string): string {
  return `[${written(parseMessage(message))}]`;
}

function written(nodes: readonly MessageNode[]): string {
  return nodes.map(writtenNode).join("");
}

function writtenNode(node: MessageNode): string {
  if (typeof node === "string") return quoted(longer(node));
  if ("count" in node) return "#";
  if ("tag" in node) return `<${node.tag}>${written(node.nodes)}</${node.tag}>`;
  if (!("options" in node)) return `{${node.argument}${node.isNumber ? ", number" : ""}}`;
  const options = [...node.options].map(([key, inner]) => `${key} {${written(inner)}}`);
  return `{${node.argument}, plural, ${options.join(" ")}}`;
}

/** A third longer, by doubled vowels; most languages need that much more room than English. */
function longer(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const accented = accents.get(letter) ?? letter;
    return "aeiou".includes(letter) ? accented + accented : accented;
  });
}

function quoted(text: string): string {
  return text.replace(/'/g, "''").replace(/[{}<>]+/g, "'$&'");
}

const plain = Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
const accented = Array.from("áƀçđéƒĝĥíĵķĺɱñóƥɋŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓƤɊŔŠŢÚṼŴẊÝŽ");
const accents = new Map(plain.map((letter, index) => [letter, accented[index] ?? letter]));
