import {
  asciiLowerCase,
  isLocalpart,
  maxUserIdBytes,
  userIdBytes,
} from "../../protocol/guards/identifiers.js";
import type { FormProblem } from "./problem.js";

/** Rules of a new localpart; an empty one leaves the choice to the homeserver. */
export function usernameProblem(
  username: string,
  serverName: string | undefined,
): FormProblem | undefined {
  const field = "username";
  if (username === "") return undefined;
  const lower = asciiLowerCase(username);
  if (!isLocalpart(lower)) return { code: "usernameInvalid", field };
  // 255 bytes hold for the whole user ID; without a server name only the rest can be counted.
  if (userIdBytes(lower, serverName ?? "") > maxUserIdBytes)
    return { code: "usernameTooLong", field };
  if (lower !== username) return { code: "usernameUpperCase", field, suggestion: lower };
  return undefined;
}
