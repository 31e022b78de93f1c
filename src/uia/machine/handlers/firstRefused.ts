import type { EventOf, Refusal, Step } from "../event.js";
import { refusedProblem } from "../problems/problemOf.js";
import { atAccount, failed, hasOwnName, isGuest } from "../steps.js";
import type { StateIn } from "./handlers.js";
import type { InFlight } from "./lost.js";
import { aboutName } from "./sessionRefused.js";

/**
 * Handles a 4xx to the first request of a session, which never makes an account. A 403 is about the
 * request, unless an empty one is refused as well.
 */
export function firstRefused(state: InFlight, refusal: Refusal): Step {
  const { status } = refusal;
  if (status === 403) {
    return isGuest(state)
      ? atAccount(state, [refusedProblem("guestsRefused", refusal)])
      : [
          { ...state, task: { type: "probing", refused: refusedProblem("closed", refusal) } },
          [{ type: "probe" }],
        ];
  }
  const isAbsent = status === 404 || status === 405;
  return failed(state, refusedProblem(isAbsent ? "unsupportedByServer" : "refused", refusal));
}

export function onProbed(state: StateIn<"probing">, { isClosed }: EventOf<"probed">): Step {
  const { refused } = state.task;
  if (state.cancelling) return atAccount(state, []);
  if (isClosed) return failed(state, refused);
  return hasOwnName(state)
    ? atAccount(state, [aboutName(refused)])
    : failed(state, { ...refused, code: "forbidden" });
}
