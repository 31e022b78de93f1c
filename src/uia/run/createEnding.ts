import type { Handover, Result } from "../machine/types.js";

/**
 * Hands the result over to the app, by the promise and the callback. The callback is called once, and
 * again only after it failed. The tokens are forgotten as soon as the app has them.
 */
export function createEnding(
  onDone: ((result: Result) => void | Promise<void>) | undefined,
  tell: (handover: Handover) => void,
) {
  let waiting: Result | null = null;
  let settle: { resolve: (result: Result) => void; reject: (error: Error) => void };
  const result = new Promise<Result>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The app need not await it.
  result.catch(() => undefined);

  async function handOver(): Promise<void> {
    const ended = waiting;
    if (onDone === undefined || ended === null) return;
    tell("running");
    try {
      await onDone(ended);
      waiting = null;
      tell("done");
    } catch {
      tell("failed");
    }
  }

  return {
    result,
    reach(ended: Result): void {
      settle.resolve(ended);
      if (onDone !== undefined) waiting = ended;
      void handOver();
    },
    repeat(): void {
      void handOver();
    },
    abandon(): void {
      waiting = null;
      settle.reject(new Error("The registration was disposed before it came to an end."));
    },
  };
}
