"use client";
import { useQuery } from "@tanstack/react-query";
import type { Homeserver } from "../discovery/homeserver.js";
import { MatrixError } from "../protocol/errors.js";
import { asciiLowerCase, isLocalpart, userIdBytes } from "../protocol/identifiers.js";
import type { Fetch } from "../protocol/request.js";
import { usernameAvailable } from "../protocol/usernameAvailability.js";
import { useLasting } from "./useLasting.js";
import { useReads } from "./useReads.js";

export interface UseUsernameAvailabilityOptions {
  homeserver: Homeserver;
  fetch?: Fetch | undefined;
  /** Whether to ask at all. Default true. */
  enabled?: boolean;
}

/**
 * What is known about a username. Only ever advice: `unknown` is no reason to hold anybody up, and a
 * name that is available now may be taken when the form is sent.
 */
export type UsernameAvailability =
  | { readonly status: "idle" }
  | { readonly status: "checking" }
  | { readonly status: "available" }
  | { readonly status: "taken" }
  /** Not a username, by the grammar or by the homeserver's own rules. */
  | { readonly status: "invalid" }
  | { readonly status: "reserved" }
  /** The homeserver did not say. */
  | { readonly status: "unknown" };

/** After the last key, in ms. */
const debounce = 600;
/** Between two requests, in ms: Synapse answers one per 2 s at once and makes others wait. */
const interval = 2_000;
const maxUserIdBytes = 255;

/** Asks the homeserver whether a username is free, while it is being typed. */
export function useUsernameAvailability(
  username: string,
  { homeserver, fetch, enabled = true }: UseUsernameAvailabilityOptions,
): UsernameAvailability {
  const { client } = useReads();
  const limiter = useLasting(
    () => ({ notBefore: 0 }),
    () => undefined,
  );
  const { baseUrl, serverName } = homeserver;
  // The homeserver lower-cases a name when it makes the account, but not when it is asked for one.
  const asked = asciiLowerCase(username);
  const sayable = isLocalpart(asked) && userIdBytes(asked, serverName ?? "") <= maxUserIdBytes;

  const { data, isError } = useQuery(
    {
      queryKey: ["usernameAvailability", baseUrl, asked],
      queryFn: async ({ signal }): Promise<UsernameAvailability> => {
        await wait(Math.max(debounce, limiter.notBefore - Date.now()), signal);
        limiter.notBefore = Date.now() + interval;
        try {
          const available = await usernameAvailable(asked, {
            baseUrl,
            signal,
            ...(fetch === undefined ? {} : { fetch }),
          });
          return { status: available ? "available" : "taken" };
        } catch (error) {
          if (!(error instanceof MatrixError)) throw error;
          if (error.retryAfterMs !== undefined) {
            limiter.notBefore = Date.now() + Math.max(interval, error.retryAfterMs);
          }
          const refusal = refusals.get(error.errcode);
          if (refusal === undefined) throw error;
          return { status: refusal };
        }
      },
      enabled: enabled && sayable,
    },
    client,
  );

  if (!enabled || username === "") return idle;
  if (!sayable) return invalid;
  return data ?? (isError ? unknown : checking);
}

const idle = { status: "idle" } as const;
const checking = { status: "checking" } as const;
const invalid = { status: "invalid" } as const;
const unknown = { status: "unknown" } as const;

const refusals: ReadonlyMap<string | undefined, "taken" | "invalid" | "reserved"> = new Map([
  ["M_USER_IN_USE", "taken"],
  ["M_INVALID_USERNAME", "invalid"],
  ["M_EXCLUSIVE", "reserved"],
]);

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    function stop(): void {
      clearTimeout(timer);
      reject(new DOMException("The username changed.", "AbortError"));
    }
    signal.addEventListener("abort", stop, { once: true });
  });
}
