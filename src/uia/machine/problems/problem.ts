import type { SafeUrl } from "../../../protocol/guards/safeUrl.js";
import type { ProblemAt, ProblemCode } from "./problemTable.js";

export type { ProblemCode };

/** The fields of the account form that a problem can belong to. */
export type AccountField =
  | "username"
  | "password"
  | "email"
  | "phone"
  | "registrationToken"
  | "policies"
  /** A stage that is answered in the form; the problem's `stages` says which. */
  | "stages";

/** An error as data, to be told to the user. */
export interface Problem {
  readonly code: ProblemCode;
  /** The field it belongs to; absent when it is about the whole form or registration. */
  readonly field?: AccountField;
  /** The auth type it belongs to, or those that are missing for `noSupportedFlow`. */
  readonly stages?: readonly string[];
  /** When it is worth trying again: ms since the epoch, by the registration's clock. */
  readonly retryAt?: number;
  /** For `usernameUpperCase` and `usernameInvalid`: the name that was probably meant, to be offered. */
  readonly suggestion?: string;
  /** For `wrongServerName`: the account that was made, and not used. */
  readonly userId?: string;
  /** Whom to ask (`admin_contact`) or where to read more (`info_uri`), checked to be a safe link. */
  readonly contact?: SafeUrl;
  /** The words of the homeserver, cleaned and cut: to be quoted, never to be the headline. */
  readonly detail?: { readonly errcode?: string; readonly status?: number; readonly text?: string };
}

/** Problems that the form finds and clears without the homeserver. */
const formProblemCodes = [
  "usernameMissing",
  "usernameInvalid",
  "usernameUpperCase",
  "usernameTooLong",
  "passwordMissing",
  "passwordTooLong",
  "passwordUnsendable",
  "registrationTokenMissing",
  "registrationTokenMalformed",
  "policiesNotAccepted",
  "stageNotAnswered",
  "emailMissing",
  "emailMalformed",
  "phoneMissing",
  "phoneMalformed",
] as const satisfies readonly ProblemAt<"field">[];

/** A problem that the form finds. */
export type FormProblem = Problem & { readonly code: (typeof formProblemCodes)[number] };

/** Whether the form can find out by itself when a problem is there no more. */
export function isFormProblem(problem: Problem): problem is FormProblem {
  return formProblemCodes.some((code) => code === problem.code);
}
