import type { Homeserver } from "../discovery/homeserver.js";
import { parseHomeserverInput } from "../discovery/parseHomeserverInput.js";
import type { Trust } from "../protocol/safeUrl.js";
import type { PageConfig } from "./pageConfig.js";

/** A homeserver to make an account on, and how far it is trusted. */
export interface ChosenHomeserver {
  readonly homeserver: string | Homeserver;
  readonly trust: Trust;
}

export type HomeserverChoice =
  | { readonly use: ChosenHomeserver }
  /** The visitor has to name or confirm one first. `linked`: `prefill` came with the address. */
  | { readonly ask: true; readonly prefill: string; readonly linked: boolean };

/** Which homeserver the page begins with. `linked` is what the address asks for. */
export function chooseHomeserver(config: PageConfig, linked: string | undefined): HomeserverChoice {
  const listed = linked === undefined ? undefined : listedHomeserver(config, linked);
  if (listed !== undefined) return { use: listed };
  // Anybody can write a link. Its homeserver is asked nothing before the visitor has agreed.
  if (linked !== undefined && config.allowAnyHomeserver) {
    return { ask: true, prefill: linked, linked: true };
  }
  const [first, ...others] = homeserversOf(config);
  if (config.homeserver === undefined && (first === undefined || others.length > 0)) {
    return { ask: true, prefill: "", linked: false };
  }
  const only = first === undefined ? undefined : listedHomeserver(config, first);
  return only === undefined ? { ask: true, prefill: "", linked: false } : { use: only };
}

/** What a visitor named: as it is listed, or any other where that is allowed. */
export function namedHomeserver(config: PageConfig, input: string): ChosenHomeserver | undefined {
  const listed = listedHomeserver(config, input);
  if (listed !== undefined) return listed;
  if (!config.allowAnyHomeserver || parseHomeserverInput(input, "any") === undefined) {
    return undefined;
  }
  return { homeserver: input.trim(), trust: "any" };
}

/** All that are named in the configuration, the first one first, by its server name where that is known. */
export function homeserversOf(config: PageConfig): readonly string[] {
  const { homeserver, serverName = homeserver, homeservers } = config;
  return [...new Set(homeserver === undefined ? homeservers : [serverName, ...homeservers])].filter(
    (name) => name !== undefined,
  );
}

function listedHomeserver(config: PageConfig, input: string): ChosenHomeserver | undefined {
  const { homeserver, serverName, trust } = config;
  const wanted = normal(input, trust);
  if (wanted === undefined) return undefined;
  const isMain =
    homeserver !== undefined &&
    (wanted === normal(homeserver, trust) ||
      (serverName !== undefined && wanted === normal(serverName, trust)));
  if (isMain) {
    const main = serverName === undefined ? homeserver : { baseUrl: homeserver, serverName };
    return { homeserver: main, trust };
  }
  const other = config.homeservers.find((each) => normal(each, trust) === wanted);
  return other === undefined ? undefined : { homeserver: other, trust };
}

function normal(input: string, trust: Trust): string | undefined {
  const named = parseHomeserverInput(input, trust);
  if (named === undefined) return undefined;
  return named.named === "serverName"
    ? named.serverName.toLowerCase()
    : named.homeserver.baseUrl.replace(/\/+$/, "");
}
