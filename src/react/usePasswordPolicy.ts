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
 * The homeserver's rules for a password, to show beside the field. `undefined` until it has answered,
 * and where it tells none. It may refuse a password beyond these rules.
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
      // Public rules: they are the same whatever the trust.
      queryKey: ["passwordPolicy", baseUrl],
      queryFn: () => passwordPolicy({ baseUrl, signal, fetch }),
      enabled,
    },
    client,
  );
  return data;
}
