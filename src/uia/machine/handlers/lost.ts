import type { EventOf, Step } from "../event.js";
import type { Problem } from "../problems/problem.js";
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
  const possiblyCreated = state.account?.username ?? "";
  const doubted = withFacts({ ...state, possiblyCreated }, { inDoubt: hasSession(state) });
  if (task.type === "checking")
    return cancelling ? uncertain(doubted, "noAnswer") : checkLater(doubted, task);
  // The next poll asks for the same, and learns what became of this one.
  if (task.type === "polling" && !cancelling) return onPolled(doubted, task.next, problem);
  if (!hasSession(state)) {
    return cancelling ? atAccount(doubted, []) : paused(doubted, problem, task.auth);
  }
  return cancelling
    ? uncertain(doubted, "noAnswer")
    : checkLater(doubted, { lost: task.auth, tries: -1 });
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
