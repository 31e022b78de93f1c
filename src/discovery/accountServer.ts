import { hostOf } from "../protocol/guards/identifiers.js";
import { parseServerUrl, type Trust } from "../protocol/guards/safeUrl.js";
import type { AuthServer } from "./checkServer.js";
import type { Homeserver } from "./homeserver.js";

/**
 * How the kit knows that an account server makes the accounts of a homeserver. `own`: the app's own
 * homeserver says so. `sameSite`: both are on one site. `named`: the app names the issuer. `none`: only
 * the homeserver says so, which any homeserver can say of any account server.
 */
export type AccountServerBinding = "own" | "sameSite" | "named" | "none";

/**
 * Establishes whether an account server and a homeserver belong together. Without that, an access token
 * of the one must not reach the other. An account server is bound only as a whole: with all of its
 * endpoints on the issuer's site.
 * @param issuers issuers that the app names; they count under `listed` only
 * @throws when the public suffix list cannot be loaded
 */
export async function bindAccountServer(
  server: AuthServer,
  { baseUrl, serverName }: Homeserver,
  trust: Trust,
  issuers: readonly string[] = [],
): Promise<AccountServerBinding> {
  if (trust === "own") return "own";
  const host = new URL(server.issuer).hostname;
  const endpoints = hostsOf(
    server.authorizationEndpoint,
    server.tokenEndpoint,
    server.registrationEndpoint,
    server.revocationEndpoint,
  );
  // A server name need not be a host name: `1.2.3.999` is none.
  const name = serverName && parseServerUrl(`https://${hostOf(serverName)}`, trust);
  const hosts = hostsOf(baseUrl, name);
  if (hosts.includes(host) && endpoints.every((each) => each === host)) return "sameSite";
  const { isSameSite } = await import("./site.js");
  // One host above another is another site, if a public suffix lies between them.
  if (!endpoints.every((each) => isSameSite(each, host))) return "none";
  if (hosts.some((each) => isSameSite(each, host))) return "sameSite";
  return trust === "listed" && issuers.some((each) => isSameIssuer(each, server.issuer))
    ? "named"
    : "none";
}

function hostsOf(...urls: readonly (string | undefined)[]): readonly string[] {
  return urls.flatMap((url) => (url ? [new URL(url).hostname] : []));
}

/** Whether an issuer is the one that the app names, with or without the slash of an empty path. */
function isSameIssuer(named: string, issuer: string): boolean {
  try {
    return new URL(named).href === new URL(issuer).href;
  } catch {
    return false;
  }
}
