import { spyOn } from "storybook/test";
import type { Clock } from "../src/core.js";

/** A homeserver that knows no answer, for stories that stand still. */
export const nothingAnswers = (): Promise<Response> =>
  Promise.resolve(Response.json({ errcode: "M_UNRECOGNIZED", error: "" }, { status: 404 }));

/** Time at the beginning of time, for countdowns that look the same in every picture. */
export const stoppedClock: Clock = { now: () => 0, wait: () => () => undefined };

/** A browser that stores nothing, while a story is shown. */
export function keepNothing(): () => void {
  const setItem = spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("Nothing is kept", "QuotaExceededError");
  });
  return () => setItem.mockRestore();
}
