"use client";
import { useEffect, useReducer } from "react";
import type { Clock } from "../../uia/machine/types.js";

/** The ms left until a time, told anew every second; 0 when it has come or there is none. */
export function useCountdown(clock: Clock, until: number | undefined): number {
  const [, tell] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (until === undefined) return undefined;
    let stop = (): void => undefined;
    const wait = () => {
      const left = until - clock.now();
      // Up to the next full second, so that no second is skipped or told twice.
      if (left > 0) {
        stop = clock.wait(left % 1_000 || 1_000, () => {
          tell();
          wait();
        });
      }
    };
    wait();
    return () => {
      stop();
    };
  }, [clock, until]);
  return until === undefined ? 0 : Math.max(0, until - clock.now());
}
