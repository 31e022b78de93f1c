import { type DiscoverHomeserverOptions, discoverHomeserver } from "./discoverHomeserver.js";
import type { Homeserver } from "./homeserver.js";
import type { Discovery } from "./methods.js";

type Input = string | Homeserver;
/** The options that decide the answer. The others are the caller's own. */
type Deciding = Pick<DiscoverHomeserverOptions, "trust" | "issuers" | "methods" | "fetch">;

interface Begun {
  readonly discovery: Promise<Discovery>;
  /** Its result, once it is there. */
  found?: Extract<Discovery, { status: "found" }>;
}

const begun = new Map<string, Begun>();

/** Begins a discovery before the code that shows its result is loaded. */
export function beginDiscovery(input: Input, { trust }: Pick<Deciding, "trust">): void {
  const entry: Begun = { discovery: discoverHomeserver(input, { trust }) };
  begun.set(keyOf(input, trust), entry);
  void entry.discovery.then((found) => {
    if (found.status === "found") entry.found = found;
  });
}

/** Reads a discovery that was begun with the same options, if it has found something by now. */
export function foundDiscovery(input: Input, options: Deciding): Discovery | undefined {
  return entryFor(input, options)?.found;
}

/** Takes a discovery that was begun with the same options, so that no question is asked twice. */
export function takeDiscovery(input: Input, options: Deciding): Promise<Discovery> | undefined {
  const entry = entryFor(input, options);
  if (entry !== undefined) begun.delete(keyOf(input, options.trust));
  return entry?.discovery;
}

function entryFor(input: Input, { trust, issuers, methods, fetch }: Deciding): Begun | undefined {
  if (issuers !== undefined || methods !== undefined || fetch !== undefined) return undefined;
  return begun.get(keyOf(input, trust));
}

function keyOf(input: Input, trust: Deciding["trust"]): string {
  const { baseUrl, serverName } =
    typeof input === "string" ? { baseUrl: input, serverName: null } : input;
  return JSON.stringify([trust, baseUrl, serverName]);
}
