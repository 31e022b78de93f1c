import { attempt } from "./attempt.js";

/** The part of `Storage` that is used. */
export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** The tab's `sessionStorage`; `null` where the browser has none or its settings forbid it. */
export function tabStorage(): TabStorage | null {
  return attempt(
    () => (Reflect.get(globalThis, "sessionStorage") as TabStorage | null | undefined) ?? null,
    null,
  );
}
