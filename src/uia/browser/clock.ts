import type { Clock } from "../machine/types.js";

/** The time of the machine it runs on. */
export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
