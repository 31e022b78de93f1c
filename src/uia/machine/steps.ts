import type { Step } from "./event.js";
import { isRegistrationToken } from "./form/fields.js";
import { automaticBudget, idle, initialView } from "./initialState.js";
import type { Problem } from "./problems/problem.js";
import type { LimitProblem } from "./problems/problemOf.js";
import { factsOf, isAfterDoubt, isInDoubt, withFacts } from "./session.js";
import type { Auth, LostAnswer, State, Task, UncertainReason } from "./state.js";

/** Waits in ms before the checks after a lost answer. Their number is the most checks there are. */
export const checkWaits = [1_000, 3_000, 8_000] as const;

export const bySession: Auth = { by: "session", corrected: false };

export function stay(state: State): Step {
  return [state, []];
}

/** Shows the form. While the account may exist, no problem of the form is known. */
export function atAccount(state: State, problems: readonly Problem[]): Step {
  if (problems.length > 0 && isInDoubt(state)) return uncertain(state, "noAnswer");
  return [
    { ...state, task: idle, cancelling: false, view: { status: "account", problems } },
    [{ type: "stopWaiting" }],
  ];
}

/** @param elsewhere whether the homeserver's own page for it is open */
export function atStage(
  state: State,
  type: string,
  problem: Problem | null,
  elsewhere = false,
): Step {
  const { seen } = factsOf(state);
  return [
    {
      ...withFacts(state, { seen: [...new Set([...seen, type])] }),
      task: idle,
      cancelling: false,
      view: { status: "stage", type, problem, polls: 0, elsewhere, isOffline: false },
    },
    [{ type: "stopWaiting" }],
  ];
}

/** Sets the problem that the stage shows. */
export function withProblem(state: State, problem: Problem | null): State {
  return state.view.status === "stage" ? { ...state, view: { ...state.view, problem } } : state;
}

/** The end of a registration that has no account to hand over. */
export function doneWithoutAccount(
  state: State,
  outcome: "pendingApproval" | "inAnotherTab",
): Step {
  return [
    {
      ...state,
      task: idle,
      cancelling: false,
      view: { status: "done", outcome, handover: "none" },
    },
    [{ type: "finish" }],
  ];
}

/** Ends without an account. While the account may exist, no failure is known. */
export function failed(state: State, problem: Problem): Step {
  if (isInDoubt(state) || isAfterDoubt(state)) return uncertain(state, "noAnswer");
  return [
    { ...state, task: idle, cancelling: false, view: { status: "failed", problem } },
    [{ type: "stopWaiting" }],
  ];
}

export function uncertain(state: State, reason: UncertainReason): Step {
  const checks = state.view.status === "uncertain" ? state.view.checks + 1 : 0;
  return [
    { ...state, task: idle, cancelling: false, view: { status: "uncertain", reason, checks } },
    [{ type: "stopWaiting" }],
  ];
}

export function paused(
  state: State,
  problem: Problem,
  again: Extract<Task, { type: "paused" }>["again"],
): Step {
  return [
    { ...state, cancelling: false, task: { type: "paused", problem, again } },
    [{ type: "stopWaiting" }],
  ];
}

/**
 * Waits for a limit of the homeserver before a request. The user is not told of one that ends soon,
 * unless it comes again and again.
 */
export function waitOrPause(state: State, problem: LimitProblem, auth: Auth): Step {
  const ms = problem.retryAt - state.now;
  if (ms >= shortestTold || state.limitsInARow > mostUnseenWaits || state.automaticLeft <= 0) {
    return paused(state, problem, auth);
  }
  return [
    {
      ...state,
      automaticLeft: state.automaticLeft - 1,
      task: { type: "awaitingTurn", auth },
    },
    [{ type: "wait", ms }],
  ];
}

/** The shortest wait in ms that the user is told of. */
const shortestTold = 2_000;
/** Limits in a row that the user is not told of. */
const mostUnseenWaits = 3;

/**
 * Sends one request to /register. A registration token may be used up by its stage, so the homeserver
 * is asked about the username before.
 */
export function send(state: State, auth: Auth): Step {
  const isToken = auth.by === "stage" && isRegistrationToken(auth.type);
  if (isToken && hasOwnName(state) && state.checkedName !== state.account?.username) {
    return [
      { ...state, task: { type: "checkingName", next: { type: "send", auth } } },
      [{ type: "checkName" }],
    ];
  }
  return [{ ...state, task: { type: "registering", auth } }, [{ type: "register", auth }]];
}

/** Sends the full body without `auth`: the beginning of a new session. */
export function sendFresh(state: State): Step {
  const [next, commands] = send({ ...state, session: null }, { by: "none" });
  return [next, [{ type: "dropSession" }, ...commands]];
}

export function isGuest({ account, settings }: State): boolean {
  return account?.guest === true || settings.kind === "guest";
}

/** Whether the account is to have a name of the user's choice. */
export function hasOwnName(state: State): boolean {
  const { account, settings } = state;
  const isChosen = account?.username !== undefined && settings.lockedUsername === undefined;
  return isChosen && !isGuest(state);
}

/** Asks what became of a lost request: the same body, with the session alone as `auth`. */
export function check(state: State, request: LostAnswer): Step {
  return [
    { ...state, task: { ...request, type: "checking" } },
    [{ type: "register", auth: bySession }],
  ];
}

/** Renews the budget of automatic requests, since the user acted. */
export function acted(state: State): State {
  const { session } = state;
  return {
    ...state,
    session: session === null ? null : { ...session, autoSent: [] },
    automaticLeft: automaticBudget,
    cancelling: false,
  };
}

/** Begins anew with a new session. The answers of the form are kept. */
export function startOver(state: State): Step {
  const fresh: State = {
    ...acted(state),
    session: null,
    flow: null,
    flowChosenByUser: false,
    flowChanges: 0,
    restarted: false,
    task: idle,
    view: { status: "account", problems: [] },
  };
  return [
    fresh.challenge === null ? fresh : initialView(fresh, fresh.challenge),
    [{ type: "stopWaiting" }, { type: "dropSession" }],
  ];
}
