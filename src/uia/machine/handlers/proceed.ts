import { authTypes } from "../../../protocol/wire/authTypes.js";
import type { Step } from "../event.js";
import { allAccepted, chooseFlow, isAnswered, isAutomatic, nextStage, sameFlow } from "../flows.js";
import {
  isDoneHere,
  isRegistrationToken,
  mediumOf,
  missingStages,
  policiesOf,
} from "../form/fields.js";
import { idle } from "../initialState.js";
import { isWaiting, schedulePoll, stageAuth } from "../polling.js";
import type { Problem } from "../problems/problem.js";
import { factsOf, hasSession, withFacts } from "../session.js";
import type { AfterPoll, Auth, Challenge, State } from "../state.js";
import { atStage, bySession, failed, paused, send, sendFresh, withProblem } from "../steps.js";
import { atValidation, sendCode } from "./validating.js";

/**
 * A poll made no account. The user's act during the poll has its turn, or polling goes on. The user is
 * told only after asking.
 */
export function onPolled(before: State, next: AfterPoll, problem?: Problem): Step {
  const { view, challenge } = before;
  const ended: State = { ...before, task: idle };
  if (view.status !== "stage" || challenge === null) return proceed(ended);
  const state = withFlow(ended, challenge);
  const isNext =
    state.flow !== null && nextStage(state.flow, factsOf(state).completed) === view.type;
  if (!isNext || next === "proceed") return proceed(state);
  if (next === "answer") {
    return mediumOf(view.type) === undefined
      ? send(state, stageAuth(state, view.type))
      : sendCode(state);
  }
  if (next === "wait" || !isWaiting(state)) return schedulePoll(state, "later");
  const code = mediumOf(view.type) === undefined ? "notFinishedYet" : "notOpenedYet";
  return schedulePoll(withProblem(state, problem ?? { code, stages: [view.type] }), "later");
}

/** Begins a new session, unseen. */
export function restart(state: State): Step {
  const { view } = state;
  // The homeserver's page that the user opened belongs to the session that is gone.
  const isOutdated =
    view.status === "stage" && mediumOf(view.type) === undefined && isWaiting(state);
  const told = isOutdated
    ? withProblem(state, { code: "pageOutdated", stages: [view.type] })
    : state;
  return sendFresh({ ...told, restarted: true, automaticLeft: state.automaticLeft - 1 });
}

/** The homeserver never got a stage. A click repeats it, unless its answer can be used once only. */
export function notReceived(state: State, auth: Extract<Auth, { by: "stage" }>): Step {
  const { view } = state;
  const repeatable =
    auth.type === authTypes.dummy ||
    auth.type === authTypes.terms ||
    isRegistrationToken(auth.type) ||
    (state.challenge !== null && isAnswered(auth.type, state.challenge, state.account));
  return repeatable || view.status !== "stage"
    ? paused(state, { code: "notReceived" }, auth)
    : atPolledStage(state, view.type, { code: "notReceived" });
}

/** Goes on to the next stage of the flow: automatically where it asks for no input, else as a screen. */
export function proceed(before: State): Step {
  const { challenge, account, settings } = before;
  if (challenge === null) return failed(before, { code: "malformed" });
  const state = withFlow(before, challenge);
  if (state.flow === null) {
    const stages = missingStages(challenge.flows, settings);
    return failed(state, { code: "noSupportedFlow", stages });
  }
  if (state.flowChanges > 3) return failed(state, { code: "flowsChanged" });
  const type = nextStage(state.flow, factsOf(state).completed);
  if (type === undefined) return sendAutomatic(state, "", bySession);
  if (type === authTypes.terms && policiesOf(challenge, settings) === undefined) {
    return failed(state, { code: "policiesMalformed", stages: [type] });
  }
  if (isAutomatic(type, challenge, account, settings)) {
    return sendAutomatic(state, type, { by: "stage", type });
  }
  const medium = mediumOf(type);
  if (!isDoneHere(type, state)) {
    if (settings.fallback && hasSession(state))
      return atPolledStage(state, type, outdated(state, type));
    // The homeserver's own page needs a session.
    return state.flowChosenByUser
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

/** Shows a stage, and polls while the homeserver's own page for it is open. */
export function atPolledStage(state: State, type: string, problem: Problem | null): Step {
  const { view } = state;
  const elsewhere =
    view.status === "stage" &&
    view.type === type &&
    view.elsewhere &&
    problem?.code !== "pageOutdated";
  const [at, stop] = atStage(state, type, problem, elsewhere);
  const [watched, commands] = schedulePoll(at, "later");
  return [watched, [...stop, ...commands]];
}

/** The problem of a page that the user opened before a new session began. */
function outdated({ view }: State, type: string): Problem | null {
  const isSaid = view.status === "stage" && view.type === type;
  return isSaid && view.problem?.code === "pageOutdated" ? view.problem : null;
}

/** A chosen flow stays chosen while it is on offer. */
function withFlow(state: State, challenge: Challenge): State {
  const { flow, settings } = state;
  const onOffer = flow !== null && challenge.flows.some((offered) => sameFlow(offered, flow));
  const best = chooseFlow(challenge, state.account, settings);
  if (onOffer && (state.flowChosenByUser || best === null || state.view.status === "stage")) {
    return state;
  }
  // Before a stage is shown, a change of flow costs the user nothing.
  const changed = flow !== null && !onOffer;
  return {
    ...state,
    flow: best,
    flowChosenByUser: false,
    flowChanges: state.flowChanges + (changed ? 1 : 0),
  };
}

/** Sends a stage that asks for no input: once for each act of the user, and within the budget. */
function sendAutomatic(state: State, name: string, auth: Auth): Step {
  const { autoSent } = factsOf(state);
  if (autoSent.includes(name) || state.automaticLeft <= 0) {
    return failed(state, { code: "noProgress", stages: name === "" ? [] : [name] });
  }
  return send(
    {
      ...withFacts(state, { autoSent: [...autoSent, name] }),
      automaticLeft: state.automaticLeft - 1,
    },
    auth,
  );
}
