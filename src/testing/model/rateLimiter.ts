import { refuseForNow } from "../server/answers.js";
import type { FakeClock } from "../server/clock.js";

/** A leaky bucket: `burst` actions at once, then `perSecond` of them. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

export interface RateLimiter {
  /** Refuses with 429 when the bucket is full; counts nothing. */
  peek(): void;
  isFull(): boolean;
  /** Counts one action, or refuses with 429. */
  count(): void;
  /** Others fill the bucket to its brim. */
  fill(): void;
}

// Held back before a 429 is sent, against clients that ask again at once.
const tarpitMs = 500;

export function createRateLimiter(limit: RateLimit | undefined, clock: FakeClock): RateLimiter {
  let level = 0;
  let measuredAt = clock.now();

  if (limit === undefined)
    return { isFull: () => false, peek: nothing, count: nothing, fill: nothing };
  const { perSecond, burst } = limit;

  /** How many actions there are more than one may add to. */
  function excess(): number {
    const now = clock.now();
    level = Math.max(0, level - ((now - measuredAt) / 1000) * perSecond);
    measuredAt = now;
    const tooMany = level - burst + 1;
    // A billionth of an action left over by rounding is none.
    return tooMany > 1e-9 ? tooMany : 0;
  }

  function peek(): void {
    const tooMany = excess();
    if (tooMany > 0) refuseForNow(Math.ceil((tooMany / perSecond) * 1000), tarpitMs);
  }

  return {
    isFull: () => excess() > 0,
    peek,
    count() {
      peek();
      level += 1;
    },
    fill() {
      level = burst;
      measuredAt = clock.now();
    },
  };
}

function nothing(): void {
  // Without a limit there is nothing to count.
}
