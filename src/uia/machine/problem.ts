import type { SafeUrl } from "../../protocol/guards/safeUrl.js";

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

/** What the form finds out by itself, and when it is there no more. */
export const formProblemCodes = [
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
] as const;

/**
 * Every reason a person is ever told. Each code has a text `problem.<code>` in the locales; what the
 * homeserver wrote is only ever a quoted detail.
 */
export const problemCodes = [
  ...formProblemCodes,
  // What the homeserver refuses, and the person can correct.
  "usernameTaken",
  "usernameRefused",
  "usernameReserved",
  "passwordRefused",
  "passwordTooShort",
  "passwordNoDigit",
  "passwordNoUpperCase",
  "passwordNoLowerCase",
  "passwordNoSymbol",
  "passwordTooCommon",
  "registrationTokenRefused",
  "emailInUse",
  "emailRefused",
  "phoneInUse",
  "phoneRefused",
  "stageRefused",
  "emailUnsupported",
  "phoneUnsupported",
  "messageNotSent",
  "messageInDoubt",
  "notOpenedYet",
  "notFinishedYet",
  "pageOutdated",
  "codeRefused",
  "codeUnsupported",
  "captchaRefused",
  "validationSpent",
  "policiesChanged",
  // What went wrong on the way.
  "limited",
  "limitedForLong",
  "offline",
  "unreachable",
  "serverFailed",
  "notReceived",
  "guestAnswerLost",
  "sessionExpired",
  // What ends a run.
  "closed",
  "guestsRefused",
  "forbidden",
  "homeserverFull",
  "userLimit",
  "unsupportedByServer",
  "noSupportedFlow",
  "flowsChanged",
  "noProgress",
  "policiesMalformed",
  "malformedAnswer",
  "wrongServerName",
  "tokenRejected",
  "refused",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** An error as data, for a person. */
export interface Problem {
  readonly code: ProblemCode;
  /** The field it belongs to; absent when it is about the whole form or run. */
  readonly field?: AccountField;
  /** The auth type it belongs to, or those that are missing for `noSupportedFlow`. */
  readonly stages?: readonly string[];
  /** When it is worth trying again: ms since the epoch, by the run's clock. */
  readonly retryAt?: number;
  /** For `usernameUpperCase`: the name in lower case, to be offered. */
  readonly suggestion?: string;
  /** For `wrongServerName`: the account that was made, and not used. */
  readonly userId?: string;
  /** Whom to ask (`admin_contact`) or where to read more (`info_uri`), checked to be a safe link. */
  readonly contact?: SafeUrl;
  /** What the homeserver said, cleaned and cut: to be quoted, never to be the headline. */
  readonly detail?: { readonly errcode?: string; readonly status?: number; readonly text?: string };
}
