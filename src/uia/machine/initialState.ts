import { authTypes } from "../../protocol/wire/authTypes.js";
import { missingStages, policiesOf, supportedFlows } from "./form/fields.js";
import type { Problem } from "./problems/problem.js";
import type { Challenge, Settings, State, Task } from "./state.js";

/** Requests sent without an act of the user, at most, until the user acts again. */
export const automaticBudget = 12;

export const idle: Task = { type: "idle" };

/**
 * The state before anything was sent.
 * @param challenge what discovery learned, if it asked
 */
export function initialState(settings: Settings, challenge: Challenge | null): State {
  const state: State = {
    settings,
    now: 0,
    view: { status: "account", problems: [] },
    task: idle,
    account: null,
    challenge,
    session: null,
    flow: null,
    flowChosenByUser: false,
    flowChanges: 0,
    validations: { email: null, phone: null },
    polls: [],
    notBefore: 0,
    automaticLeft: automaticBudget,
    restarted: false,
    possiblyCreated: null,
    tokenTaken: false,
    needsUsername: false,
    checkedName: null,
    limitsInARow: 0,
    cancelling: false,
    finishedElsewhere: false,
  };
  return challenge === null || settings.kind === "guest" ? state : initialView(state, challenge);
}

/** Whether a registration that begins anew ends at once: the homeserver asks for what cannot be done. */
export function endsAtOnce(state: State): boolean {
  const fresh: State = { ...state, view: { status: "account", problems: [] } };
  return state.challenge !== null && initialView(fresh, state.challenge) !== fresh;
}

/** The view before the user has typed anything: the account form, or the reason why there is none. */
export function initialView(state: State, challenge: Challenge): State {
  const { settings } = state;
  const fail = (problem: Problem): State => ({ ...state, view: { status: "failed", problem } });
  if (challenge.flows.length === 0) return fail({ code: "closed" });
  const usable = supportedFlows(challenge.flows, settings);
  if (usable.length === 0) {
    return fail({ code: "noSupportedFlow", stages: missingStages(challenge.flows, settings) });
  }
  const named = Object.hasOwn(challenge.params, authTypes.terms);
  const inAll = usable.every((flow) => flow.includes(authTypes.terms));
  return named && inAll && policiesOf(challenge, settings) === undefined
    ? fail({ code: "policiesMalformed" })
    : state;
}
