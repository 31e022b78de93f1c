"use client";
import { useQuery } from "@tanstack/react-query";
import { type Homeserver, identityOf } from "../discovery/homeserver.js";
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
 * Whether the registration token of an invitation is valid now; `undefined` until the homeserver has
 * answered, and where it does not tell. A component asks once, and keeps only the answer: the token is a
 * secret. Give another token another `key`.
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
      queryKey: ["registrationTokenValidity", identityOf({ homeserver, trust })],
      queryFn: () => registrationTokenValid(read, { baseUrl, signal, fetch }),
      enabled: enabled && isSayable,
    },
    client,
  );
  return enabled && !isSayable && read !== "" ? false : data;
}
