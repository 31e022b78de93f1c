"use client";
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { foundDiscovery, takeDiscovery } from "../discovery/begun.js";
import { discoverHomeserver } from "../discovery/discoverHomeserver.js";
import { isDiscoveryOf, withAllowedMethods } from "../discovery/givenDiscovery.js";
import type { Homeserver } from "../discovery/homeserver.js";
import type { Discovery, MethodType } from "../discovery/methods.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import type { Fetch } from "../protocol/wire/request.js";
import { systemClock } from "../uia/browser/clock.js";
import type { Clock } from "../uia/machine/types.js";
import { type Reads, useReads } from "./useReads.js";

export interface UseHomeserverOptions {
  /** How far the homeserver is trusted. Default `"listed"`: the app's code names it. */
  trust?: Trust | undefined;
  /**
   * Issuers of account servers that make accounts for a `listed` homeserver although they are on another
   * site. Default none.
   */
  issuers?: readonly string[] | undefined;
  /** The methods that the app wants. Default all. */
  methods?: readonly MethodType[] | undefined;
  /**
   * The answer of `discoverHomeserver()`, with the same trust. The homeserver is not asked again. It counts for
   * its own homeserver only.
   */
  discovery?: Discovery | undefined;
  fetch?: Fetch | undefined;
  clock?: Clock | undefined;
}

export type HomeserverState =
  | { readonly status: "finding" }
  | Extract<Discovery, { status: "found" }>
  | (Extract<Discovery, { status: "unavailable" }> & {
      /** Asks again. Before `retryAt` it does nothing. */
      readonly retry: () => void;
    });

/**
 * Finds a homeserver by server name, user ID or base URL, and its methods to make an account. It asks at
 * once, so do not render it with a name that is being typed.
 */
export function useHomeserver(
  input: string | Homeserver,
  options: UseHomeserverOptions = {},
): HomeserverState {
  return useHomeserverIn(useReads(), input, options);
}

/**
 * Does what {@link useHomeserver} does, with reads that several hooks share.
 * @internal
 */
export function useHomeserverIn(
  { client, signal }: Reads,
  input: string | Homeserver,
  options: UseHomeserverOptions & {
    /** Whether it may be asked now. Until then it is being found. Default true. */
    readonly mayAsk?: boolean;
  },
): HomeserverState {
  const { trust = "listed", issuers, methods, fetch, clock = systemClock, mayAsk = true } = options;
  const key = typeof input === "string" ? [input] : [input.baseUrl, input.serverName];
  const given = useGiven(input, options);
  const isRetried = useRef(false);
  const asked = { trust, issuers, methods, fetch };
  const discover = () =>
    discoverHomeserver(input, {
      ...asked,
      signal,
      isFresh: isRetried.current,
      now: () => clock.now(),
    });
  const {
    data = given,
    isFetching,
    refetch,
  } = useQuery(
    {
      queryKey: ["homeserver", trust, issuers, methods, ...key],
      queryFn: async () => {
        const first = await (takeDiscovery(input, asked) ?? discover());
        const limitMs = limitOf(first, clock);
        if (limitMs === undefined || limitMs >= shortestTold) return first;
        await pause(limitMs, clock, signal);
        return discover();
      },
      // The first screen has the form at once, if the answers came before the code.
      initialData: () => foundDiscovery(input, asked),
      enabled: mayAsk && given === undefined,
    },
    client,
  );
  const isKnown = data !== undefined;
  useEffect(() => {
    // A later search asks anew.
    if (isKnown) void takeDiscovery(input, { trust });
  }, [isKnown, input, trust]);
  const retryAt = data?.status === "unavailable" ? data.retryAt : undefined;
  const retry = useCallback(() => {
    if (retryAt !== undefined && clock.now() < retryAt) return;
    isRetried.current = true;
    void refetch();
  }, [refetch, retryAt, clock]);

  return useMemo((): HomeserverState => {
    if (isFetching || !mayAsk) return { status: "finding" };
    // A fault of the kit's own, never an answer: the query has no data.
    if (data === undefined) return { status: "unavailable", reason: "unreachable", retry };
    return data.status === "found" ? data : { ...data, retry };
  }, [data, isFetching, mayAsk, retry]);
}

/** The discovery that the app gives for this homeserver. */
function useGiven(
  input: string | Homeserver,
  { discovery, trust = "listed", methods }: UseHomeserverOptions,
): Discovery | undefined {
  const isOfThis = discovery !== undefined && isDiscoveryOf(discovery, input, trust);
  const given = isOfThis ? discovery : undefined;
  const wanted = methods?.join();
  return useMemo(
    () => given && withAllowedMethods(given, { trust, methods: wanted?.split(",") }),
    [given, trust, wanted],
  );
}

/** A shorter wait, in ms, is waited for and not told. */
const shortestTold = 2_000;

/** The time in ms for which the homeserver answers nothing more. */
function limitOf(found: Discovery, clock: Clock): number | undefined {
  const retryAt = found.status === "unavailable" ? found.retryAt : undefined;
  return retryAt === undefined ? undefined : Math.max(0, retryAt - clock.now());
}

/** Resolves after a while, or as soon as the reads end. */
function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.wait(ms, resolve);
    const end = () => {
      stop();
      resolve();
    };
    signal.addEventListener("abort", end, { once: true });
  });
}
