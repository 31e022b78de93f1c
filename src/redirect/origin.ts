import * as v from "valibot";
import type { Homeserver } from "../discovery/homeserver.js";
import { tabStorage } from "../uia/browser/tabStorage.js";
import { text } from "./stored.js";

/** Where the user left the page, so that they can start again there. */
export interface RedirectOrigin {
  readonly homeserver: Homeserver;
  /** The name that they typed, or were invited with. */
  readonly username?: string | undefined;
}

/** Remembers the origin in the tab. Nothing in it is secret. */
export function keepOrigin(origin: RedirectOrigin): void {
  try {
    tabStorage()?.setItem(key, JSON.stringify(origin));
  } catch {
    // A storage that is full remembers nothing.
  }
}

/** Takes the newest origin out of the tab. */
export function takeOrigin(): RedirectOrigin | null {
  try {
    const storage = tabStorage();
    const json = storage?.getItem(key) ?? "null";
    storage?.removeItem(key);
    const result = v.safeParse(originSchema, JSON.parse(json));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/**
 * The address of this page without its query and fragment, which are no business of other servers. Empty
 * where there is no page.
 */
export function thisPage(): string {
  return typeof location === "undefined" ? "" : `${location.origin}${location.pathname}`;
}

const key = "matrix-register-kit.origin";
/** @internal */
export const originSchema = v.object({
  homeserver: v.object({ baseUrl: text, serverName: v.exactOptional(text) }),
  username: v.optional(text),
});
