import * as v from "valibot";
import type { Homeserver } from "../discovery/homeserver.js";

/** For where somebody left the page, so that whoever is not let in can start again there. */
export interface RedirectOrigin {
  readonly homeserver: Homeserver;
  /** The one they typed, or were invited with. */
  readonly username?: string | undefined;
}

/** Remembers it in the tab. There is nothing secret about it. */
export function keepOrigin(origin: RedirectOrigin): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(origin));
  } catch {
    // Where nothing is kept, nobody comes back either.
  }
}

/** What was remembered last, once. */
export function takeOrigin(): RedirectOrigin | null {
  try {
    const json = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    const result = v.safeParse(schema, JSON.parse(json ?? "null"));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

const key = "matrix-register-kit.left-for";
const text = v.pipe(v.string(), v.maxLength(2048));
const schema = v.object({
  homeserver: v.object({ baseUrl: text, serverName: v.exactOptional(text) }),
  username: v.optional(text),
});
