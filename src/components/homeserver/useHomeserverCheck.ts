"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { discoverHomeserver } from "../../discovery/discoverHomeserver.js";
import type { Discovery } from "../../discovery/methods.js";
import type { UseHomeserverOptions } from "../../react/useHomeserver.js";
import type { Reads } from "../../react/useReads.js";
import { systemClock } from "../../uia/browser/clock.js";

export type HomeserverCheck = { readonly status: "idle" | "checking" } | Discovery;

/** The pause after the last key, in ms. */
const pause = 600;

/**
 * Checks a homeserver whose name is being typed: after a pause, until the name changes. Results are kept
 * while the component is mounted. They are advice; `null` asks nothing.
 */
export function useHomeserverCheck(
  { client }: Reads,
  name: string | null,
  { trust = "any", issuers, methods, fetch, clock = systemClock }: UseHomeserverOptions = {},
): HomeserverCheck {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    if (name === null) return undefined;
    const timer = setTimeout(setSettled, pause, name);
    return () => clearTimeout(timer);
  }, [name]);
  const isSettled = name !== null && settled === name;
  const { data, isFetching } = useQuery(
    {
      queryKey: ["homeserver", trust, issuers, methods, name],
      queryFn: ({ signal }) =>
        discoverHomeserver(name ?? "", {
          trust,
          issuers,
          methods,
          signal,
          fetch,
          now: () => clock.now(),
        }),
      enabled: isSettled,
    },
    client,
  );
  if (!isSettled) return { status: "idle" };
  return isFetching ? { status: "checking" } : (data ?? { status: "idle" });
}
