import { messageHere, schedulePoll, stageAuth } from "./polling.js";
import { isLimit, limitProblem, refusedProblem } from "./problemOf.js";
import type { Event, Fault, State, Step } from "./state.js";
import { atAccount, idle, send, stay, withProblem } from "./steps.js";
import { mediumHere, validationOf, withValidation } from "./validation.js";

/** The person gives the code of a text message; it waits for a look that is on its way. */
export function onCodeGiven(state: State): Step {
  const { task: doing, cancelling, now } = state;
  const medium = mediumHere(state);
  const reply = messageHere(state)?.reply;
  if (medium === undefined || reply === undefined || reply === "link") return stay(state);
  const { codeLimitedUntil } = validationOf(state, medium);
  if (codeLimitedUntil > now) {
    return [withProblem(state, { code: "limited", retryAt: codeLimitedUntil }), []];
  }
  if (doing.activity === "idle") return sendCode(state);
  return doing.activity === "polling" && !cancelling
    ? [{ ...withProblem(state, null), task: { ...doing, next: "answer" } }, []]
    : stay(state);
}

export function sendCode(state: State): Step {
  return [
    { ...withProblem(state, null), task: { activity: "sending", what: "code" } },
    [{ type: "stopWaiting" }, { type: "submitCode" }],
  ];
}

export function onCodeAnswered(state: State, accepted: boolean): Step {
  const { view: place, task: doing } = state;
  if (doing.activity !== "sending" || doing.what !== "code") return stay(state);
  if (state.cancelling || place.status !== "stage") return atAccount(state, []);
  return accepted
    ? send({ ...state, interacted: true }, stageAuth(state, place.type))
    : schedulePoll({ ...withProblem(state, { code: "codeRefused" }), task: idle }, "later");
}

/** No word on the code itself, but for the refusals that homeservers have for a wrong one. */
export function onCodeRefused(
  state: State,
  { fault }: Extract<Event, { type: "codeRefused" }>,
): Step {
  const { task: doing } = state;
  const medium = mediumHere(state);
  if (doing.activity !== "sending" || doing.what !== "code") return stay(state);
  if (state.cancelling || medium === undefined) return atAccount(state, []);
  const ended: State = { ...state, task: idle };
  if (typeof fault === "string") return schedulePoll(withProblem(ended, { code: fault }), "later");
  if (isLimit(fault)) {
    const limit = limitProblem(fault, 1, state.now);
    const limited = withValidation(ended, medium, { codeLimitedUntil: limit.retryAt });
    return schedulePoll(withProblem(limited, limit), "later");
  }
  if (isNoPlace(fault)) return withoutCode(ended, medium, fault);
  const code = fault.status >= 500 ? "serverFailed" : "codeRefused";
  return schedulePoll(withProblem(ended, refusedProblem(code, fault)), "later");
}

/** The homeserver has nothing at that address, so that there may be a link in place of a code. */
function isNoPlace({ status, errcode }: Exclude<Fault, string>): boolean {
  return (
    errcode === "M_UNRECOGNIZED" || (errcode === undefined && (status === 404 || status === 405))
  );
}

function withoutCode(state: State, medium: "email" | "phone", fault: Exclude<Fault, string>): Step {
  const { address, checks } = validationOf(state, medium);
  const check = checks[address];
  const linked =
    check === undefined
      ? state
      : withValidation(state, medium, {
          checks: { ...checks, [address]: { ...check, reply: "link" } },
        });
  return schedulePoll(withProblem(linked, refusedProblem("codeUnsupported", fault)), "later");
}
