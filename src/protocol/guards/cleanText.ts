// Everything that shows nothing or turns the direction of what follows, lone surrogates included.
// Variation selectors stay (emoji need them); the joiners have a rule of their own.
const unseen =
  /(?!\p{Join_Control}|\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\p{Surrogate}\uFFF9-\uFFFB]|(?![\s\u0085])\p{Cc}/gu;
const strayJoiner =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\p{Join_Control}|\p{Join_Control}(?![\p{L}\p{Extended_Pictographic}])/gu;

/**
 * Makes a server's words fit to be shown.
 *
 * Removes control, bidirectional and zero-width characters, but keeps joiners between letters or
 * emoji. Folds white space to single spaces. Cuts with an ellipsis after `maxCodePoints` in all.
 * Returns `undefined` for a value that is no text, or of which nothing is left.
 */
export function cleanText(text: unknown, maxCodePoints: number): string | undefined {
  if (typeof text !== "string") return undefined;
  const seen = text
    .replace(unseen, "")
    .replace(strayJoiner, "")
    .replace(/[\s\u0085]+/gu, " ")
    .trim();
  const codePoints = Array.from(seen);
  if (codePoints.length <= maxCodePoints) return seen === "" ? undefined : seen;
  const kept = codePoints.slice(0, maxCodePoints - 1).join("");
  return `${kept.replace(/[\s\p{Join_Control}]+$/u, "")}…`;
}

const ends = /^[\p{Z}\p{Cc}\p{Cf}]+|[\p{Z}\p{Cc}\p{Cf}]+$/gu;

/** Cuts blanks, line ends and invisible characters at both ends of what a user typed or pasted. */
export function cutEnds(text: string): string {
  return text.replace(ends, "");
}
