import { spyOn } from "storybook/test";
import type { Clock } from "../src/core.js";

/** A homeserver that knows no answer, for stories that stand still. It has pages for stages. */
export const nothingAnswers = (url: string): Promise<Response> =>
  url.endsWith("/fallback/web")
    ? Promise.resolve(Response.json({ errcode: "M_UNKNOWN", error: "" }, { status: 400 }))
    : noPage();

/** A homeserver that knows no answer, and has no page for a stage. */
export const noPage = (): Promise<Response> =>
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
