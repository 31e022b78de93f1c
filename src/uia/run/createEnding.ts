import type { HandedOver, Handover, OnDone, Result } from "../machine/types.js";

/**
 * Hands the result over to the app, by the promise and the callback. The callback is called once, and
 * again only after it failed. The tokens are forgotten as soon as the app has them, and the password when
 * the first call returns.
 */
export function createEnding(onDone: OnDone | undefined, tell: (handover: Handover) => void) {
  /** Calls the app with the result. It is there until that has succeeded. */
  let call: ((password: string | null) => ReturnType<OnDone>) | null = null;
  let settle: { resolve: (result: Result) => void; reject: (error: Error) => void };
  const result = new Promise<Result>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The app need not await it.
  result.catch(() => undefined);

  async function handOver(password: string | null): Promise<void> {
    // The registration may be abandoned as soon as this is told.
    const callNow = call;
    if (callNow === null) return;
    tell("running");
    try {
      await callNow(password);
      call = null;
      tell("done");
    } catch {
      tell("failed");
    }
  }

  return {
    result,
    reach(ended: Result, password: string | null = null): void {
      settle.resolve(ended);
      if (onDone !== undefined) call = (left) => callOnce(onDone, ended, left);
      void handOver(password);
    },
    repeat(): void {
      void handOver(null);
    },
    abandon(): void {
      call = null;
      settle.reject(new Error("The registration was disposed before it came to an end."));
    },
  };
}

/** Calls it with a password that is there until it returns. */
function callOnce(onDone: OnDone, ended: Result, password: string | null): ReturnType<OnDone> {
  let left = password;
  const takePassword: HandedOver["takePassword"] = () => {
    const taken = left;
    left = null;
    return taken;
  };
  try {
    return onDone(ended, { takePassword });
  } finally {
    left = null;
  }
}
