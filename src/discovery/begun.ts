import { type DiscoverHomeserverOptions, discoverHomeserver } from "./discoverHomeserver.js";
import type { Homeserver } from "./homeserver.js";
import type { Discovery } from "./methods.js";

type Input = string | Homeserver;
/** The options that decide the answer. The others are the caller's own. */
type Deciding = Pick<DiscoverHomeserverOptions, "trust" | "issuers" | "methods" | "fetch">;

const begun = new Map<string, Promise<Discovery>>();

/** Begins a discovery before the code that shows its result is loaded. */
export function beginDiscovery(input: Input, { trust }: Pick<Deciding, "trust">): void {
  begun.set(keyOf(input, trust), discoverHomeserver(input, { trust }));
}

/** Takes a discovery that was begun with the same options, so that no question is asked twice. */
export function takeDiscovery(
  input: Input,
  { trust, issuers, methods, fetch }: Deciding,
): Promise<Discovery> | undefined {
  if (issuers !== undefined || methods !== undefined || fetch !== undefined) return undefined;
  const key = keyOf(input, trust);
  const discovery = begun.get(key);
  begun.delete(key);
  return discovery;
}

function keyOf(input: Input, trust: Deciding["trust"]): string {
  const { baseUrl, serverName } =
    typeof input === "string" ? { baseUrl: input, serverName: null } : input;
  return JSON.stringify([trust, baseUrl, serverName]);
}
