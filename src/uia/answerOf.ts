import { MatrixError, NetworkError } from "../protocol/errors.js";
import type { Event, Refusal } from "./state.js";

type Answer = Extract<Event, { type: "challenged" | "refused" | "unanswered" }>;

/**
 * What a thrown error says as a fact for the machine.
 * @param hasSession whether the run holds a UIA session, after an answer that may have brought one
 */
export function answerOf(error: unknown, hasSession: boolean): Answer {
  if (error instanceof MatrixError) {
    const refusal = refusalOf(error);
    if (error.uia === undefined) return { type: "refused", refusal };
    const { flows, params, completed, hasParams } = error.uia;
    return {
      type: "challenged",
      challenge: { flows, params, completed },
      hasParams,
      hasSession,
      refusal: error.errcode === undefined && error.text === undefined ? undefined : refusal,
    };
  }
  if (!(error instanceof NetworkError)) return { type: "unanswered", reason: "unreachable" };
  const { status, reason } = error;
  // An answer that broke off has a status too, but was not read to its end.
  const wasRead = reason === "unreadable" || reason === "tooLarge";
  if (status === 401 && wasRead) return { type: "unanswered", reason: "malformed" };
  if (status === 429) {
    // A proxy in front of the homeserver limits too, in its own words.
    const refusal = { status, errcode: undefined, text: undefined, retryAfterMs: undefined };
    return { type: "refused", refusal: { ...refusal, contact: undefined } };
  }
  return { type: "unanswered", reason: wasRead ? "serverFailed" : "unreachable" };
}

/** What the homeserver said against it; `undefined` when it said nothing that can be read. */
export function refusalOf(error: MatrixError): Refusal;
export function refusalOf(error: unknown): Refusal | undefined;
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof MatrixError)) return undefined;
  const { status, errcode, text, retryAfterMs, contact } = error;
  return { status, errcode, text, retryAfterMs, contact };
}
