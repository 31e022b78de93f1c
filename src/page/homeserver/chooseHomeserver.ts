import type { Homeserver } from "../../discovery/homeserver.js";
import { nameAmong } from "../../discovery/nameAmong.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { PageConfig } from "../config/pageConfig.js";

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
  // Any link may name a homeserver. The page asks it nothing before the visitor has agreed to the
  // name that is asked, in its one spelling.
  if (linked !== undefined && config.allowAnyHomeserver) {
    return { ask: true, prefill: nameAmong([], true, linked)?.name ?? linked, linked: true };
  }
  const [first, ...others] = homeserversOf(config);
  if (config.homeserver === undefined && (first === undefined || others.length > 0)) {
    return { ask: true, prefill: "", linked: false };
  }
  const only = first === undefined ? undefined : listedHomeserver(config, first);
  return only === undefined ? { ask: true, prefill: "", linked: false } : { use: only };
}

/** The homeserver that a visitor named: as it is listed, or any other if that is allowed. */
export function namedHomeserver(config: PageConfig, text: string): ChosenHomeserver | undefined {
  const listed = listedHomeserver(config, text);
  if (listed !== undefined) return listed;
  const named = nameAmong([], config.allowAnyHomeserver, text);
  return named === undefined ? undefined : { homeserver: named.name, trust: "any" };
}

/** Whether the homeserver that a link asks for, if it does, is the chosen one. */
export function isAskedFor(
  config: PageConfig,
  linked: string | undefined,
  { homeserver }: ChosenHomeserver,
): boolean {
  if (linked === undefined) return true;
  const meant = namedHomeserver(config, linked);
  return meant !== undefined && baseOf(meant.homeserver) === baseOf(homeserver);
}

/** The page's client ID at the account pages of a homeserver: it has one at its own homeserver only. */
export function clientIdAt(
  config: PageConfig,
  { homeserver }: ChosenHomeserver,
): string | undefined {
  const own =
    config.homeserver === undefined ? undefined : listedHomeserver(config, config.homeserver);
  if (own === undefined || baseOf(own.homeserver) !== baseOf(homeserver)) return undefined;
  return config.oauthClientId;
}

function baseOf(homeserver: string | Homeserver): string {
  return typeof homeserver === "string" ? homeserver : homeserver.baseUrl;
}

/** All that are named in the configuration, the first one first, by its server name where that is known. */
export function homeserversOf(config: PageConfig): readonly string[] {
  const { homeserver, serverName = homeserver, homeservers } = config;
  return [...new Set(homeserver === undefined ? homeservers : [serverName, ...homeservers])].filter(
    (name) => name !== undefined,
  );
}

function listedHomeserver(config: PageConfig, text: string): ChosenHomeserver | undefined {
  const { homeserver, serverName, homeservers, trust } = config;
  const main = [homeserver, serverName].filter((name) => name !== undefined);
  const listed = nameAmong([...main, ...homeservers], false, text);
  if (listed === undefined) return undefined;
  const isMain = homeserver !== undefined && main.includes(listed.name);
  const named = { baseUrl: homeserver ?? "", serverName: serverName ?? "" };
  return {
    homeserver: isMain && serverName !== undefined ? named : listed.name,
    trust,
  };
}
