import { hostOf } from "../protocol/guards/identifiers.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import type { Homeserver } from "./homeserver.js";

/**
 * How the kit knows that an account server makes the accounts of a homeserver. `own`: the app's own
 * homeserver says so. `sameSite`: both are on one site. `named`: the app names the issuer. `none`: only
 * the homeserver says so, which any homeserver can say of any account server.
 */
export type AccountServerBinding = "own" | "sameSite" | "named" | "none";

/**
 * Establishes whether an account server and a homeserver belong together. Without that, an access token
 * of the one must not reach the other.
 * @param issuer URL of the account server; it has passed the guard
 * @param issuers issuers that the app names; they count under `listed` only
 * @throws when the public suffix list cannot be loaded
 */
export async function bindAccountServer(
  issuer: string,
  { baseUrl, serverName }: Homeserver,
  trust: Trust,
  issuers: readonly string[] = [],
): Promise<AccountServerBinding> {
  if (trust === "own") return "own";
  const host = new URL(issuer).hostname;
  const names = serverName === undefined ? [] : [new URL(`https://${hostOf(serverName)}`).hostname];
  const hosts = [new URL(baseUrl).hostname, ...names];
  if (hosts.includes(host)) return "sameSite";
  const { isSameSite } = await import("./site.js");
  if (hosts.some((each) => isSameSite(each, host))) return "sameSite";
  return trust === "listed" && issuers.some((each) => isSameIssuer(each, issuer))
    ? "named"
    : "none";
}

/** Whether an issuer is the one that the app names, with or without the slash of an empty path. */
function isSameIssuer(named: string, issuer: string): boolean {
  try {
    return new URL(named).href === new URL(issuer).href;
  } catch {
    return false;
  }
}
