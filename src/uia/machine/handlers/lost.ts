import type { EventOf, Refusal, Step } from "../event.js";
import type { Problem } from "../problems/problem.js";
import { isByProxy } from "../problems/problemOf.js";
import { hasSession, isInDoubt, withFacts } from "../session.js";
import type { Auth, LostAnswer, State } from "../state.js";
import { atAccount, bySession, checkWaits, failed, isGuest, paused, uncertain } from "../steps.js";
import type { StateIn } from "./handlers.js";
import { onPolled } from "./proceed.js";

export type InFlight = StateIn<"registering" | "polling" | "checking">;

/** The `auth` of the request in flight. */
export function sentAuth({ task }: InFlight): Auth {
  return task.type === "checking" ? bySession : task.auth;
}

/** Whether the request in flight may have completed a flow. The next stage may be done elsewhere. */
export function mayFinish(state: InFlight): boolean {
  const auth = sentAuth(state);
  if (auth.by === "none" || (auth.by === "session" && auth.corrected)) return false;
  const { challenge, flow, session } = state;
  const done = new Set(session?.completed);
  const current = auth.by === "stage" ? auth.type : flow?.find((stage) => !done.has(stage));
  if (current !== undefined) done.add(current);
  return challenge?.flows.some((stages) => stages.every((stage) => done.has(stage))) === true;
}

/** Notes that the request in flight may have made the account. */
function doubted(state: InFlight): InFlight {
  const possiblyCreated = state.account?.username ?? "";
  return withFacts({ ...state, possiblyCreated }, { inDoubt: hasSession(state) });
}

/** Doubts a request whose answer may be behind the page of something in front of the homeserver. */
export function withDoubt(state: InFlight, refusal: Refusal): InFlight {
  return isByProxy(refusal) && mayFinish(state) ? doubted(state) : state;
}

/** No answer came, or an unreadable one: the account may have been made all the same. */
export function onUnanswered(state: InFlight, { reason }: EventOf<"unanswered">): Step {
  if (reason !== "malformed") return lost(state, { code: reason });
  // An unreadable 401 makes no account. It says nothing about an account made before.
  return state.cancelling ? afterCancel(state, false) : failed(state, { code: "malformed" });
}

/** Nothing was sent, because there is no connection. */
export function onOffline(state: InFlight): Step {
  const { task } = state;
  if (task.type === "checking") return paused(state, { code: "offline" }, "check");
  if (task.type === "registering") return paused(state, { code: "offline" }, task.auth);
  return state.cancelling
    ? atAccount(state, [])
    : onPolled(withoutPoll(state), task.next, { code: "offline" });
}

/** Takes back the count of a poll that was not sent. */
function withoutPoll(state: State): State {
  const { view, polls } = state;
  return view.status !== "stage"
    ? state
    : {
        ...state,
        polls: polls.slice(0, -1),
        view: { ...view, polls: view.polls - 1, isOffline: true },
      };
}

/** Asks the homeserver what became of a lost request, where there is a session to ask with. */
export function lost(state: InFlight, problem: Problem): Step {
  if (isGuest(state)) return atAccount(state, [{ ...problem, code: "guestAnswerLost" }]);
  const { task, cancelling } = state;
  const unsure = doubted(state);
  if (task.type === "checking")
    return cancelling ? uncertain(unsure, "noAnswer") : checkLater(unsure, task);
  // The next poll asks for the same, and learns what became of this one.
  if (task.type === "polling" && !cancelling) return onPolled(unsure, task.next, problem);
  if (!hasSession(state)) {
    return cancelling ? atAccount(unsure, []) : paused(unsure, problem, task.auth);
  }
  return cancelling
    ? uncertain(unsure, "noAnswer")
    : checkLater(unsure, { lost: task.auth, tries: -1 });
}

/** Waits for the next check, until there were enough. */
function checkLater(state: State, request: LostAnswer): Step {
  const tries = request.tries + 1;
  const ms = checkWaits[tries];
  return ms === undefined
    ? uncertain(state, "noAnswer")
    : [{ ...state, task: { ...request, type: "awaitingCheck", tries } }, [{ type: "wait", ms }]];
}

/** The end of a cancelled request: the form, or the doubt. */
export function afterCancel(state: InFlight, mayBeMade: boolean): Step {
  return (mayBeMade && hasSession(state)) || isInDoubt(state)
    ? uncertain(state, "noAnswer")
    : atAccount(state, []);
}
