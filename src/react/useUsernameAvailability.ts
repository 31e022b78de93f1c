"use client";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Homeserver, identityOf } from "../discovery/homeserver.js";
import { assertHomeserver } from "../discovery/parseHomeserverInput.js";
import { usernameAvailable } from "../protocol/endpoints/usernameAvailability.js";
import {
  asciiLowerCase,
  isLocalpart,
  maxUserIdBytes,
  readUsername,
  userIdBytes,
} from "../protocol/guards/identifiers.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import { MatrixError } from "../protocol/wire/errors.js";
import type { Fetch } from "../protocol/wire/request.js";
import { useReads } from "./useReads.js";

export interface UseUsernameAvailabilityOptions {
  homeserver: Homeserver;
  /** How far the homeserver is trusted. Default `"listed"`. */
  trust?: Trust | undefined;
  fetch?: Fetch | undefined;
  /**
   * Whether to ask now: not while the form is being sent, since its answer tells. A known result stays.
   * Default true.
   */
  enabled?: boolean;
}

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

const key = "usernameAvailability";
/** After the last key, in ms. */
const debounce = 600;
/** Between two requests, in ms: Synapse answers one per 2 s at once and makes others wait. */
const interval = 2_000;
/** The longest pause that a homeserver can order, in ms. */
const longestPause = 15 * 60_000;
/** A longer pause, in ms, is not waited for: until its end the status is `unknown`. */
const patience = 10_000;

/**
 * The checks of one field: they share their answers, and wait for one another.
 * @internal
 */
export interface UsernameChecks {
  readonly client: QueryClient;
  readonly serverName: string | undefined;
  /** The query that asks about a name; about none, it only stands there. */
  readonly queryOf: (name: string | null) => {
    readonly queryKey: readonly unknown[];
    readonly queryFn: (context: { signal: AbortSignal }) => Promise<UsernameAvailability>;
  };
  /** The answer about a name, if there is one already. */
  readonly known: (name: string) => UsernameAvailability | undefined;
}

/** Asks the homeserver whether a username is free, while the user types it. */
export function useUsernameAvailability(
  username: string,
  { enabled = true, ...options }: UseUsernameAvailabilityOptions,
): UsernameAvailability {
  const isSettled = useIsSettled(username, enabled);
  const availability = useAvailabilityOf(
    username,
    useUsernameChecks(options),
    enabled && isSettled,
  );
  const isStillTyped = enabled && !isSettled && readUsername(username) !== "";
  return isStillTyped && availability.status === "idle" ? statuses.checking : availability;
}

/** Whether a name has been wanted, unchanged, for the debounce. */
function useIsSettled(name: string, isWanted: boolean): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    const timer = setTimeout(setSettled, debounce, name);
    return () => clearTimeout(timer);
  }, [name, isWanted]);
  return settled === name;
}

/**
 * Makes the checks of one field.
 * @internal
 */
export function useUsernameChecks({
  homeserver,
  trust = "listed",
  fetch,
}: Omit<UseUsernameAvailabilityOptions, "enabled">): UsernameChecks {
  assertHomeserver(homeserver, trust);
  const { client } = useReads();
  const [turns] = useState(createTurns);
  const { baseUrl, serverName } = homeserver;
  const identity = identityOf({ homeserver, trust });
  const queryOf: UsernameChecks["queryOf"] = (name) => ({
    queryKey: [key, identity, name],
    queryFn: async ({ signal }) => {
      await turns.next(signal);
      try {
        const available = await usernameAvailable(name ?? "", { baseUrl, signal, fetch });
        return available ? statuses.available : statuses.taken;
      } catch (error) {
        if (!(error instanceof MatrixError)) throw error;
        turns.holdOff(error.retryAfterMs ?? 0);
        const refusal = refusals.get(error.errcode);
        if (refusal === undefined) throw error;
        return refusal;
      }
    },
  });
  const known = (name: string) => client.getQueryData<UsernameAvailability>(queryOf(name).queryKey);
  return { client, serverName, queryOf, known };
}

/**
 * Asks about a username at once, with the checks of its field.
 * @internal
 */
export function useAvailabilityOf(
  username: string,
  { client, serverName, queryOf, known }: UsernameChecks,
  enabled: boolean,
): UsernameAvailability {
  // The homeserver lower-cases a name when it makes the account, but not when it is asked for one.
  const asked = asciiLowerCase(readUsername(username));
  const sayable = isLocalpart(asked) && userIdBytes(asked, serverName ?? "") <= maxUserIdBytes;

  const isWanted = enabled && sayable;
  // No query is made and dropped for each key.
  const isKnown = known(asked) !== undefined;
  const { data, isError } = useQuery(
    { ...queryOf(isWanted || isKnown ? asked : null), enabled: isWanted },
    client,
  );

  useEffect(() => {
    // A request that still waits for its turn is dropped.
    if (!enabled) void client.cancelQueries({ queryKey: [key] });
  }, [enabled, client]);

  if (asked === "") return statuses.idle;
  if (!sayable) return statuses.invalid;
  if (data !== undefined) return data;
  if (isError) return statuses.unknown;
  return enabled ? statuses.checking : statuses.idle;
}

const statuses = {
  idle: { status: "idle" },
  checking: { status: "checking" },
  available: { status: "available" },
  taken: { status: "taken" },
  invalid: { status: "invalid" },
  reserved: { status: "reserved" },
  unknown: { status: "unknown" },
} as const satisfies Record<string, UsernameAvailability>;

const refusals = new Map<string | undefined, UsernameAvailability>([
  ["M_USER_IN_USE", statuses.taken],
  ["M_INVALID_USERNAME", statuses.invalid],
  ["M_EXCLUSIVE", statuses.reserved],
  // A name that the owner forbids.
  ["M_FORBIDDEN", statuses.invalid],
]);

/** Spaces the requests of one field: none while the user types, none sooner than allowed. */
function createTurns() {
  let notBefore = 0;
  return {
    /** Resolves when a request may be sent; rejects when the signal aborts. */
    next(signal: AbortSignal): Promise<void> {
      return new Promise((resolve, reject) => {
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
