import { authTypes } from "../protocol/authTypes.js";
import { parseUserId } from "../protocol/identifiers.js";
import { onChallenged, proceed } from "./challenged.js";
import { missingStages, policiesOf, sameFlow, supportedFlows } from "./flows.js";
import { onOffline, onRefused, onUnanswered } from "./refused.js";
import type { Auth, Challenge, Command, Event, Settings, State, Step } from "./state.js";
import {
  atAccount,
  automaticBudget,
  check,
  idle,
  send,
  sendFresh,
  stay,
  uncertain,
} from "./steps.js";

/** The run before anything was sent; `challenge` is what discovery learned, if it asked. */
export function initialState(settings: Settings, challenge: Challenge | null): State {
  const state: State = {
    settings,
    place: { status: "account", problems: [] },
    doing: idle,
    account: null,
    challenge,
    hasSession: false,
    flow: null,
    flowChosenByPerson: false,
    flowChanges: 0,
    fired: [],
    automaticLeft: automaticBudget,
    shown: [],
    doneByHand: false,
    restarted: false,
    maybeMade: null,
    limitsInARow: 0,
    cancelling: false,
  };
  return challenge === null || settings.kind === "guest" ? state : openDoor(state, challenge);
}

/** Pure and total. An event that means nothing in a state leaves the state as it is. */
export function transition(state: State, event: Event): Step {
  switch (event.type) {
    case "accountRejected":
      // A pause goes on: what the form found out does not shorten it.
      return mayEdit(state)
        ? [{ ...state, place: { status: "account", problems: event.problems } }, []]
        : stay(state);
    case "accountSubmitted":
      return onAccountSubmitted(state, event);
    case "tokenChecked":
      return onTokenChecked(state, event.valid);
    case "stageSubmitted":
      return onStageSubmitted(state, event);
    case "challenged":
      return awaitsAnswer(state) ? onChallenged(state, event) : stay(state);
    case "refused":
      return awaitsAnswer(state) ? onRefused(state, event) : stay(state);
    case "unanswered":
      return awaitsAnswer(state) ? onUnanswered(state, event.reason) : stay(state);
    case "offline":
      return awaitsAnswer(state) ? onOffline(state) : stay(state);
    case "registered":
      return awaitsAnswer(state) ? onRegistered(state, event) : stay(state);
    case "timeCame":
      return state.doing.activity === "checking" && !state.doing.asking
        ? check(state)
        : stay(state);
    case "retried":
      return onRetried(state, event.now);
    case "checkedAgain":
      return state.place.status === "uncertain" &&
        state.doing.activity === "idle" &&
        state.hasSession
        ? check({
            ...state,
            doing: { activity: "checking", lost: bySession, tries: 2, asking: false },
          })
        : stay(state);
    case "flowChosen":
      return onFlowChosen(state, event.flow);
    case "answerChanged":
      if (state.doing.activity !== "idle") return stay(state);
      if (state.place.status === "stage") return atAccount(state, []);
      return state.place.status === "uncertain" ? startOver(state) : stay(state);
    case "cancelled":
      return onCancelled(state);
    case "startedAgain":
      return onStartedAgain(state);
    case "handover":
      return state.place.status === "done"
        ? [{ ...state, place: { ...state.place, handover: event.handover } }, []]
        : stay(state);
  }
}

const bySession: Auth = { by: "session", corrected: false };

/** A request of ours is on its way, so an answer means something. */
export function awaitsAnswer({ doing }: State): boolean {
  return (
    (doing.activity === "sending" && doing.what === "register") ||
    (doing.activity === "checking" && doing.asking)
  );
}

function mayEdit({ place, doing }: State): boolean {
  return place.status === "account" && (doing.activity === "idle" || doing.activity === "paused");
}

/** What the flows on offer mean before the person has typed anything. */
function openDoor(state: State, challenge: Challenge): State {
  const { settings } = state;
  const fail = (place: State["place"]): State => ({ ...state, place });
  if (challenge.flows.length === 0) return fail({ status: "failed", problem: { code: "closed" } });
  const usable = supportedFlows(challenge.flows, settings);
  if (usable.length === 0) {
    const stages = missingStages(challenge.flows, settings);
    return fail({ status: "failed", problem: { code: "noSupportedFlow", stages } });
  }
  const named = Object.hasOwn(challenge.params, authTypes.terms);
  const inAll = usable.every((flow) => flow.includes(authTypes.terms));
  if (named && inAll && policiesOf(challenge, settings) === undefined) {
    return fail({ status: "failed", problem: { code: "policiesMalformed" } });
  }
  return state;
}

function onAccountSubmitted(
  state: State,
  event: Extract<Event, { type: "accountSubmitted" }>,
): Step {
  if (!mayEdit(state)) return stay(state);
  const { account } = event;
  const { doing } = state;
  if (doing.activity === "paused" && (doing.problem.retryAt ?? 0) > event.now) {
    // A changed password always starts a new session.
    const again = event.passwordChanged ? ({ by: "none" } as const) : doing.again;
    return [{ ...state, account, doing: { ...doing, again } }, []];
  }
  const previous = state.account;
  const begun = acted({
    ...state,
    account,
    restarted: false,
    place: { status: "account", problems: [] },
  });
  const sameSession =
    state.hasSession &&
    !event.passwordChanged &&
    previous?.guest === account.guest &&
    state.challenge !== null;
  if (account.guest || state.settings.kind === "guest") return sendFresh(begun);
  const corrected = previous?.username !== account.username;
  const next = !sameSession ? "fresh" : corrected ? "corrected" : "proceed";
  if (account.hasRegistrationToken && event.tokenChanged) {
    return [
      { ...begun, doing: { activity: "sending", what: "tokenValidity", next } },
      [{ type: "checkToken" }],
    ];
  }
  return begin(begun, next);
}

/** The account form goes to the homeserver: in the session it has, where that can go on. */
function begin(state: State, how: "fresh" | "corrected" | "proceed"): Step {
  switch (how) {
    case "fresh":
      return sendFresh(state);
    case "corrected":
      return send(state, { by: "session", corrected: true });
    case "proceed":
      return proceed(state);
  }
}

function onTokenChecked(state: State, valid: boolean | "unknown"): Step {
  const { doing } = state;
  if (doing.activity !== "sending" || doing.what !== "tokenValidity") return stay(state);
  if (state.cancelling) return atAccount(state, []);
  if (valid === false) {
    return atAccount(state, [{ code: "registrationTokenRefused", field: "registrationToken" }]);
  }
  return begin(state, doing.next);
}

function onStageSubmitted(state: State, event: Extract<Event, { type: "stageSubmitted" }>): Step {
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

function onRegistered(state: State, event: Extract<Event, { type: "registered" }>): Step {
  const expected = state.settings.homeserver.serverName;
  const serverName = parseUserId(event.userId)?.serverName;
  if (serverName === undefined || (expected !== undefined && serverName !== expected)) {
    return [
      {
        ...state,
        doing: idle,
        place: { status: "failed", problem: { code: "wrongServerName" } },
      },
      [{ type: "dropSession" }],
    ];
  }
  return [
    {
      ...state,
      doing: idle,
      cancelling: false,
      place: {
        status: "done",
        outcome: "registered",
        userId: event.userId,
        hasSession: event.hasSession,
        handover: "none",
      },
    },
    [{ type: "finish" }],
  ];
}

function onRetried(state: State, now: number): Step {
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

function onFlowChosen(state: State, flow: State["flow"]): Step {
  const { place, doing, challenge } = state;
  if (flow === null || doing.activity !== "idle" || challenge === null) return stay(state);
  if (!challenge.flows.some((offered) => sameFlow(offered, flow))) return stay(state);
  const chosen = { ...acted(state), flow, flowChosenByPerson: true };
  if (place.status === "account") return [chosen, []];
  return place.status === "stage" ? proceed(chosen) : stay(state);
}

function onCancelled(state: State): Step {
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

function onStartedAgain(state: State): Step {
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
    [{ type: "stopWaiting" }, { type: "dropSession" }] satisfies Command[],
  ];
}

/** The person acted: what runs by itself may run again. */
function acted(state: State): State {
  return { ...state, fired: [], automaticLeft: automaticBudget, cancelling: false };
}
