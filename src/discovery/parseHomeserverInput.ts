import {
  isAscii,
  isServerName,
  normalServerName,
  parseUserId,
} from "../protocol/guards/identifiers.js";
import { parseServerUrl, type Trust } from "../protocol/guards/safeUrl.js";
import type { Homeserver } from "./homeserver.js";

/** A homeserver by its base URL, or by a server name that is to be looked up. */
export type HomeserverInput =
  | { readonly named: "baseUrl"; readonly homeserver: Homeserver }
  | { readonly named: "serverName"; readonly serverName: string };

/**
 * Reads what a user types or pastes for a homeserver into one spelling: a server name, a base URL, a user
 * ID, or a link to one of these. `undefined` for anything else, such as
 * `matrix.org@evil.example`, so that no address is asked by mistake.
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
  const text = withoutRoute(linkedName(input.replace(ends, "")));
  if (/^https?:/i.test(text)) {
    const baseUrl = parseBaseUrl(spelledUrl(text, trust), trust);
    return baseUrl === undefined || !isServerName(new URL(baseUrl).host)
      ? undefined
      : { named: "baseUrl", homeserver: { baseUrl } };
  }
  const start = text.startsWith("@") ? text.indexOf(":") + 1 : 0;
  const serverName = parseServerName(text.slice(start));
  if (serverName === undefined) return undefined;
  if (start > 0 && parseUserId(text.slice(0, start) + serverName) === undefined) return undefined;
  if (parseBaseUrl(`https://${serverName}`, trust) === undefined) return undefined;
  return { named: "serverName", serverName };
}

/** Blanks, line ends and invisible characters at both ends, as pasted texts have them. */
const ends = /^[\p{Z}\p{Cc}\p{Cf}]+|[\p{Z}\p{Cc}\p{Cf}]+$/gu;

/**
 * Finds the server name in a link to a user or a room. Leaves any other text as it is.
 * https://spec.matrix.org/v1.18/appendices/#uris
 */
function linkedName(text: string): string {
  const [, id] =
    /^https:\/\/matrix\.to\/#\/([^/?]*)/i.exec(text) ??
    /^matrix:(?:u|user|r|room|roomid)\/([^/?#]*)/i.exec(text) ??
    [];
  if (id === undefined) return text;
  const [, serverName] = /^[^:]+:(.+)$/.exec(decoded(id)) ?? [];
  const [, via = ""] = /[?&]via=([^&#]+)/.exec(text) ?? [];
  return serverName ?? decoded(via);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Cuts the slash at the end of a name, and the route of an app (`#/login`). */
function withoutRoute(text: string): string {
  const address = text.replace(/\/(?:\?[^#\s]*)?#\/.*$/, "/");
  return /^https?:/i.test(address) ? address : address.replace(/(?<=[^/])\/$/, "");
}

/** Spells a URL as a base URL. By `http:` there is a homeserver of the app's own alone. */
function spelledUrl(text: string, trust: Trust): string {
  const url = text.replace(/^([a-z]+:\/\/[^/?#]+?)\.(?=(?::\d+)?(?:\/|$))/i, "$1");
  return trust === "own"
    ? url
    : url.replace(/^http:/i, "https:").replace(/^(https:\/\/[^/]+):80(?=\/|$)/, "$1");
}

/** The one spelling of a homeserver, in ASCII: nothing else is shown for it. */
export function spellingOf(input: HomeserverInput): string {
  return input.named === "serverName"
    ? input.serverName
    : input.homeserver.baseUrl.replace(/\/+$/, "");
}

function parseServerName(text: string): string | undefined {
  const ascii = isAscii(text) ? text : inAscii(text);
  return isServerName(ascii) ? normalServerName(ascii) : undefined;
}

/**
 * Spells a server name with letters of other scripts as the URL parser does (`xn--…`). Refuses signs that
 * the parser would drop, or read as something else than a letter.
 */
function inAscii(text: string): string {
  const [, host = "", port = ""] = /^([A-Za-z0-9.\-\P{ASCII}]+?)(:[0-9]+)?$/u.exec(text) ?? [];
  if (host === "" || /[\s\p{C}]/u.test(host)) return "";
  try {
    return new URL(`https://${host}`).hostname + port;
  } catch {
    return "";
  }
}

/**
 * Refuses a homeserver whose base URL must not be asked under this trust. For the doors at which an app
 * gives a homeserver.
 * @throws TypeError
 */
export function assertHomeserver({ baseUrl }: Homeserver, trust: Trust): void {
  if (parseBaseUrl(baseUrl, trust) !== undefined) return;
  throw new TypeError(
    `The base URL of the homeserver cannot be used under trust "${trust}": it has to be an absolute https: URL of a public host, without user, query or fragment. Pass such a URL, or trust "own" for a homeserver of your own.`,
  );
}

/** A base URL that may be asked under this trust: by the guard, and with nothing after its path. */
export function parseBaseUrl(text: unknown, trust: Trust): string | undefined {
  const url = parseServerUrl(text, trust);
  // An empty query is one too: a path behind it would be none.
  return url === undefined || /[?#]/.test(url) ? undefined : url;
}
