import { isLocalpart } from "../protocol/guards/identifiers.js";
import { usernameProblem } from "../uia/machine/form/usernameProblem.js";

/** The localpart that a user wants, as they typed it or in its right spelling; `undefined` if it is none. */
export function wantedLocalpart(
  username: string | undefined,
  serverName: string | undefined,
): string | undefined {
  if (username === undefined) return undefined;
  const name = usernameProblem(username, serverName)?.suggestion ?? username;
  return isLocalpart(name) ? name : undefined;
}
