import type { NetworkReason } from "../protocol/errors.js";
import type { UiaWay, UnavailableReason, Way } from "./ways.js";

/** What came of the probe, `POST /register` with an empty body. */
export type RegisterAnswer =
  /** A 401 with flows. */
  | {
      readonly answer: "challenge";
      readonly flows: UiaWay["flows"];
      readonly params: UiaWay["params"];
    }
  /** A 2xx: an account was made for nothing. */
  | { readonly answer: "made" }
  /** Any other status with a JSON body. */
  | {
      readonly answer: "refused";
      readonly status: number;
      readonly errcode?: string | undefined;
      readonly retryAfterMs?: number | undefined;
    }
  /** No answer, or none that can be read; `status` when there was one. */
  | {
      readonly answer: "none";
      readonly reason: NetworkReason;
      readonly status?: number | undefined;
    };

export interface Answers {
  readonly register: RegisterAnswer;
}

export type WaysDecision =
  | { readonly ways: readonly Way[]; readonly preferred: Way }
  | { readonly reason: UnavailableReason; readonly retryAfterMs?: number | undefined };

/** How accounts are made on a homeserver that gave these answers. */
export function decideWays({ register }: Answers): WaysDecision {
  switch (register.answer) {
    case "challenge": {
      // No flow at all is a way of saying no.
      if (register.flows.length === 0) return { reason: "closed" };
      const uia: UiaWay = { way: "uia", flows: register.flows, params: register.params };
      return { ways: [uia], preferred: uia };
    }
    case "made":
      return { reason: "unsupported" };
    case "refused":
      return reasonOfRefusal(register);
    case "none":
      return { reason: reasonOfSilence(register.reason, register.status) };
  }
}

const gatewayStatuses: readonly number[] = [502, 503, 504];

function reasonOfRefusal(
  refusal: Extract<RegisterAnswer, { answer: "refused" }>,
): Extract<WaysDecision, { reason: UnavailableReason }> {
  const { status, errcode, retryAfterMs } = refusal;
  if (status === 429) return { reason: "rateLimited", retryAfterMs };
  if (status === 403) return { reason: "closed" };
  if (status >= 500) return { reason: "unreachable" };
  // JSON alone is no sign of Matrix; an errcode is.
  return { reason: errcode === undefined ? "notMatrix" : "unsupported" };
}

function reasonOfSilence(reason: NetworkReason, status: number | undefined): UnavailableReason {
  if (status === 429) return "rateLimited";
  // The page of a proxy whose homeserver is down, not somebody else's site.
  if (status !== undefined && gatewayStatuses.includes(status)) return "unreachable";
  switch (reason) {
    case "offline":
    case "unreachable":
    case "timeout":
    case "aborted":
      return "unreachable";
    case "unreadable":
    case "tooLarge":
      return "notMatrix";
  }
}
