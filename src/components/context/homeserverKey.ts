import type { Homeserver } from "../../discovery/homeserver.js";

/** The identity of a homeserver: one base URL may serve several server names. */
export function homeserverKey({ baseUrl, serverName }: Homeserver): string {
  return JSON.stringify([baseUrl, serverName]);
}
