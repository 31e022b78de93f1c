import { isServerName, normalServerName, parseUserId } from "../protocol/identifiers.js";
import { parseServerUrl, type Trust } from "../protocol/safeUrl.js";
import type { Homeserver } from "./homeserver.js";

/** What was named: where to ask, or what to look up. */
export type HomeserverInput =
  | { readonly named: "baseUrl"; readonly homeserver: Homeserver }
  | { readonly named: "serverName"; readonly serverName: string };

/**
 * Reads a base URL, a server name, a user ID or a homeserver as a host wrote it. `undefined` for
 * anything else, so that nothing is asked of an address nobody meant (`matrix.org@evil.example`).
 */
export function parseHomeserverInput(
  input: string | Homeserver,
  trust: Trust,
): HomeserverInput | undefined {
  if (typeof input !== "string") {
    const baseUrl = parseBaseUrl(input.baseUrl, trust);
    if (baseUrl === undefined) return undefined;
    if (input.serverName === undefined) return { named: "baseUrl", homeserver: { baseUrl } };
    const serverName = parseServerName(input.serverName);
    if (serverName === undefined) return undefined;
    return { named: "baseUrl", homeserver: { baseUrl, serverName } };
  }
  const text = input.trim();
  if (/^https?:/i.test(text)) {
    const baseUrl = parseBaseUrl(text, trust);
    return baseUrl === undefined ? undefined : { named: "baseUrl", homeserver: { baseUrl } };
  }
  const serverName = parseServerName(
    text.startsWith("@") ? (parseUserId(text)?.serverName ?? "") : text,
  );
  if (serverName === undefined) return undefined;
  if (parseBaseUrl(`https://${serverName}`, trust) === undefined) return undefined;
  return { named: "serverName", serverName };
}

function parseServerName(text: string): string | undefined {
  return isServerName(text) ? normalServerName(text) : undefined;
}

/** A base URL that may be asked under this trust: by the guard, and with nothing after its path. */
export function parseBaseUrl(text: unknown, trust: Trust): string | undefined {
  const url = parseServerUrl(text, trust);
  // An empty query is one too: a path behind it would be none.
  return url === undefined || /[?#]/.test(url) ? undefined : url;
}
