import type { Clock } from "../machine/types.js";

/** The longest time in ms that a timer holds. A longer one would call back at once. */
const longestTimer = 2 ** 31 - 1;

/** The time since the page was opened, added to the time then: it goes on when the clock is set back. */
export const systemClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  wait: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(ms, longestTimer));
    return () => {
      clearTimeout(timer);
    };
  },
};
