import {
  asciiLowerCase,
  maxUserIdBytes,
  readUsername,
  suggestedUsername,
  userIdBytes,
} from "../../../protocol/guards/identifiers.js";
import type { FormProblem } from "../problems/problem.js";

/** A problem of a name, which can be told without the homeserver. */
export type UsernameProblem = FormProblem & {
  readonly code: "usernameInvalid" | "usernameTooLong" | "usernameUpperCase";
};

/** Rules of a new localpart; an empty one leaves the choice to the homeserver. */
export function usernameProblem(
  username: string,
  serverName: string | undefined,
): UsernameProblem | undefined {
  const field = "username";
  const given = readUsername(username);
  if (given === "") return undefined;
  const suggestion = suggestedUsername(given);
  if (suggestion === undefined) return { code: "usernameInvalid", field };
  // 255 bytes hold for the whole user ID; without a server name only the rest can be counted.
  if (userIdBytes(suggestion, serverName ?? "") > maxUserIdBytes)
    return { code: "usernameTooLong", field };
  if (suggestion === given) return undefined;
  const code = asciiLowerCase(given) === suggestion ? "usernameUpperCase" : "usernameInvalid";
  return { code, field, suggestion };
}
