"use client";
import { useQuery } from "@tanstack/react-query";
import type { Homeserver } from "../discovery/homeserver.js";
import { lacksFallbackPage } from "../protocol/endpoints/fallbackPage.js";
import type { Fetch } from "../protocol/wire/request.js";
import { useReads } from "./useReads.js";

/** Whether the homeserver has no page of its own for a stage; false until it says so, or without a stage. */
export function useLacksFallbackPage(
  authType: string | undefined,
  { homeserver, fetch }: { homeserver: Homeserver | undefined; fetch: Fetch | undefined },
): boolean {
  const { client, signal } = useReads();
  const baseUrl = homeserver?.baseUrl ?? "";
  const { data = false } = useQuery(
    {
      queryKey: ["fallbackPage", baseUrl, authType],
      queryFn: () => lacksFallbackPage(authType ?? "", { baseUrl, signal, fetch }),
      enabled: homeserver !== undefined && authType !== undefined,
    },
    client,
  );
  return data;
}
