import * as v from "valibot";
import type { MethodType } from "../../discovery/methods.js";
import { tabStorage } from "../../uia/browser/tabStorage.js";

const keyOf = (homeserver: string) => `matrix-register-kit.method.${homeserver}`;
/** Lifetime of a choice in ms. */
const lifetime = 30 * 60_000;

/** Remembers in the tab by which method the user makes an account on a homeserver. */
export function keepChosenMethod(homeserver: string, type: MethodType): void {
  try {
    tabStorage()?.setItem(keyOf(homeserver), JSON.stringify({ type, at: Date.now() }));
  } catch {
    // A storage that is full remembers nothing.
  }
}

/** Finds the method that was chosen on a homeserver, before the page was loaded again. */
export function readChosenMethod(homeserver: string): MethodType | null {
  try {
    const { output, success } = v.safeParse(
      schema,
      JSON.parse(tabStorage()?.getItem(keyOf(homeserver)) ?? "null"),
    );
    return success && Date.now() - output.at <= lifetime ? output.type : null;
  } catch {
    return null;
  }
}

const schema = v.object({
  type: v.picklist(["uia", "oauth", "sso"]),
  at: v.number(),
});
