"use client";
import { useSyncExternalStore } from "react";

/** Whether the page works: false in what a server rendered, until React has taken it over. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}

function neverChanges(): () => void {
  return () => undefined;
}
