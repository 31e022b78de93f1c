"use client";
import { useQuery } from "@tanstack/react-query";
import type { Homeserver } from "../discovery/homeserver.js";
import { assertHomeserver } from "../discovery/parseHomeserverInput.js";
import { registrationTokenValid } from "../protocol/endpoints/registrationToken.js";
import {
  isRegistrationToken,
  readRegistrationToken,
} from "../protocol/guards/registrationToken.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import type { Fetch } from "../protocol/wire/request.js";
import { useReads } from "./useReads.js";

export interface UseRegistrationTokenValidityOptions {
  homeserver: Homeserver;
  /** How far the homeserver is trusted. Default `"listed"`. */
  trust?: Trust | undefined;
  fetch?: Fetch | undefined;
  /** Whether to ask at all. Default true. */
  enabled?: boolean;
}

/**
 * Whether a registration token that came with an invitation is good at this moment; `undefined` while
 * that is not known, and where the homeserver does not tell. Asked once for a component: the token is
 * a secret, so that nothing is kept of it but the answer. Give another token another `key`.
 */
export function useRegistrationTokenValidity(
  token: string,
  { homeserver, trust = "listed", fetch, enabled = true }: UseRegistrationTokenValidityOptions,
): boolean | undefined {
  assertHomeserver(homeserver, trust);
  const { client, signal } = useReads();
  const { baseUrl } = homeserver;
  const read = readRegistrationToken(token);
  const isSayable = isRegistrationToken(read);
  const { data } = useQuery(
    {
      queryKey: ["registrationTokenValidity", baseUrl],
      queryFn: () => registrationTokenValid(read, { baseUrl, signal, fetch }),
      enabled: enabled && isSayable,
    },
    client,
  );
  return enabled && !isSayable && read !== "" ? false : data;
}
