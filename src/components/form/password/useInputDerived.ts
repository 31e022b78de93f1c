"use client";
import { useCallback, useSyncExternalStore } from "react";

/**
 * A value derived from an input's text, so that React never holds the text itself. `read` returns a
 * small value, which is compared by value.
 */
export function useInputDerived<Derived extends string | boolean>(
  input: HTMLInputElement | null,
  read: (text: string) => Derived,
): Derived {
  const subscribe = useCallback(
    (listener: () => void) => {
      input?.addEventListener("input", listener);
      return () => input?.removeEventListener("input", listener);
    },
    [input],
  );
  return useSyncExternalStore(
    subscribe,
    () => read(input?.value ?? ""),
    () => read(""),
  );
}
