"use client";
import { createRequiredContext } from "../../react/createRequiredContext.js";
import type { AccountField, Problem } from "../../uia/machine/problem.js";
import type {
  AcceptedPolicy,
  AccountFields,
  AccountInput,
  Homeserver,
} from "../../uia/machine/types.js";

/** What react-hook-form keeps: everything of the form but the password. */
export interface AccountValues {
  username: string;
  email: string;
  registrationToken: string;
  guest: boolean;
  acceptedPolicies: readonly AcceptedPolicy[];
}

export interface AccountFormValue {
  /** What to ask for. */
  readonly fields: AccountFields;
  readonly homeserver: Homeserver;
  /** What is wrong and has not been changed since. */
  readonly problems: readonly Problem[];
  /** Problems that no field on the page shows. */
  readonly unplaced: readonly Problem[];
  /** Takes a field's problem away: its content is another now. */
  readonly markEdited: (field: AccountField) => void;
  /** Says that a field is on the page and shows its problem; the returned function takes it back. */
  readonly addField: (field: AccountField) => () => void;
  /**
   * Says how to read what else is on the page, when the form is sent; the returned function takes it
   * back.
   */
  readonly addAnswer: (read: () => Partial<AccountInput>) => () => void;
  /** Moves the focus into a field of the form. */
  readonly focusField: (field: AccountField) => void;
  readonly isGuest: boolean;
  /** Something is under way, so that nothing can be sent. */
  readonly isBusy: boolean;
}

export const [AccountFormProvider, useAccountForm] = createRequiredContext<AccountFormValue>(
  "Register.AccountForm",
  "form",
);
