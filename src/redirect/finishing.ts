import * as v from "valibot";
import { tabStorage } from "../uia/browser/tabStorage.js";
import { keepOrigin, originSchema, type RedirectOrigin } from "./origin.js";

/** Remembers in the tab that a return is being finished. A reload in between loses its code for good. */
export function keepFinishing(method: "oauth" | "sso", origin: RedirectOrigin | null): void {
  try {
    tabStorage()?.setItem(key, JSON.stringify({ method, origin, at: Date.now() }));
  } catch {
    // A storage that is full remembers nothing.
  }
}

export function forgetFinishing(): void {
  try {
    tabStorage()?.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}

/** Finds the return that was being finished before a reload, and keeps its origin as before. */
export function takeFinishing(): "oauth" | "sso" | null {
  try {
    const result = v.safeParse(schema, JSON.parse(tabStorage()?.getItem(key) ?? "null"));
    forgetFinishing();
    if (!result.success) return null;
    const { method, origin, at } = result.output;
    if (Date.now() - at > lifetime) return null;
    if (origin !== null) keepOrigin(origin);
    return method;
  } catch {
    return null;
  }
}

const key = "matrix-register-kit.finishing";
/** The time in ms in which the user may come back to what was lost. */
const lifetime = 30 * 60_000;

const schema = v.object({
  method: v.picklist(["oauth", "sso"]),
  origin: v.nullable(originSchema),
  at: v.number(),
});
