/** The longest wait in ms that a user is asked to watch. */
const longestWait = 15 * 60_000;
/** Waits in ms where the homeserver names none, by number of refusals in a row. */
const ownWaits = [5_000, 10_000, 20_000, 40_000, 60_000];

/** The wait in ms, and whether the homeserver wants a longer one than a user should watch. */
export function limitWait(
  retryAfterMs: number | undefined,
  inARow: number,
): { ms: number; forLong: boolean } {
  const own = ownWaits[Math.min(Math.max(inARow, 1), ownWaits.length) - 1] ?? 60_000;
  const wanted = retryAfterMs ?? own;
  return { ms: Math.min(Math.max(wanted, 1_000), longestWait), forLong: wanted > longestWait };
}

/**
 * The time in ms until `at`. A time further away than a wait can be was set before the clock was set
 * back: nothing remains of that wait.
 */
export function remaining(at: number, now: number, most: number = longestWait): number {
  const ms = at - now;
  return ms > 0 && ms <= most ? ms : 0;
}
