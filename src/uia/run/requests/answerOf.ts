import { MatrixError, NetworkError } from "../../../protocol/wire/errors.js";
import type { Event, Fault, Refusal } from "../../machine/event.js";
import type { Secrets } from "./requestBody.js";

type Answer = Extract<Event, { type: "challenged" | "refused" | "unanswered" }>;

/**
 * Tells a thrown error to the machine.
 * @param hasSession whether there is a UIA session, after an answer that may have brought one
 */
export function answerOf(error: unknown, hasSession: boolean): Answer {
  if (error instanceof MatrixError) {
    const refusal = refusalOf(error);
    if (error.uia === undefined) return { type: "refused", refusal };
    const { flows, params, completed, hasParams } = error.uia;
    return {
      type: "challenged",
      challenge: { flows, params },
      completed,
      hasParams,
      hasSession,
      refusal: error.errcode === undefined && error.text === undefined ? undefined : refusal,
    };
  }
  if (!(error instanceof NetworkError)) return { type: "unanswered", reason: "unreachable" };
  const { status, reason } = error;
  // An answer that broke off has a status too, but it was not read to its end.
  const wasRead = reason === "malformed" || reason === "tooLarge";
  if (status === 401 && wasRead) return { type: "unanswered", reason: "malformed" };
  if (status !== undefined && wasRead && ofProxies.has(status)) {
    return { type: "refused", refusal: wordless(status) };
  }
  return { type: "unanswered", reason: wasRead ? "serverFailed" : "unreachable" };
}

/** Statuses with which something in front of the homeserver keeps a request back, by a page of its own. */
const ofProxies: ReadonlySet<number> = new Set([403, 429, 503]);

/** The error with words that quote neither the session nor the password: they are shown and kept. */
export function withoutQuotes(
  error: unknown,
  { session, password }: Pick<Secrets, "session" | "password">,
): unknown {
  if (!(error instanceof MatrixError)) return error;
  const { status, errcode, text, retryAfterMs, contact, uia } = error;
  const words = [session, password, uia?.session].reduce(
    (left, secret) => (secret ? left?.replaceAll(secret, "…") : left),
    text,
  );
  return words === text
    ? error
    : new MatrixError(status, { errcode, text: words, retryAfterMs, contact, uia });
}

/** The reason why a message was not sent, or a code not checked. */
export function faultOf(error: unknown): Fault {
  if (error instanceof MatrixError) return refusalOf(error);
  if (!(error instanceof NetworkError)) return "unreachable";
  const { status, reason } = error;
  if (reason === "offline") return reason;
  if (reason !== "malformed" && reason !== "tooLarge") return "unreachable";
  // A proxy in front of the homeserver refuses, limits, or knows no such endpoint, in its own words.
  return status === 403 || status === 429 || status === 404 || status === 405
    ? wordless(status)
    : "serverFailed";
}

export function refusalOf({ status, errcode, text, retryAfterMs, contact }: MatrixError): Refusal {
  return { status, errcode, text, retryAfterMs, contact };
}

function wordless(status: number): Refusal {
  return {
    status,
    errcode: undefined,
    text: undefined,
    retryAfterMs: undefined,
    contact: undefined,
  };
}
