import { cutEnds } from "./cleanText.js";

/**
 * Reads the registration token in what a user typed or pasted.
 *
 * Cuts blanks, line ends and invisible characters at both ends. Of an invitation link it takes the
 * parameter `token`.
 */
export function readRegistrationToken(text: string): string {
  const trimmed = cutEnds(text);
  const query = /^https?:\/\/[^\s?#]+\?([^\s#]*)/i.exec(trimmed)?.[1];
  const token = query === undefined ? undefined : tokenInQuery(query);
  return token ?? trimmed;
}

/**
 * The parameter `token` of a query, trimmed, or `undefined`.
 *
 * A plus stays a plus, because tokens may have one and links are written by hand.
 */
export function tokenInQuery(query: string): string | undefined {
  const token = new URLSearchParams(query.replaceAll("+", "%2B")).get("token");
  const trimmed = token === null ? undefined : cutEnds(token);
  return trimmed === "" ? undefined : trimmed;
}

/**
 * Whether a text can be a registration token. Homeservers take other tokens than the specification
 * says: only emptiness, control characters and lone surrogates are refused.
 */
export function isRegistrationToken(text: string): boolean {
  return /^[^\p{Cc}\p{Surrogate}]+$/u.test(text);
}
