import type { Clock } from "../../src/uia/machine/types.js";

/** Time that passes when it is told to. */
export function createTestClock(start = 1_000_000) {
  let now = start;
  let waiting: { readonly at: number; readonly callback: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    wait: (ms, callback) => {
      const timer = { at: now + ms, callback };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
  };
  function pass(ms: number): void {
    const end = now + ms;
    for (;;) {
      const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      waiting = waiting.filter((other) => other !== next);
      now = Math.max(now, next.at);
      next.callback();
    }
    now = end;
  }
  return {
    clock,
    pending: () => waiting.map(({ at }) => at - now),
    /** Lets time pass, and calls back what came due, in order. */
    pass,
    /** Lets time pass, and what came due have its answer before it goes on. */
    async passSlowly(ms: number, answer: () => Promise<void>): Promise<void> {
      const end = now + ms;
      while (now < end) {
        const next = Math.min(end, ...waiting.map(({ at }) => Math.max(at, now + 1)));
        pass(next - now);
        await answer();
      }
    },
  };
}
