"use client";
import { useEffect, useState } from "react";
import type { Clock } from "../../uia/machine/types.js";

/** Whether something has been going on for so long that it wants words. */
export function useIsSlow(isGoingOn: boolean, afterMs: number, clock: Clock): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isGoingOn) return undefined;
    const stop = clock.wait(afterMs, () => {
      setIsSlow(true);
    });
    return () => {
      stop();
      setIsSlow(false);
    };
  }, [isGoingOn, afterMs, clock]);
  return isGoingOn && isSlow;
}
