import { authTypes } from "../../protocol/wire/authTypes.js";
import {
  allAccepted,
  chooseFlow,
  isAnswered,
  isAutomatic,
  isDoneHere,
  isRegistrationToken,
  mediumOf,
  missingStages,
  nextStage,
  policiesOf,
  sameFlow,
} from "./flows.js";
import { sendCode } from "./messageCode.js";
import { isWaiting, schedulePoll, stageAuth } from "./polling.js";
import type { Problem } from "./problem.js";
import { refusedProblem } from "./problemOf.js";
import type { AfterPoll, Auth, Challenge, Event, Refusal, State, Step } from "./state.js";
import {
  atAccount,
  atStage,
  failed,
  idle,
  paused,
  send,
  sendFresh,
  uncertain,
  withProblem,
} from "./steps.js";
import { anotherCounted, atValidation, count } from "./validation.js";

/** A 401 with flows: the only answer that moves between stages. */
export function onChallenged(state: State, event: Extract<Event, { type: "challenged" }>): Step {
  const { task: doing } = state;
  const auth = answeredAuth(state);
  const challenge: Challenge = {
    flows: event.challenge.flows,
    params: event.hasParams ? event.challenge.params : (state.challenge?.params ?? {}),
    completed: event.challenge.completed,
  };
  const learned = count(
    { ...state, challenge, hasSession: event.hasSession, limitsInARow: 0 },
    challenge.completed,
    auth.by === "stage" ? auth.address : undefined,
  );
  if (state.cancelling) {
    return state.view.status === "uncertain"
      ? uncertain(learned, "noAnswer")
      : atAccount(learned, []);
  }
  if (state.view.status === "uncertain") {
    // The homeserver still asks, so it has not made the account; the person decides to go on.
    return atAccount(learned, [{ code: "notReceived" }]);
  }
  if (challenge.flows.length === 0) return failed(learned, { code: "closed" });
  // An address that counted cannot be taken back in its session.
  if (anotherCounted(learned)) return restart(learned);
  if (doing.activity === "polling") return onPolled(learned, doing.next);
  if (auth.by === "stage" && !challenge.completed.includes(auth.type)) {
    return doing.activity === "checking"
      ? notReceived(learned, auth)
      : stageRefused(learned, auth.type, event.refusal);
  }
  return proceed(learned);
}

/**
 * A look has ended and made no account: what the person did meanwhile has its turn, or the waiting
 * goes on. Only who asked is told.
 */
export function onPolled(before: State, next: AfterPoll, problem?: Problem): Step {
  const { view: place, challenge } = before;
  const ended: State = { ...before, task: idle };
  if (place.status !== "stage" || challenge === null) return proceed(ended);
  const state = withFlow(ended, challenge);
  const isNext = state.flow !== null && nextStage(state.flow, challenge) === place.type;
  if (!isNext || next === "proceed") return proceed(state);
  if (next === "answer") {
    return mediumOf(place.type) === undefined
      ? send(state, stageAuth(state, place.type))
      : sendCode(state);
  }
  if (next === "wait" || !isWaiting(state)) return schedulePoll(state, "later");
  const code = mediumOf(place.type) === undefined ? "notFinishedYet" : "notOpenedYet";
  return schedulePoll(withProblem(state, problem ?? { code, stages: [place.type] }), "later");
}

/** A new session, unseen. */
export function restart(state: State): Step {
  const { view: place } = state;
  // A page that is open elsewhere belongs to the session that is gone.
  const isOutdated =
    place.status === "stage" && mediumOf(place.type) === undefined && isWaiting(state);
  const told = isOutdated
    ? withProblem(state, { code: "pageOutdated", stages: [place.type] })
    : state;
  return sendFresh({ ...told, restarted: true, automaticLeft: state.automaticLeft - 1 });
}

/** The homeserver never got a stage: repeated with a click, unless its answer was for one use. */
function notReceived(state: State, auth: Extract<Auth, { by: "stage" }>): Step {
  const { view: place } = state;
  const repeatable =
    auth.type === authTypes.dummy ||
    auth.type === authTypes.terms ||
    isRegistrationToken(auth.type) ||
    (state.challenge !== null && isAnswered(auth.type, state.challenge, state.account));
  return repeatable || place.status !== "stage"
    ? paused(state, { code: "notReceived" }, auth)
    : atWatched(state, place.type, { code: "notReceived" });
}

/** The request that the answer is about: for a check, the one whose answer was lost. */
function answeredAuth({ task: doing }: State): Auth {
  if (doing.activity === "checking") return doing.lost;
  if (doing.activity === "polling") return doing.auth;
  return doing.activity === "sending" && doing.what === "register" ? doing.auth : { by: "none" };
}

/** On to the next stage of the flow: by itself where it needs nobody, else to the person. */
export function proceed(before: State): Step {
  const { challenge, account, settings } = before;
  if (challenge === null) return failed(before, { code: "malformedAnswer" });
  const state = withFlow(before, challenge);
  if (state.flow === null) {
    const stages = missingStages(challenge.flows, settings);
    return failed(state, { code: "noSupportedFlow", stages });
  }
  if (state.flowChanges > 3) return failed(state, { code: "flowsChanged" });
  const type = nextStage(state.flow, challenge);
  if (type === undefined) return fire(state, "", { by: "session", corrected: false });
  if (type === authTypes.terms && policiesOf(challenge, settings) === undefined) {
    return failed(state, { code: "policiesMalformed", stages: [type] });
  }
  if (isAutomatic(type, challenge, account, settings)) {
    return fire(state, type, { by: "stage", type });
  }
  const medium = mediumOf(type);
  if (!isDoneHere(type, state)) {
    if (settings.fallback && state.hasSession) return atWatched(state, type, outdated(state, type));
    // Without a session there is no page of the homeserver's to go to.
    return state.flowChosenByPerson
      ? atStage(state, type, null)
      : failed(state, { code: "noSupportedFlow", stages: [type] });
  }
  if (medium !== undefined) return atValidation(state, type, medium);
  const accepted = account?.acceptedPolicies ?? [];
  const changed =
    type === authTypes.terms &&
    accepted.length > 0 &&
    !allAccepted(policiesOf(challenge, settings) ?? [], accepted);
  const problem = changed ? ({ code: "policiesChanged", stages: [type] } as const) : null;
  return atStage(state, type, problem ?? outdated(state, type));
}

/**
 * At a stage that is looked for, where it is to be done on the homeserver's own page; also while that
 * page is open beside what can be done here.
 */
function atWatched(state: State, type: string, problem: Problem | null): Step {
  const { view: place } = state;
  const elsewhere =
    place.status === "stage" &&
    place.type === type &&
    place.elsewhere &&
    problem?.code !== "pageOutdated";
  const [at, stop] = atStage(state, type, problem, elsewhere);
  const [watched, commands] = schedulePoll(at, "later");
  return [watched, [...stop, ...commands]];
}

/** What is to be said of a page of the homeserver's that was open before a new session began. */
function outdated({ view: place }: State, type: string): Problem | null {
  const isSaid = place.status === "stage" && place.type === type;
  return isSaid && place.problem?.code === "pageOutdated" ? place.problem : null;
}

/** A chosen flow stays chosen while it is on offer. */
function withFlow(state: State, challenge: Challenge): State {
  const { flow, settings } = state;
  const onOffer = flow !== null && challenge.flows.some((offered) => sameFlow(offered, flow));
  const best = chooseFlow(challenge, state.account, settings);
  if (onOffer && (state.flowChosenByPerson || best === null || state.view.status === "stage")) {
    return state;
  }
  // Before the person stands before a stage, a change costs nothing and is none.
  const changed = flow !== null && !onOffer;
  return {
    ...state,
    flow: best,
    flowChosenByPerson: false,
    flowChanges: state.flowChanges + (changed ? 1 : 0),
  };
}

/** Sends what needs nobody: once for each act of the person, and within the budget. */
function fire(state: State, name: string, auth: Auth): Step {
  if (state.autoSent.includes(name) || state.automaticLeft <= 0) {
    return failed(state, { code: "noProgress", stages: name === "" ? [] : [name] });
  }
  return send(
    { ...state, autoSent: [...state.autoSent, name], automaticLeft: state.automaticLeft - 1 },
    auth,
  );
}

/** The homeserver did not take what a stage was answered with. */
export function stageRefused(state: State, type: string, refusal: Refusal | undefined): Step {
  if (isRegistrationToken(type) && state.account !== null) {
    const problem = refusedProblem("registrationTokenRefused", refusal, {
      field: "registrationToken",
      stages: [type],
    });
    const account = { ...state.account, hasRegistrationToken: false };
    const next = { ...state, account };
    return state.view.status === "stage" && state.view.type === type
      ? atStage(next, type, problem)
      : atAccount(next, [problem]);
  }
  const { account } = state;
  if (account?.answeredStages.some((answered) => answered.type === type) === true) {
    const answeredStages = account.answeredStages.filter((answered) => answered.type !== type);
    const next = { ...state, account: { ...account, answeredStages } };
    return atAccount(next, [
      refusedProblem("stageRefused", refusal, { field: "stages", stages: [type] }),
    ]);
  }
  if (type === authTypes.dummy) {
    const code = refusal === undefined ? "noProgress" : "stageRefused";
    return failed(state, refusedProblem(code, refusal, { stages: [type] }));
  }
  const code = type === authTypes.recaptcha ? "captchaRefused" : "stageRefused";
  // What it takes to do it here may be what the homeserver left out this time.
  return atWatched(state, type, refusedProblem(code, refusal, { stages: [type] }));
}
