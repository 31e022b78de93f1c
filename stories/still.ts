import type { Clock } from "../src/index.js";

/** A homeserver that knows no answer, for stories that stand still. */
export const nothingAnswers = (): Promise<Response> =>
  Promise.resolve(Response.json({ errcode: "M_UNRECOGNIZED", error: "" }, { status: 404 }));

/** Time at the beginning of time, for countdowns that look the same in every picture. */
export const stoppedClock: Clock = { now: () => 0, wait: () => () => undefined };
