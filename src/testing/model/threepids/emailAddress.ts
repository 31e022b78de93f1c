import { refuse } from "../../server/answers.js";
import { codePoints } from "../../server/codePoints.js";

/** An address in the one spelling it is kept in; refuses what has not exactly one `@`. */
export function canonicalEmail(address: string): string {
  const trimmed = address.trim();
  if (trimmed.split("@").length !== 2) unreadable();
  return trimmed.toLowerCase();
}

/** The same for an address a mail is to be sent to: 3 to 500 characters. */
export function mailableEmail(address: string): string {
  const canonical = canonicalEmail(address);
  const length = codePoints(canonical);
  if (length < 3 || length > 500) unreadable();
  return canonical;
}

function unreadable(): never {
  refuse(400, "M_UNKNOWN", "Unable to parse email address");
}
