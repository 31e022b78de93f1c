"use client";
import { useSyncExternalStore } from "react";

/** Whether React has taken over the page; false in the markup of a server. */
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
