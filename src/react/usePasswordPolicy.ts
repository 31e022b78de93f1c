"use client";
import { useQuery } from "@tanstack/react-query";
import type { Homeserver } from "../discovery/homeserver.js";
import { assertHomeserver } from "../discovery/parseHomeserverInput.js";
import { type PasswordPolicy, passwordPolicy } from "../protocol/endpoints/passwordPolicy.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import type { Fetch } from "../protocol/wire/request.js";
import { useReads } from "./useReads.js";

export interface UsePasswordPolicyOptions {
  /** How far the homeserver is trusted. Default `"listed"`. */
  trust?: Trust | undefined;
  fetch?: Fetch | undefined;
  /** Whether to ask at all. Default true. */
  enabled?: boolean;
}

/**
 * What the homeserver wants of a password, to be shown beside the field. `undefined` while it is not
 * known and where it is never told: the homeserver has the last word either way.
 */
export function usePasswordPolicy(
  homeserver: Homeserver,
  { trust = "listed", fetch, enabled = true }: UsePasswordPolicyOptions = {},
): PasswordPolicy | undefined {
  assertHomeserver(homeserver, trust);
  const { client, signal } = useReads();
  const { baseUrl } = homeserver;
  const { data } = useQuery(
    {
      queryKey: ["passwordPolicy", baseUrl],
      queryFn: () => passwordPolicy({ baseUrl, signal, fetch }),
      enabled,
    },
    client,
  );
  return data;
}
