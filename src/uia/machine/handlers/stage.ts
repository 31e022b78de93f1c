import type { EventOf, Step } from "../event.js";
import {
  isWaiting,
  onConnectionLost,
  onReturned,
  poll,
  schedulePoll,
  stageAuth,
} from "../polling.js";
import { hasSession, withFacts } from "../session.js";
import type { AfterPoll, State } from "../state.js";
import { acted, send, stay, withProblem } from "../steps.js";
import { remaining } from "../waits.js";
import { cancelLater, choosing, everywhere, toForm } from "./common.js";
import type { Handlers, StateAt } from "./handlers.js";
import { proceed } from "./proceed.js";

/** The handlers that all stages share. */
export const anyStage = {
  ...everywhere,
  timeCame: { ...everywhere.timeCame, idle: (state) => schedulePoll(state, "soon") },
  pollAsked: {
    idle: doneElsewhere(pollNow),
    polling: doneElsewhere((asked) => afterPoll(acted(asked), "tell")),
  },
  returned: whileWaiting(onReturned),
  connectionLost: whileWaiting(onConnectionLost),
  flowChosen: {
    idle: choosing(proceed),
    polling: choosing((state) => afterPoll(state, "proceed")),
  },
  answerChanged: { idle: toForm, polling: cancelLater, queued: cancelLater },
  cancelled: { ...everywhere.cancelled, idle: toForm },
} satisfies Handlers<"stage" | "message" | "page">;

/** A stage that is done here. */
export const stage: Handlers<"stage"> = {
  ...anyStage,
  stageSubmitted: {
    idle: (state, event) => sendAnswer(answered(state, event)),
    polling: (state, event) => afterPoll(answered(state, event), "answer"),
  },
  wentElsewhere: pollElsewhere,
};

/** A stage that is done on the homeserver's own page. */
export const page: Handlers<"page"> = { ...anyStage };

type StageState = StateAt<"stage">;

/** Notes the answer. It takes the place of one from the account form. */
function answered(state: StageState, event: EventOf<"stageSubmitted">): StageState {
  const { view, account } = state;
  const noted: State = withFacts(acted(withProblem(state, null)), { interacted: true });
  return {
    ...noted,
    view: { ...view, problem: null },
    account: account && {
      ...account,
      acceptedPolicies: event.acceptedPolicies ?? account.acceptedPolicies,
      hasRegistrationToken: account.hasRegistrationToken || event.registrationToken,
      answeredStages: account.answeredStages.filter(({ type }) => type !== view.type),
    },
  };
}

function sendAnswer(state: StageState): Step {
  return send(state, stageAuth(state, state.view.type));
}

/** Begins to poll for a stage that could be done here, since the user does it elsewhere. */
function pollElsewhere(state: StageState): Step {
  const { view } = state;
  return hasSession(state) && !view.elsewhere
    ? schedulePoll({ ...state, view: { ...view, elsewhere: true } }, "later")
    : stay(state);
}

/** Handles an event only while the stage may be done elsewhere. */
function whileWaiting<E>(handler: (state: StageState, event: E) => Step) {
  return (state: StageState, event: E): Step =>
    isWaiting(state) ? handler(state, event) : stay(state);
}

/** Takes the user's word that the stage was done elsewhere, where it can be. */
function doneElsewhere(then: (asked: State, before: State) => Step) {
  return (state: StageState): Step => {
    const asked: State = { ...state, view: { ...state.view, elsewhere: true, polls: 0 } };
    return isWaiting(asked) ? then(asked, state) : stay(state);
  };
}

function pollNow(asked: State, before: State): Step {
  const { notBefore, now } = asked;
  return remaining(notBefore, now) > 0
    ? [withProblem(before, { code: "rateLimited", retryAt: notBefore }), []]
    : poll(withFacts(acted(withProblem(asked, null)), { interacted: true }), "tell");
}

/** Lets the next step wait for the poll in flight. */
function afterPoll(state: State, next: AfterPoll): Step {
  const { task } = state;
  return [task.type === "polling" ? { ...state, task: { ...task, next } } : state, []];
}
