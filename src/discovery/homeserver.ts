import type { Trust } from "../protocol/guards/safeUrl.js";
import type { AccountKind } from "./account.js";

/** A homeserver: where its API answers, and its name if that is known. */
export interface Homeserver {
  /** Base URL of the client-server API, with or without a slash at its end. */
  readonly baseUrl: string;
  /** The name in user IDs. A base URL does not tell it. */
  readonly serverName?: string;
}

/**
 * The identity of a registration. One base URL may serve several server names, and the trust decides
 * what may be sent. What belongs to one identity never goes to another.
 */
export function identityOf({
  homeserver: { baseUrl, serverName },
  trust = "any",
  kind = "user",
}: {
  readonly homeserver: Homeserver;
  readonly trust?: Trust | undefined;
  readonly kind?: AccountKind | undefined;
}): string {
  return JSON.stringify([baseUrl, serverName, trust, kind]);
}
