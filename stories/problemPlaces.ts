import type { ProblemCode } from "../src/index.js";

/**
 * Where a person meets each problem: at a field, in a stage, over the whole form, in a pause, or at
 * the end of a run. A new code does not compile without its place, nor one that ends a run without a
 * story (`everyState.ts`).
 */
export const problemPlaces = {
  usernameMissing: "field",
  usernameInvalid: "field",
  usernameUpperCase: "field",
  usernameTooLong: "field",
  passwordMissing: "field",
  passwordTooLong: "field",
  passwordUnsendable: "field",
  registrationTokenMissing: "field",
  registrationTokenMalformed: "field",
  policiesNotAccepted: "field",
  emailMissing: "field",
  emailMalformed: "field",
  usernameTaken: "field",
  usernameRefused: "field",
  usernameReserved: "field",
  passwordRefused: "field",
  passwordTooShort: "field",
  passwordNoDigit: "field",
  passwordNoUpperCase: "field",
  passwordNoLowerCase: "field",
  passwordNoSymbol: "field",
  passwordTooCommon: "field",
  registrationTokenRefused: "field",
  registrationTokenSpent: "field",
  emailInUse: "field",
  emailRefused: "field",
  phoneInUse: "field",
  phoneRefused: "field",
  emailUnsupported: "field",
  phoneMalformed: "field",
  phoneMissing: "field",
  phoneUnsupported: "field",
  stageNotAnswered: "field",
  stageRefused: "stage",
  messageNotSent: "stage",
  messageInDoubt: "stage",
  notOpenedYet: "stage",
  notFinishedYet: "stage",
  pageOutdated: "stage",
  codeRefused: "stage",
  codeUnsupported: "stage",
  captchaRefused: "stage",
  validationSpent: "stage",
  policiesChanged: "stage",
  limited: "pause",
  limitedForLong: "pause",
  notLetThrough: "pause",
  offline: "pause",
  unreachable: "pause",
  serverFailed: "pause",
  notReceived: "pause",
  guestAnswerLost: "form",
  sessionExpired: "form",
  guestsRefused: "form",
  closed: "end",
  forbidden: "end",
  homeserverFull: "end",
  userLimit: "end",
  unsupportedByServer: "end",
  noSupportedFlow: "end",
  flowsChanged: "end",
  noProgress: "end",
  policiesMalformed: "end",
  malformedAnswer: "end",
  wrongServerName: "end",
  tokenRejected: "end",
  refused: "end",
} as const satisfies Record<ProblemCode, "field" | "stage" | "form" | "pause" | "end">;

export type ProblemPlace = (typeof problemPlaces)[ProblemCode];

/** The problems of one place. */
export type ProblemAt<At extends ProblemPlace> = {
  [Code in ProblemCode]: (typeof problemPlaces)[Code] extends At ? Code : never;
}[ProblemCode];

export function problemsAt(at: ProblemPlace): readonly ProblemCode[] {
  return (Object.keys(problemPlaces) as ProblemCode[]).filter((code) => problemPlaces[code] === at);
}
