import { refuseForNow } from "../server/answers.js";
import { type FakeClock, pause } from "../server/clock.js";

const windowMs = 2000;
const sleepMs = 1000;

/**
 * The limiter of `/register/available`.
 *
 * One request in two seconds is answered at once; others sleep for a second. One is handled at a
 * time. While more than one sleeps or queues, new ones are refused.
 */
export function createQueueLimiter(clock: FakeClock): <T>(work: () => T) => Promise<T> {
  let arrivals: number[] = [];
  let waiting = 0;
  let working = false;
  const queue: (() => void)[] = [];

  return async (work) => {
    const now = clock.now();
    arrivals = arrivals.filter((arrival) => now - arrival < windowMs);
    if (waiting > 1) refuseForNow(windowMs, 0);
    arrivals.push(now);
    waiting += 1;
    if (arrivals.length > 1) await pause(clock, sleepMs);
    if (working) {
      await new Promise<void>((resolve) => {
        queue.push(resolve);
      });
    }
    waiting -= 1;
    working = true;
    try {
      return work();
    } finally {
      working = false;
      queue.shift()?.();
    }
  };
}
