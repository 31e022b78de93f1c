import { proceed } from "./challenged.js";
import { sameFlow } from "./flows.js";
import { openDoor } from "./openDoor.js";
import type { Auth, Event, State, Step } from "./state.js";
import { acted, atAccount, check, idle, send, sendFresh, stay, uncertain } from "./steps.js";

export function onStageSubmitted(
  state: State,
  event: Extract<Event, { type: "stageSubmitted" }>,
): Step {
  const { place, doing, account } = state;
  if (place.status !== "stage" || doing.activity !== "idle" || account === null) return stay(state);
  if (!state.settings.supportedStages.has(place.type)) return stay(state);
  const answered: State = {
    ...acted(state),
    doneByHand: true,
    place: { ...place, problem: null },
    account: {
      ...account,
      acceptedPolicies: event.acceptedPolicies ?? account.acceptedPolicies,
      hasRegistrationToken: account.hasRegistrationToken || event.registrationToken,
    },
  };
  return send(answered, { by: "stage", type: place.type });
}

export function onRetried(state: State, now: number): Step {
  const { doing } = state;
  if (doing.activity !== "paused" || (doing.problem.retryAt ?? 0) > now) return stay(state);
  if (doing.again === "check") {
    return check({
      ...state,
      doing: { activity: "checking", lost: bySession, tries: 0, asking: false },
    });
  }
  const begun = acted(state);
  if (doing.again.by === "none") return sendFresh(begun);
  return send(begun, doing.again);
}

export function onCheckedAgain(state: State): Step {
  const { place, doing, hasSession } = state;
  if (place.status !== "uncertain" || doing.activity !== "idle" || !hasSession) return stay(state);
  // One check: the person asked for it and is told at once.
  return check({
    ...state,
    doing: { activity: "checking", lost: bySession, tries: 2, asking: false },
  });
}

export function onFlowChosen(state: State, flow: State["flow"]): Step {
  const { place, doing, challenge } = state;
  if (flow === null || doing.activity !== "idle" || challenge === null) return stay(state);
  if (!challenge.flows.some((offered) => sameFlow(offered, flow))) return stay(state);
  const chosen = { ...acted(state), flow, flowChosenByPerson: true };
  if (place.status === "account") return [chosen, []];
  return place.status === "stage" ? proceed(chosen) : stay(state);
}

export function onAnswerChanged(state: State): Step {
  if (state.doing.activity !== "idle") return stay(state);
  if (state.place.status === "stage") return atAccount(state, []);
  return state.place.status === "uncertain" ? startOver(state) : stay(state);
}

export function onCancelled(state: State): Step {
  const { doing, place } = state;
  switch (doing.activity) {
    case "idle":
      return place.status === "stage" ? atAccount(state, []) : stay(state);
    case "sending":
      // Its end is learned first: it may make the account.
      return [{ ...state, cancelling: true }, []];
    case "checking":
      return doing.asking ? [{ ...state, cancelling: true }, []] : uncertain(state, "noAnswer");
    case "paused":
      if (doing.again === "check") return uncertain(state, "noAnswer");
      return atAccount(state, []);
  }
}

export function onStartedAgain(state: State): Step {
  const { doing, place } = state;
  if (place.status === "done") return stay(state);
  if (doing.activity === "sending" || doing.activity === "checking") return stay(state);
  return startOver(state);
}

/** A new attempt: a new session, everything typed kept. */
function startOver(state: State): Step {
  const challenge = state.challenge === null ? null : { ...state.challenge, completed: [] };
  const fresh: State = {
    ...acted(state),
    hasSession: false,
    challenge,
    flow: null,
    flowChosenByPerson: false,
    flowChanges: 0,
    shown: [],
    doneByHand: false,
    restarted: false,
    doing: idle,
    place: { status: "account", problems: [] },
  };
  return [
    challenge === null ? fresh : openDoor(fresh, challenge),
    [{ type: "stopWaiting" }, { type: "dropSession" }],
  ];
}

const bySession: Auth = { by: "session", corrected: false };
