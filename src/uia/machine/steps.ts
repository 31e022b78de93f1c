import type { Problem } from "./problem.js";
import type { Auth, State, Step, Task, UncertainReason } from "./state.js";

/** Requests sent without an act of the person, at most, until the person acts again. */
export const automaticBudget = 12;

/** Waits in ms before the checks after a lost answer; their number is the most there are. */
export const checkWaits = [1_000, 3_000, 8_000] as const;

export const idle: Task = { activity: "idle" };
export const nothingCounted: State["validatedAddress"] = { email: null, phone: null };

export function stay(state: State): Step {
  return [state, []];
}

export function atAccount(state: State, problems: readonly Problem[]): Step {
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
  return [
    {
      ...state,
      task: idle,
      cancelling: false,
      seen: [...new Set([...state.seen, type])],
      view: { status: "stage", type, problem, polls: 0, elsewhere, isOffline: false },
    },
    [{ type: "stopWaiting" }],
  ];
}

/** The stage the person stands before, with what is to be said there. */
export function withProblem(state: State, problem: Problem | null): State {
  return state.view.status === "stage" ? { ...state, view: { ...state.view, problem } } : state;
}

/** The end of a run that has no account to hand over. */
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

export function failed(state: State, problem: Problem): Step {
  return [
    { ...state, task: idle, cancelling: false, view: { status: "failed", problem } },
    [{ type: "stopWaiting" }],
  ];
}

export function uncertain(state: State, reason: UncertainReason): Step {
  return [
    { ...state, task: idle, cancelling: false, view: { status: "uncertain", reason } },
    [{ type: "stopWaiting" }],
  ];
}

export function paused(
  state: State,
  problem: Problem,
  again: Extract<Task, { activity: "paused" }>["again"],
): Step {
  return [
    { ...state, cancelling: false, task: { activity: "paused", problem, again } },
    [{ type: "stopWaiting" }],
  ];
}

/** One request to /register. */
export function send(state: State, auth: Auth): Step {
  return [
    { ...state, task: { activity: "sending", what: "register", auth } },
    [{ type: "register", auth }],
  ];
}

/** The full body without `auth`: the beginning of a new session. */
export function sendFresh(state: State): Step {
  const fresh: State = {
    ...state,
    hasSession: false,
    interacted: false,
    validatedAddress: nothingCounted,
    seen: [],
    autoSent: [],
    challenge: state.challenge === null ? null : { ...state.challenge, completed: [] },
  };
  const [next, commands] = send(fresh, { by: "none" });
  return [next, [{ type: "dropSession" }, ...commands]];
}

/** Asks what became of a request whose answer was lost: the same body, the session alone as `auth`. */
export function check(state: State): Step {
  if (state.task.activity !== "checking") return stay(state);
  const auth: Auth = { by: "session", corrected: false };
  return [{ ...state, task: { ...state.task, asking: true } }, [{ type: "register", auth }]];
}

/** The person acted: what runs by itself may run again. */
export function acted(state: State): State {
  return { ...state, autoSent: [], automaticLeft: automaticBudget, cancelling: false };
}
