import type { Trust } from "../protocol/guards/safeUrl.js";
import type { NetworkReason } from "../protocol/wire/errors.js";
import type { BlockedBy, UnavailableReason, WellKnownFault } from "./methods.js";
import { parseBaseUrl } from "./parseHomeserverInput.js";

/** The answer to `GET /.well-known/matrix/client`. */
export type WellKnownAnswer =
  | { readonly answer: "document"; readonly homeserverBaseUrl: string | undefined }
  | {
      readonly answer: "refused";
      readonly status: number;
      readonly retryAfterMs?: number | undefined;
    }
  | {
      readonly answer: "none";
      readonly reason: NetworkReason;
      readonly status?: number | undefined;
    };

export type BaseUrlDecision =
  | { readonly baseUrl: string }
  | {
      readonly reason: UnavailableReason;
      readonly wellKnown?: WellKnownFault;
      readonly blockedBy?: BlockedBy;
      readonly retryAfterMs?: number | undefined;
    };

/**
 * Decides where the API of a server name answers.
 * https://spec.matrix.org/v1.18/client-server-api/#well-known-uris
 */
export function decideBaseUrl(
  serverName: string,
  answer: WellKnownAnswer,
  trust: Trust,
): BaseUrlDecision {
  // IGNORE. A browser cannot tell a 404 without CORS headers from a server that is not there.
  const own = { baseUrl: `https://${serverName}` };
  switch (answer.answer) {
    case "document": {
      const baseUrl = parseBaseUrl(answer.homeserverBaseUrl, trust);
      if (baseUrl !== undefined) return { baseUrl };
      const isNamed = answer.homeserverBaseUrl !== undefined;
      return { reason: "notMatrix", wellKnown: isNamed ? "failError" : "failPrompt" };
    }
    case "refused":
      return answer.status === 404 ? own : faultOf(answer.status, answer.retryAfterMs);
    case "none":
      if (answer.status === 404) return own;
      switch (answer.reason) {
        case "offline":
        case "aborted":
          return { reason: "unreachable" };
        case "blocked":
          return { reason: "unreachable", blockedBy: "page" };
        case "unreachable":
        case "timeout":
          return answer.status === undefined
            ? own
            : { reason: "unreachable", wellKnown: "failPrompt" };
        case "malformed":
        case "tooLarge":
          return faultOf(answer.status ?? 200);
      }
  }
}

function faultOf(status: number, retryAfterMs?: number): BaseUrlDecision {
  const wellKnown = "failPrompt";
  if (status === 429) return { reason: "rateLimited", wellKnown, retryAfterMs };
  return { reason: status >= 500 ? "unreachable" : "notMatrix", wellKnown };
}
