import { proceed } from "./challenged.js";
import { isDoneHere, mediumOf, sameFlow } from "./flows.js";
import { openDoor } from "./openDoor.js";
import type { AccountField } from "./problem.js";
import type { Auth, Event, State, Step } from "./state.js";
import { acted, atAccount, check, idle, send, sendFresh, stay, uncertain } from "./steps.js";
import { toAddress } from "./validation.js";
import { isWaiting, pollAuth, wait } from "./waiting.js";

export function onStageSubmitted(
  state: State,
  event: Extract<Event, { type: "stageSubmitted" }>,
): Step {
  const { place, doing, account } = state;
  if (place.status !== "stage" || account === null) return stay(state);
  const begun: State =
    event.look && doing.activity === "idle"
      ? { ...state, place: { ...place, elsewhere: true } }
      : state;
  const waiting = isWaiting(begun) && (event.look || !isDoneHere(place.type, state));
  if (doing.activity === "polling" && waiting) {
    // The person asks for what is being asked already: its answer is theirs.
    return [
      { ...acted(state), doing: { activity: "sending", what: "register", auth: doing.auth } },
      [],
    ];
  }
  if (doing.activity !== "idle") return stay(state);
  if (waiting) {
    return send({ ...withoutProblem(acted(begun)), doneByHand: true }, pollAuth(begun));
  }
  // An address is given and a code submitted in their own ways.
  if (event.look || mediumOf(place.type) !== undefined || !isDoneHere(place.type, state)) {
    return stay(state);
  }
  const answered: State = {
    ...withoutProblem(acted(state)),
    doneByHand: true,
    account: {
      ...account,
      acceptedPolicies: event.acceptedPolicies ?? account.acceptedPolicies,
      hasRegistrationToken: account.hasRegistrationToken || event.registrationToken,
      // This answer takes the place of one from the account form.
      answeredStages: account.answeredStages.filter(({ type }) => type !== place.type),
    },
  };
  return send(answered, { by: "stage", type: place.type });
}

/** A stage that could be done here may be done there now. */
export function onWentElsewhere(state: State): Step {
  const { place, doing, hasSession } = state;
  if (place.status !== "stage" || !hasSession || place.elsewhere) return stay(state);
  if (mediumOf(place.type) !== undefined || isWaiting(state)) return stay(state);
  const gone: State = { ...state, place: { ...place, elsewhere: true } };
  return doing.activity === "idle" ? wait(gone, "later") : [gone, []];
}

function withoutProblem(state: State): State {
  return state.place.status === "stage"
    ? { ...state, place: { ...state.place, problem: null } }
    : state;
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

export function onAnswerChanged(state: State, field: AccountField): Step {
  const { place, doing } = state;
  const medium = place.status === "stage" ? mediumOf(place.type) : undefined;
  const mayLeave = doing.activity === "idle" || doing.activity === "polling";
  if (medium !== undefined && medium === field && mayLeave) {
    const [asking, commands] = toAddress(state, medium, null);
    // A look on its way may still find that it was done.
    return [{ ...asking, doing }, commands];
  }
  if (doing.activity === "polling") return [{ ...state, cancelling: true }, []];
  if (doing.activity !== "idle") return stay(state);
  if (place.status === "stage") return atAccount(state, []);
  return state.place.status === "uncertain" ? startOver(state) : stay(state);
}

export function onCancelled(state: State): Step {
  const { doing, place } = state;
  switch (doing.activity) {
    case "idle":
      return place.status === "stage" ? atAccount(state, []) : stay(state);
    case "sending":
    case "polling":
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
  if (doing.activity !== "idle" && doing.activity !== "paused") return stay(state);
  // A failed run has forgotten what proves the check of an address.
  return startOver(
    place.status === "failed" ? { ...state, validations: { email: null, phone: null } } : state,
  );
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
