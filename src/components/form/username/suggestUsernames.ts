import transliterate from "@sindresorhus/transliterate";
import {
  isLocalpart,
  localpartIn,
  maxUserIdBytes,
  readUsername,
  suggestedUsername,
  userIdBytes,
} from "../../../protocol/guards/identifiers.js";

/** Whether the name breaks the grammar of usernames, or the homeserver does not give it away. */
export type SuggestionReason = "invalid" | "unavailable";

/**
 * The names to offer instead of one, the best first. Each is a username by the grammar, and its user ID is no
 * longer than allowed. The same text gives the same names.
 *
 * @param reason `invalid`: the one name that was meant. `unavailable`: others like it.
 */
export function suggestUsernames(
  typed: string,
  serverName: string | undefined,
  reason: SuggestionReason,
): readonly string[] {
  const given = readUsername(typed);
  const longest = maxUserIdBytes - userIdBytes("", serverName ?? "");
  const meant = suggestedUsername(given) ?? spell(given);
  if (meant === "" || longest < 1) return [];
  const names =
    reason === "invalid"
      ? [cut(meant, longest)]
      : variantsOf(meant, (name) => digitsFor(`${name}:${serverName}`), longest);
  return [...new Set(names)].filter(
    (name) => name !== given && name.length <= longest && isLocalpart(name),
  );
}

/** Longer texts are no names. */
const longestTyped = 1_000;

/** Spells a name in the letters of usernames. Empty if its script has no such spelling. */
function spell(typed: string): string {
  const name = localpartIn(typed.slice(0, longestTyped).normalize("NFKC")) ?? "";
  return transliterate(name)
    .toLowerCase()
    .split(/[\s,;&|!?]+/)
    .filter((word) => !/(?![a-z])\p{L}/u.test(word))
    .map((word) => word.replace(/[^a-z0-9._=/+-]+/g, ""))
    .join(".")
    .replace(/\.*([_=/+-]|\.)\.*/g, "$1")
    .replace(/^\.|\.$/g, "");
}

/** A name of at most so many characters, without a sign at its end that stood between words. */
function cut(name: string, longest: number): string {
  return name.length > longest ? name.slice(0, longest).replace(/(?<=.)[._=/+-]+$/, "") : name;
}

/** Other names made of the same words, in another order, with other signs between them, with digits. */
function variantsOf(
  name: string,
  digitsOf: (name: string) => string,
  longest: number,
): readonly string[] {
  const words = name.split(/[._=/+-]+/).filter((word) => word !== "");
  const plain = words.join(".").replace(/(?<=[a-z]\.?)\.?[0-9]+$/, "");
  // Many homeservers keep names of digits alone for guests.
  const stem = /[a-z]/.test(plain) ? plain : `user${plain}`;
  const digits = digitsOf(name);
  const numbered = [
    digits.slice(0, 2),
    `.${digits.slice(2, 5)}`,
    digits.slice(5, 8),
    digits.slice(8, 12),
  ].map((ending) => `${cut(stem, longest - ending.length)}${ending}`);
  const joined = [".", "_", ""].map((sign) => words.join(sign));
  const rearranged = words.length > 1 ? [...joined, words.toReversed().join(".")] : [stem];
  const others = rearranged.filter((each) => each !== name);
  return [...others.slice(0, 2), ...numbered, ...others.slice(2)];
}

/** Digits that mean nothing to anyone, always the same for a text. */
function digitsFor(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return Array.from({ length: 12 }, (_, index) => "2357"[(hash >>> (2 * index)) & 3]).join("");
}
