import type { FakeClock } from "../../src/testing/index.js";

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends FakeClock {
  /** Goes on by `ms`, calling back what falls due, and lets everything that follows from it happen. */
  advance(ms: number): Promise<void>;
}

export function manualClock(): ManualClock {
  let now = 1_700_000_000_000;
  const waiting = new Set<{ at: number; callback: () => void }>();

  return {
    now: () => now,
    wait(ms, callback) {
      const entry = { at: now + ms, callback };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settled();
        const [next] = [...waiting].sort((a, b) => a.at - b.at);
        if (next === undefined || next.at > end) break;
        waiting.delete(next);
        now = next.at;
        next.callback();
      }
      now = end;
    },
  };
}

/** Lets all promises that can settle do so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
