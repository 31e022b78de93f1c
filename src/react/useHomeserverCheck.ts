"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { discoverHomeserver } from "../discovery/discoverHomeserver.js";
import { parseHomeserverInput } from "../discovery/parseHomeserverInput.js";
import type { Discovery } from "../discovery/ways.js";
import type { UseHomeserverOptions } from "./useHomeserver.js";
import type { Reads } from "./useReads.js";

export type HomeserverCheck = { readonly status: "idle" | "checking" } | Discovery;

/** ms without a key being pressed: about as long as it takes to be sure that a name is written. */
const pause = 600;

/**
 * What is known of a homeserver whose name is being typed: asked after a pause, given up when the name
 * changes, remembered. Advice alone; `null` asks nothing.
 */
export function useHomeserverCheck(
  { client }: Reads,
  typed: string | null,
  { trust = "any", fetch }: UseHomeserverOptions = {},
): HomeserverCheck {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    if (typed === null) return undefined;
    const timer = setTimeout(setSettled, pause, typed);
    return () => clearTimeout(timer);
  }, [typed]);
  const input = typed !== null && settled === typed ? typed.trim() : "";
  const isName = input !== "" && parseHomeserverInput(input, trust) !== undefined;
  const { data, isFetching } = useQuery(
    {
      queryKey: ["homeserver", trust, input],
      queryFn: ({ signal }) => discoverHomeserver(input, { trust, signal, fetch }),
      enabled: isName,
    },
    client,
  );
  if (!isName) return { status: "idle" };
  return isFetching ? { status: "checking" } : (data ?? { status: "idle" });
}
