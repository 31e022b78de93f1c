"use client";
import { useEffect, useState } from "react";
import type { Clock } from "../../uia/machine/types.js";

/** True once something has run longer than `afterMs`. */
export function useIsSlow(isRunning: boolean, afterMs: number, clock: Clock): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isRunning) return undefined;
    const stop = clock.wait(afterMs, () => {
      setIsSlow(true);
    });
    return () => {
      stop();
      setIsSlow(false);
    };
  }, [isRunning, afterMs, clock]);
  return isRunning && isSlow;
}
