"use client";
import { useEffect, useRef } from "react";

/** Acts once the run of another homeserver is there than the last time: not when the same one is back. */
export function useOnHomeserver(baseUrl: string | undefined, act: () => void): void {
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (baseUrl === undefined || last.current === baseUrl) return;
    last.current = baseUrl;
    act();
  });
}
