import { cleanText, cutEnds } from "./cleanText.js";

// Grammars of https://spec.matrix.org/v1.18/appendices/#identifier-grammar

/** A localpart a new account may have: `a-z`, `0-9` and `._=/+-`. Servers may refuse more than that. */
export function isLocalpart(text: string): boolean {
  return /^[a-z0-9._=/+-]+$/.test(text);
}

/** `hostname[:port]`, the host a DNS name, an IPv4 address or an IPv6 address in brackets. */
export function isServerName(text: string): boolean {
  return /^(?:[A-Za-z0-9.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/.test(text);
}

/** A server name without its port. */
export function hostOf(serverName: string): string {
  return serverName.replace(/:[0-9]+$/, "");
}

/**
 * Splits a user ID at its first colon; `undefined` when it is none. Historical localparts are
 * accepted (any character but `:`, NUL and lone surrogates, even none at all), for reading only.
 */
export function parseUserId(
  text: string,
): { readonly localpart: string; readonly serverName: string } | undefined {
  if (text.length > maxUserIdBytes) return undefined;
  const [, localpart, serverName] = /^@([^:\0\p{Surrogate}]*):(.+)$/su.exec(text) ?? [];
  if (localpart === undefined || serverName === undefined) return undefined;
  const fits = isServerName(serverName) && userIdBytes(localpart, serverName) <= maxUserIdBytes;
  return fits ? { localpart, serverName } : undefined;
}

/** Whether a text is a user ID that can be shown: a historical one may hold anything, but hides nothing. */
export function isPresentableUserId(text: string): boolean {
  return parseUserId(text) !== undefined && cleanText(text, maxUserIdBytes) === text;
}

/**
 * Spells a server name in one way, to be compared and looked up. Host names mean the same in
 * capital letters, and with a dot at their end.
 */
export function normalServerName(serverName: string): string {
  return asciiLowerCase(serverName).replace(/\.(?=(?::[0-9]+)?$)/, "");
}

/**
 * The server name in a user ID; `undefined` when it is none, or one of another homeserver than
 * `expected`. Where that is not known, any will do.
 */
export function serverNameOf(userId: string, expected: string | undefined): string | undefined {
  const { serverName } = parseUserId(userId) ?? {};
  if (serverName === undefined || expected === undefined) return serverName;
  return normalServerName(serverName) === normalServerName(expected) ? serverName : undefined;
}

/** A user ID is at most this many bytes long, everything counted. */
export const maxUserIdBytes = 255;

/** The length in bytes of the user ID these two make. */
export function userIdBytes(localpart: string, serverName: string): number {
  return new TextEncoder().encode(`@${localpart}:${serverName}`).length;
}

/** A text a server made to be sent back: 1 to 512 characters, none of them a control character. */
export function isOpaque(text: string): boolean {
  return /^[^\p{Cc}\p{Surrogate}]{1,512}$/u.test(text);
}

/** Whether a text has no other letters than those of server names and URLs. */
export function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** Lower-cases `A-Z` and nothing else: to a homeserver, `K` (the Kelvin sign) is no `k`. */
export function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Cuts blanks and unseen signs at the ends of a username. */
export function readUsername(typed: string): string {
  return cutEnds(typed);
}

/**
 * The localpart that was meant, whatever names it: a user ID, a link to one or an email address. Small letters
 * stand for capital and for wide ones. `undefined` when that makes none.
 */
export function suggestedUsername(typed: string): string | undefined {
  const plain = cutEnds(typed).replace(/[\uff01-\uff5e]/g, narrowed);
  const small = asciiLowerCase(localpartIn(plain) ?? "");
  return isLocalpart(small) ? small : undefined;
}

const namings = [
  // A link to a user.
  /^(?:\w+:\S*\/@|matrix:u\/)([^:/@\s]+):\S+$/i,
  // An email address; with a sign before it, the name of an account elsewhere.
  /^(?:mailto:|@)?([^@:\s]+)@[^@:\s]*$/i,
  // A user ID or a part of one. What a slash follows is no server name.
  /^@?([^:@]*)(?::(?!\/).*)?$/s,
];

/** The part of a text that names a user, in any letters; `undefined` if there is none, as in other links. */
export function localpartIn(text: string): string | undefined {
  const found = namings.map((naming) => naming.exec(text)?.[1]).find((name) => name !== undefined);
  return found === undefined ? undefined : cutEnds(found);
}

/** The ASCII character of a full-width one. Other letters that look alike stay. */
function narrowed(wide: string): string {
  return String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
}

/** Homeservers take passwords of at most this many code points. */
export const maxPasswordCodePoints = 512;

/** Homeservers take device names of at most this many code points. */
export const maxDeviceDisplayNameCodePoints = 100;

/** Whether a password, exactly as typed, is one a homeserver can read. */
export function isSendablePassword(text: string): boolean {
  return !isLongerThan(text, maxPasswordCodePoints) && !hasLoneSurrogate(text);
}

/** Half a character: JSON can carry it, UTF-8 cannot. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** Whether a text has more than `max` code points. */
export function isLongerThan(text: string, max: number): boolean {
  return Array.from(text.slice(0, 2 * max + 1)).length > max;
}
