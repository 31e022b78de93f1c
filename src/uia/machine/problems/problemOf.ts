import type { Fault, Refusal } from "../event.js";
import type { Medium, SubmittedAccount } from "../state.js";
import { limitWait } from "../waits.js";
import type { AccountField, Problem, ProblemCode } from "./problem.js";

/** The words of the homeserver, to be quoted. */
function detailOf(refusal: Refusal): NonNullable<Problem["detail"]> {
  const { status, errcode, text } = refusal;
  return {
    status,
    ...(errcode === undefined ? {} : { errcode }),
    ...(text === undefined ? {} : { text }),
  };
}

/** A problem that quotes the homeserver. */
export function refusedProblem(
  code: ProblemCode,
  refusal: Refusal | undefined,
  more: Pick<Problem, "field" | "stages"> = {},
): Problem {
  if (refusal === undefined) return { code, ...more };
  return {
    code,
    ...more,
    ...(refusal.contact === undefined ? {} : { contact: refusal.contact }),
    detail: detailOf(refusal),
  };
}

/** Refusals about one field, by `errcode`. All of them come before the account is made. */
const fieldProblems: Readonly<Record<string, readonly [ProblemCode, AccountField]>> = {
  M_USER_IN_USE: ["usernameTaken", "username"],
  M_INVALID_USERNAME: ["usernameRefused", "username"],
  M_EXCLUSIVE: ["usernameReserved", "username"],
  M_WEAK_PASSWORD: ["passwordRefused", "password"],
  M_PASSWORD_TOO_SHORT: ["passwordTooShort", "password"],
  M_PASSWORD_NO_DIGIT: ["passwordNoDigit", "password"],
  M_PASSWORD_NO_UPPERCASE: ["passwordNoUpperCase", "password"],
  M_PASSWORD_NO_LOWERCASE: ["passwordNoLowerCase", "password"],
  M_PASSWORD_NO_SYMBOL: ["passwordNoSymbol", "password"],
  M_PASSWORD_IN_DICTIONARY: ["passwordTooCommon", "password"],
};

/** Whether a refusal is about an email address or a phone number. It does not say which. */
export function isOfAddress({ errcode }: Refusal): boolean {
  return errcode?.startsWith("M_THREEPID_") === true;
}

/** The problem at the field that a refusal is about, if it is about one. */
export function fieldProblem(
  refusal: Refusal,
  account: SubmittedAccount | null,
): Problem | undefined {
  const { errcode } = refusal;
  if (errcode === undefined) return undefined;
  if (errcode === "M_INVALID_USERNAME" && account?.username === undefined) {
    // A homeserver that cannot do what an empty field asks for.
    return refusedProblem("usernameMissing", refusal, { field: "username" });
  }
  const known = Object.hasOwn(fieldProblems, errcode) ? fieldProblems[errcode] : undefined;
  if (known !== undefined) return refusedProblem(known[0], refusal, { field: known[1] });
  if (errcode.startsWith("M_PASSWORD_")) {
    return refusedProblem("passwordRefused", refusal, { field: "password" });
  }
  if (isOfAddress(refusal)) {
    // A phone is only meant when it alone was given.
    const { email, phone } = account ?? {};
    if (email === undefined && phone === undefined) return undefined;
    const inUse = errcode === "M_THREEPID_IN_USE";
    return email === undefined
      ? refusedProblem(inUse ? "phoneInUse" : "phoneRefused", refusal, { field: "phone" })
      : refusedProblem(inUse ? "emailInUse" : "emailRefused", refusal, { field: "email" });
  }
  return undefined;
}

/** The problem of a username that the homeserver refused when it was asked about it. */
export function nameProblem(
  refusal: Refusal,
  account: SubmittedAccount | null,
): Problem | undefined {
  const field = "username";
  const problem = fieldProblem(refusal, account);
  if (problem?.field === field) return problem;
  return refusal.errcode === "M_FORBIDDEN"
    ? refusedProblem("usernameRefused", refusal, { field })
    : undefined;
}

/**
 * The meaning of a refusal for the account. `refused` concerns no field. After `failed` the account may
 * exist.
 */
export type Verdict =
  | "pendingApproval"
  | "rateLimited"
  | "notLetThrough"
  | "full"
  | "otherAccount"
  | "tokenRejected"
  | "unauthorised"
  | "refused"
  | "failed";

export function verdictOf(refusal: Refusal): Verdict {
  const { status, errcode, text } = refusal;
  if (errcode === "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL") return "pendingApproval";
  if (errcode === "M_RESOURCE_LIMIT_EXCEEDED" || errcode === "M_USER_LIMIT_EXCEEDED") return "full";
  if (isLimit(refusal)) return "rateLimited";
  if (isByProxy(refusal)) return "notLetThrough";
  if (status === 401) {
    return errcode === "M_UNKNOWN_TOKEN" || errcode === "M_MISSING_TOKEN"
      ? "tokenRejected"
      : "unauthorised";
  }
  // The errcode does not tell this from others; Synapse's words, stable since 2016.
  if (/different user id has already been registered/i.test(text ?? "")) return "otherAccount";
  return status >= 400 && status < 500 ? "refused" : "failed";
}

/**
 * Whether a refusal is known to come before the account is made. The words are Synapse's, and spare a
 * request: without them the session is asked about.
 */
export function comesBefore({ status, errcode, text }: Refusal): boolean {
  return (
    status === 401 ||
    errcode === "M_FORBIDDEN" ||
    errcode === "M_MISSING_PARAM" ||
    (errcode === "M_UNKNOWN" && /unknown session|session .*expired/i.test(text ?? ""))
  );
}

/** Whether the homeserver wants to be asked later. */
export function isLimit({ status, errcode }: Refusal): boolean {
  return status === 429 || errcode === "M_LIMIT_EXCEEDED";
}

/** Whether something in front of the homeserver answered: a homeserver names an errcode. */
export function isByProxy({ status, errcode }: Refusal): boolean {
  return errcode === undefined && (status === 403 || status === 429 || status === 503);
}

export type LimitProblem = Problem & { readonly retryAt: number };

/** @param inARow Number of such answers, this one included, without another one between them. */
export function limitProblem(refusal: Refusal, inARow: number, now: number): LimitProblem {
  const { ms, forLong } = limitWait(refusal.retryAfterMs, inARow);
  const told = isByProxy(refusal) ? "notLetThrough" : "rateLimited";
  const code = forLong ? "rateLimitedForLong" : told;
  return { ...refusedProblem(code, refusal), retryAt: now + ms };
}

/** Why a message was not sent, or may not have been; with its field where it is about the address. */
export function messageProblem(medium: Medium, fault: Fault, now: number): Problem {
  if (fault === "offline") return { code: "offline" };
  if (typeof fault === "string") return { code: "messageInDoubt" };
  const field = medium;
  if (isLimit(fault)) return { ...limitProblem(fault, 1, now), field };
  const code = addressProblem(medium === "email", fault);
  if (code !== undefined) return refusedProblem(code, fault, { field });
  return refusedProblem(fault.status >= 500 ? "messageInDoubt" : "messageNotSent", fault);
}

function addressProblem(email: boolean, { errcode, text = "" }: Refusal): ProblemCode | undefined {
  switch (errcode) {
    case "M_THREEPID_IN_USE":
      return email ? "emailInUse" : "phoneInUse";
    case "M_THREEPID_DENIED":
      return email ? "emailRefused" : "phoneRefused";
    case "M_THREEPID_MEDIUM_NOT_SUPPORTED":
      return email ? "emailUnsupported" : "phoneUnsupported";
    case "M_INVALID_PARAM":
    case "M_INVALID_ADDRESS":
      return email ? "emailMalformed" : "phoneMalformed";
    case "M_UNKNOWN":
      // The errcode does not tell a bad address from no mail at all; Synapse's words do.
      if (/unable to parse/i.test(text)) return email ? "emailMalformed" : "phoneMalformed";
      if (/disabled|not supported/i.test(text))
        return email ? "emailUnsupported" : "phoneUnsupported";
  }
  return undefined;
}
