import type { Clock } from "../machine/types.js";

/** The one wait of a registration. A new wait replaces the one before. */
export function createTimer(clock: Clock) {
  let stop = (): void => undefined;
  return {
    /** Calls back after `ms`. A wait of 0 ms does not go through the clock. */
    wait(ms: number, callback: () => void): void {
      stop();
      stop = ms > 0 ? clock.wait(ms, callback) : soon(callback);
    },
    stop(): void {
      stop();
    },
  };
}

function soon(callback: () => void): () => void {
  let isWanted = true;
  queueMicrotask(() => {
    if (isWanted) callback();
  });
  return () => {
    isWanted = false;
  };
}
