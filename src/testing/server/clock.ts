/** Time as the fake homeserver sees it. Every delay goes through it, so that tests need not wait. */
export interface FakeClock {
  /** ms since the epoch. */
  now(): number;
  /** Calls back once after `ms`; the returned function takes it back. */
  wait(ms: number, callback: () => void): () => void;
}

export const realClock: FakeClock = {
  now: () => Date.now(),
  wait: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export function pause(clock: FakeClock, ms: number): Promise<void> {
  return ms <= 0
    ? Promise.resolve()
    : new Promise((resolve) => {
        clock.wait(ms, resolve);
      });
}
