import { usernameAvailable } from "../../protocol/endpoints/usernameAvailability.js";
import { MatrixError } from "../../protocol/wire/errors.js";
import type { Fetch } from "../../protocol/wire/request.js";

/**
 * The availability of a username. It is advice only: a free name may be taken before the form is
 * sent. `unknown` does not keep the form from being sent.
 */
export type UsernameAvailability =
  | { readonly status: "idle" }
  | { readonly status: "checking" }
  | { readonly status: "available" }
  | { readonly status: "taken" }
  /** No username, by the grammar or by the homeserver's own rules. */
  | { readonly status: "invalid" }
  | { readonly status: "reserved" }
  /** The homeserver did not say. */
  | { readonly status: "unknown" };

/** Between two requests, in ms: Synapse answers one per 2 s at once and makes others wait. */
const interval = 2_000;
/** The longest pause that a homeserver can order, in ms. */
const longestPause = 15 * 60_000;
/** A longer pause, in ms, is not waited for: until its end the status is `unknown`. */
const patience = 10_000;

/** The requests of one field. */
export interface AvailabilityRequests {
  /**
   * Asks about a username when it is its turn.
   * @throws when the homeserver does not say
   */
  readonly ask: (username: string, target: Target) => Promise<UsernameAvailability>;
}

interface Target {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  readonly fetch: Fetch | undefined;
}

/** Creates the requests of one field. */
export function createAvailabilityRequests(): AvailabilityRequests {
  const turns = createTurns();
  return {
    ask: async (username, target) => {
      await turns.next(target.signal);
      try {
        return { status: (await usernameAvailable(username, target)) ? "available" : "taken" };
      } catch (error) {
        if (!(error instanceof MatrixError)) throw error;
        turns.holdOff(error.retryAfterMs ?? 0);
        const status = refusals.get(error.errcode);
        if (status === undefined) throw error;
        return { status };
      }
    },
  };
}

const refusals = new Map<string | undefined, "taken" | "invalid" | "reserved">([
  ["M_USER_IN_USE", "taken"],
  ["M_INVALID_USERNAME", "invalid"],
  ["M_EXCLUSIVE", "reserved"],
  // A name that the owner forbids.
  ["M_FORBIDDEN", "invalid"],
]);

/** Spaces the requests of one field: none while the user types, none sooner than allowed. */
function createTurns() {
  let notBefore = 0;
  return {
    /** Resolves when a request may be sent; rejects when the signal aborts. */
    next(signal: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted();
        if (notBefore - performance.now() > patience) {
          reject(new Error("The homeserver asked for a pause."));
          return;
        }
        const go = () => {
          signal.removeEventListener("abort", stop);
          notBefore = performance.now() + interval;
          resolve();
        };
        const wait = notBefore - performance.now();
        if (wait <= 0) {
          go();
          return;
        }
        const timer = setTimeout(go, wait);
        function stop(): void {
          clearTimeout(timer);
          reject(new DOMException("Another username was typed.", "AbortError"));
        }
        signal.addEventListener("abort", stop, { once: true });
      });
    },
    holdOff(ms: number): void {
      notBefore = Math.max(notBefore, performance.now() + Math.min(ms, longestPause));
    },
  };
}
