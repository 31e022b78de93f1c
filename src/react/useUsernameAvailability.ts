"use client";
import { type QueryClient, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Homeserver, identityOf } from "../discovery/homeserver.js";
import { assertHomeserver } from "../discovery/parseHomeserverInput.js";
import {
  asciiLowerCase,
  isLocalpart,
  maxUserIdBytes,
  readUsername,
  userIdBytes,
} from "../protocol/guards/identifiers.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import type { Fetch } from "../protocol/wire/request.js";
import { lateModule } from "../uia/browser/lateModule.js";
import { useReads } from "./useReads.js";
import type {
  AvailabilityRequests,
  UsernameAvailability,
} from "./username/availabilityRequests.js";

export type { UsernameAvailability } from "./username/availabilityRequests.js";

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

const key = "usernameAvailability";
/** After the last key, in ms. */
const debounce = 600;
/** The code that asks. Nothing is asked before a user has typed. */
const availabilityRequests = lateModule(() => import("./username/availabilityRequests.js"));

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
  const requests = useRef<AvailabilityRequests | null>(null);
  const { baseUrl, serverName } = homeserver;
  const identity = identityOf({ homeserver, trust });
  const queryOf: UsernameChecks["queryOf"] = (name) => ({
    queryKey: [key, identity, name],
    queryFn: async ({ signal }) => {
      const { createAvailabilityRequests } = await availabilityRequests.load();
      requests.current ??= createAvailabilityRequests();
      return requests.current.ask(name ?? "", { baseUrl, signal, fetch });
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
  invalid: { status: "invalid" },
  unknown: { status: "unknown" },
} as const satisfies Record<string, UsernameAvailability>;
