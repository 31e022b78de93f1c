declare const safe: unique symbol;
/** An absolute URL that passed the guard and may become a link or a request. */
export type SafeUrl = string & { readonly [safe]: true };

/**
 * The trust in a homeserver.
 * - `any`: a visitor may have typed it.
 * - `listed`: the app named it.
 * - `own`: it belongs to the app. Only `own` may use `http:` or a loopback, private or link-local
 * address.
 */
export type Trust = "any" | "listed" | "own";

const maxLength = 2048;

/**
 * The one guard before a server's text becomes a link or a request.
 *
 * Takes an absolute `https:` URL of at most 2,048 characters without user info; under `own` also
 * `http:`.
 * Refuses loopback, private and link-local hosts and names of the local network, except under
 * `own`.
 * Returns the URL in normal form, its host in ASCII; `undefined` if it is refused.
 */
export function parseServerUrl(text: unknown, trust: Trust = "any"): SafeUrl | undefined {
  // The URL parser mends what is refused here: it drops tabs and line ends, reads `\` as `/`,
  // adds missing slashes, and drops an empty user.
  if (typeof text !== "string" || text.length > maxLength) return undefined;
  if (!/^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(text) || /[\s\\\p{C}]/u.test(text)) return undefined;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return undefined;
  }
  const { href, protocol, hostname } = url;
  if (trust !== "own" && (protocol !== "https:" || !isPublicHost(hostname))) return undefined;
  return href.length > maxLength ? undefined : (href as SafeUrl);
}

/**
 * As {@link parseServerUrl}, for a person to be contacted: `mailto:` with one plain address and
 * nothing else is taken too.
 */
export function parseContactUrl(text: unknown, trust: Trust = "any"): SafeUrl | undefined {
  if (typeof text !== "string" || !/^mailto:/i.test(text)) return parseServerUrl(text, trust);
  const [, address] = /^mailto:([\w.+-]{1,64}@[A-Za-z0-9.-]{1,255})$/i.exec(text) ?? [];
  return address === undefined ? undefined : (`mailto:${address}` as SafeUrl);
}

/** Whether a host, as the URL parser writes it, is none of the local machine or network. */
function isPublicHost(hostname: string): boolean {
  const host = hostname.replace(/\.+$/, "");
  // Of IPv6 only global unicast; not the blocks that wrap an IPv4 address (Teredo, 6to4).
  if (host.startsWith("[")) return /^\[(?!2001:0?:|2002:)[23][0-9a-f]{3}:/.test(host);
  if (/^[0-9.]+$/.test(host)) return !localIPv4.test(host);
  return host.includes(".") && !localName.test(`.${host}`);
}

const localIPv4 =
  /^(?:0|10|127|169\.254|192\.168|192\.0\.0|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|172\.(?:1[6-9]|2\d|3[01])|198\.1[89]|22[4-9]|2[3-5]\d)\./;
const localName =
  /\.(?:localhost|local|internal|localdomain|intranet|private|corp|home|lan|home\.arpa)$/;
