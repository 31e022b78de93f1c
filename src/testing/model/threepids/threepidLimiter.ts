import type { FakeClock } from "../../server/clock.js";
import { createRateLimiter, type RateLimit, type RateLimiter } from "../rateLimiter.js";
import type { Threepid } from "./threepids.js";

/** Counts a request to send a mail or an SMS, or refuses with 429. */
export type ThreepidLimiter = (threepid: Threepid) => void;

/** Two buckets are filled at once: one for all from this place, one for the address alone. */
export function createThreepidLimiter(
  limit: RateLimit | undefined,
  clock: FakeClock,
): ThreepidLimiter {
  const limiters = new Map<string, RateLimiter>();

  function count(key: string): void {
    const limiter = limiters.get(key) ?? createRateLimiter(limit, clock);
    limiters.set(key, limiter);
    limiter.count();
  }

  return ({ medium, address }) => {
    count(medium);
    count(`${medium} ${address}`);
  };
}
