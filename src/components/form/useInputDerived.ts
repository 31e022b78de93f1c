"use client";
import { useCallback, useSyncExternalStore } from "react";

/**
 * What there is to say of what is typed into an input. React is told that, never the text itself; so
 * `read` is to return something small that is compared by value.
 */
export function useInputDerived<Said extends string | boolean>(
  input: HTMLInputElement | null,
  read: (text: string) => Said,
): Said {
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
