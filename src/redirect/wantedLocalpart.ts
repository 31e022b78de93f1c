import { maxUserIdBytes, suggestedUsername, userIdBytes } from "../protocol/guards/identifiers.js";

/** The localpart that a user wants, in its right spelling; `undefined` if it can be none. */
export function wantedLocalpart(username = "", serverName: string | undefined): string | undefined {
  const name = suggestedUsername(username);
  if (name === undefined || userIdBytes(name, serverName ?? "") > maxUserIdBytes) return undefined;
  return name;
}
