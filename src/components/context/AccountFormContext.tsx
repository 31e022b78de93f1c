"use client";
import { useWatch } from "react-hook-form";
import { createRequiredContext } from "../../react/createRequiredContext.js";
import type { AccountField } from "../../uia/machine/problems/problem.js";
import type {
  AcceptedPolicy,
  AccountFields,
  AccountInput,
  Homeserver,
} from "../../uia/machine/types.js";
import { useHomeserverContext } from "./contexts.js";

/**
 * The values of the account form in react-hook-form. It holds the errors of all fields. The password,
 * the phone number and the answers to the app's stages are read when the form is sent.
 */
export interface AccountValues {
  username: string;
  email: string;
  registrationToken: string;
  guest: boolean;
  acceptedPolicies: readonly AcceptedPolicy[];
  password?: null;
  phone?: null;
  policies?: null;
  stages?: null;
  /** For the errors that no field on the page shows. */
  form?: null;
}

export interface AccountFormValue {
  /** The fields that the homeserver asks for. */
  readonly fields: AccountFields;
  readonly homeserver: Homeserver;
  /** Reviews the problem of a field after a change of it, and keeps the answers. */
  readonly markEdited: (field: AccountField) => void;
  /** Adds a reader for answers that react-hook-form does not hold; the returned function removes it. */
  readonly addAnswer: (read: () => Partial<AccountInput>) => () => void;
  /** Gives each field on the page its problems that none showed before. */
  readonly placeProblems: () => void;
  /** Moves the focus into a field of the form. */
  readonly focusField: (field: AccountField) => void;
  /** Whether a request is in flight, so that nothing can be sent. */
  readonly isBusy: boolean;
  /** Whether the registration waits, so that `Pause` has the button that sends. */
  readonly isPaused: boolean;
}

export const [AccountFormProvider, useAccountForm] = createRequiredContext<AccountFormValue>(
  "Register.AccountForm",
  "form",
);

/** Whether the form makes a guest account: the user's choice, or the homeserver's only one. */
export function useIsGuest(part: string): boolean {
  const { isForGuestsAlone } = useHomeserverContext(part);
  const wantsGuest = useWatch<AccountValues, "guest">({ name: "guest" });
  return wantsGuest || isForGuestsAlone;
}
