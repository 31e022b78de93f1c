import type { Trust } from "../protocol/guards/safeUrl.js";
import { checkServer } from "./checkServer.js";
import type { Homeserver } from "./homeserver.js";
import type { Discovery, SignUpMethod } from "./methods.js";
import { parseHomeserverInput } from "./parseHomeserverInput.js";

/** Whether a discovery that the app gives is that of the homeserver, which may be asked under the trust. */
export function isDiscoveryOf(
  { homeserver: found }: Discovery,
  input: string | Homeserver,
  trust: Trust,
): boolean {
  const named = parseHomeserverInput(input, trust);
  const known = found && parseHomeserverInput(found, trust);
  if (named === undefined || known?.named !== "baseUrl") return false;
  const { baseUrl, serverName } = known.homeserver;
  if (named.named === "serverName") return named.serverName === serverName;
  const { homeserver } = named;
  if (homeserver.serverName !== undefined && homeserver.serverName !== serverName) return false;
  if (trimmed(homeserver.baseUrl) === trimmed(baseUrl)) return true;
  // The address of a site stands for the server name that is its host.
  return typeof input === "string" && new URL(homeserver.baseUrl).host === serverName;
}

/** Leaves out the methods that the app does not want, and account pages that the trust does not allow. */
export function withAllowedMethods(
  discovery: Discovery,
  { trust, methods: wanted }: { trust: Trust; methods: readonly string[] | undefined },
): Discovery {
  if (discovery.status === "unavailable") return discovery;
  const { homeserver, preferred } = discovery;
  const methods = discovery.methods.filter(
    (method) =>
      (wanted?.includes(method.type) ?? true) && isAllowed(method, homeserver.baseUrl, trust),
  );
  const [first] = methods;
  return first === undefined
    ? { status: "unavailable", reason: "unsupported", homeserver }
    : { ...discovery, methods, preferred: methods.includes(preferred) ? preferred : first };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, "");
}

/** Whether account pages may be offered. Under `any` those on another site may not. */
function isAllowed(method: SignUpMethod, baseUrl: string, trust: Trust): boolean {
  if (method.type !== "oauth") return true;
  if (trust === "any" && method.isOnOtherSite) return false;
  return "server" in checkServer(method.metadata, baseUrl, trust);
}
