import type { Homeserver } from "../discovery/homeserver.js";

/** What to call a homeserver: its server name, or else the host of its base URL. */
export function homeserverName(homeserver: string | Homeserver): string {
  const { serverName, baseUrl } =
    typeof homeserver === "string" ? { serverName: undefined, baseUrl: homeserver } : homeserver;
  return serverName ?? (/^https?:/i.test(baseUrl) ? hostOf(baseUrl) : baseUrl);
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
