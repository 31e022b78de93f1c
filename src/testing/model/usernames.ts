import { refuse } from "../server/answers.js";
import type { HomeserverState } from "./state.js";

/** Further facts for the check of a username. */
export interface UsernameContext {
  /** The access token of a guest who upgrades. */
  readonly guestAccessToken?: unknown;
  /** Say nothing of a name that is taken. */
  readonly takenHidden?: boolean;
  /** The account this session has already made. */
  readonly registeredUserId?: string | undefined;
}

/** Refuses a username that cannot be registered, by the first rule it breaks. */
export function checkUsername(
  localpart: string,
  state: HomeserverState,
  context: UsernameContext = {},
): void {
  if (!/^[a-z0-9=_\-./+]*$/.test(localpart)) {
    invalid("User ID can only contain characters a-z, 0-9, or '=_-./+'");
  }
  if (localpart === "") invalid("User ID cannot be empty");
  if (localpart.startsWith("_")) invalid("User ID may not begin with _");
  const userId = state.accounts.userId(localpart);
  if (context.registeredUserId !== undefined) {
    if (userId === context.registeredUserId) return;
    refuse(400, "M_UNKNOWN", "A different user ID has already been registered for this session");
  }
  if (state.settings.reservedUsernames.some((reserved) => reserved.test(localpart))) {
    refuse(400, "M_EXCLUSIVE", "This user ID is reserved by an application service.");
  }
  if (userId.length > 255) invalid("User ID may not be longer than 255 characters");
  const guest = context.guestAccessToken;
  if (state.accounts.find(userId) !== undefined) {
    if (guest) checkGuestOwns(guest, userId, state);
    else if (!context.takenHidden) refuse(400, "M_USER_IN_USE", "User ID already taken.");
  }
  if ((guest === undefined || guest === null) && /^\d+$/.test(localpart)) {
    invalid("Numeric user IDs are reserved for guest users.");
  }
}

function checkGuestOwns(token: unknown, userId: string, state: HomeserverState): void {
  const requester = state.accounts.requester(typeof token === "string" ? token : "");
  if (requester.account.kind !== "guest" || requester.account.userId !== userId) {
    refuse(
      403,
      "M_FORBIDDEN",
      "Cannot register taken user ID without valid guest credentials for that user.",
    );
  }
}

function invalid(text: string): never {
  refuse(400, "M_INVALID_USERNAME", text);
}
