import type { Homeserver } from "../../discovery/homeserver.js";
import { parseHomeserverInput } from "../../discovery/parseHomeserverInput.js";
import { hostOf } from "../../protocol/guards/identifiers.js";

/** The name of a homeserver: its server name, or else the host of its base URL; in ASCII. */
export function homeserverName(homeserver: string | Homeserver): string {
  const named = parseHomeserverInput(homeserver, "own");
  if (named?.named === "serverName") return named.serverName;
  if (named !== undefined) {
    const { serverName, baseUrl } = named.homeserver;
    return serverName ?? new URL(baseUrl).host;
  }
  return typeof homeserver === "string" ? homeserver : homeserver.baseUrl;
}

/** The host of a homeserver, if it differs from its server name. */
export function hostBesideName({ serverName, baseUrl }: Homeserver): string | undefined {
  const { host, hostname } = new URL(baseUrl);
  return serverName === undefined || hostname === hostOf(serverName) ? undefined : host;
}

/** The host of a homeserver, if it is outside of its server name, and so may have another owner. */
export function hostElsewhere(homeserver: Homeserver): string | undefined {
  const host = hostBesideName(homeserver);
  const isBelow = host?.endsWith(`.${homeserver.serverName}`) === true;
  return isBelow ? undefined : host;
}
