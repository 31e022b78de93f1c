import { isDoneHere, mediumOf, sameFlow } from "./flows.js";
import { openDoor } from "./initialView.js";
import { proceed } from "./onChallenge.js";
import { isWaiting, poll, schedulePoll, stageAuth } from "./polling.js";
import type { AccountField } from "./problem.js";
import type { AfterPoll, Auth, Event, State, Step } from "./state.js";
import {
  acted,
  atAccount,
  check,
  idle,
  nothingCounted,
  send,
  sendFresh,
  stay,
  uncertain,
  withProblem,
} from "./steps.js";
import { toAddress } from "./validation.js";

export function onStageSubmitted(
  state: State,
  event: Extract<Event, { type: "stageSubmitted" }>,
): Step {
  const { view: place, task: doing, account } = state;
  if (place.status !== "stage" || account === null || !mayAct(state)) return stay(state);
  // An address is given and a code submitted in their own ways.
  if (mediumOf(place.type) !== undefined || !isDoneHere(place.type, state)) return stay(state);
  const answered: State = {
    ...acted(withProblem(state, null)),
    interacted: true,
    account: {
      ...account,
      acceptedPolicies: event.acceptedPolicies ?? account.acceptedPolicies,
      hasRegistrationToken: account.hasRegistrationToken || event.registrationToken,
      // This answer takes the place of one from the account form.
      answeredStages: account.answeredStages.filter(({ type }) => type !== place.type),
    },
  };
  return doing.activity === "polling"
    ? afterLook(answered, "answer")
    : send(answered, stageAuth(answered, place.type));
}

/** The person asks whether the stage was done elsewhere. */
export function onPollAsked(state: State): Step {
  const { view: place, task: doing, polls: looks, now } = state;
  if (place.status !== "stage" || !mayAct(state)) return stay(state);
  // What could be done here they have done there.
  const asked: State = { ...state, view: { ...place, elsewhere: true, polls: 0 } };
  if (!isWaiting(asked)) return stay(state);
  if (doing.activity === "polling") return afterLook(acted(asked), "tell");
  if (looks.notBefore > now) {
    return [withProblem(state, { code: "limited", retryAt: looks.notBefore }), []];
  }
  return poll({ ...acted(withProblem(asked, null)), interacted: true }, "tell");
}

/** A look is on its way: what the person wants comes after it. */
function afterLook(state: State, next: AfterPoll): Step {
  return state.task.activity === "polling"
    ? [{ ...state, task: { ...state.task, next } }, []]
    : stay(state);
}

/** Nothing is on its way that the person is to wait for. */
function mayAct({ task: doing, cancelling }: State): boolean {
  if (cancelling) return false;
  if (doing.activity === "polling") return doing.next === "wait" || doing.next === "tell";
  return doing.activity === "idle";
}

/** A stage that could be done here may be done there now. */
export function onWentElsewhere(state: State): Step {
  const { view: place, hasSession } = state;
  if (place.status !== "stage" || !hasSession || place.elsewhere) return stay(state);
  if (mediumOf(place.type) !== undefined || isWaiting(state)) return stay(state);
  const gone: State = { ...state, view: { ...place, elsewhere: true } };
  return schedulePoll(gone, "later");
}

export function onRetried(state: State): Step {
  const { task: doing, now } = state;
  if (doing.activity !== "paused" || (doing.problem.retryAt ?? 0) > now) return stay(state);
  if (doing.again === "check") {
    return check({
      ...state,
      task: { activity: "checking", lost: bySession, tries: 0, asking: false },
    });
  }
  const begun = acted(state);
  if (doing.again.by === "none") return sendFresh(begun);
  return send(begun, doing.again);
}

export function onCheckedAgain(state: State): Step {
  const { view: place, task: doing, hasSession } = state;
  if (place.status !== "uncertain" || doing.activity !== "idle" || !hasSession) return stay(state);
  // One check: the person asked for it and is told at once.
  return check({
    ...state,
    task: { activity: "checking", lost: bySession, tries: 2, asking: false },
  });
}

export function onFlowChosen(state: State, flow: State["flow"]): Step {
  const { view: place, task: doing, challenge } = state;
  if (flow === null || challenge === null || !mayAct(state)) return stay(state);
  if (!challenge.flows.some((offered) => sameFlow(offered, flow))) return stay(state);
  const chosen = { ...acted(state), flow, flowChosenByPerson: true };
  if (doing.activity === "polling") return afterLook(chosen, "proceed");
  if (place.status === "account") return [chosen, []];
  return place.status === "stage" ? proceed(chosen) : stay(state);
}

export function onAnswerChanged(state: State, field: AccountField): Step {
  const { view: place, task: doing } = state;
  const medium = place.status === "stage" ? mediumOf(place.type) : undefined;
  if (medium !== undefined && medium === field && mayAct(state)) {
    return toAddress(state, medium, null);
  }
  if (doing.activity === "polling") return [{ ...state, cancelling: true }, []];
  if (doing.activity !== "idle") return stay(state);
  if (place.status === "stage") return atAccount(state, []);
  return state.view.status === "uncertain" ? startOver(state) : stay(state);
}

export function onCancelled(state: State): Step {
  const { task: doing, view: place } = state;
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
  const { task: doing, view: place } = state;
  if (place.status === "done") return stay(state);
  // Back at the form the person begins anew.
  if (doing.activity === "polling") return onCancelled(state);
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
    validatedAddress: nothingCounted,
    seen: [],
    interacted: false,
    restarted: false,
    task: idle,
    view: { status: "account", problems: [] },
  };
  return [
    challenge === null ? fresh : openDoor(fresh, challenge),
    [{ type: "stopWaiting" }, { type: "dropSession" }],
  ];
}

const bySession: Auth = { by: "session", corrected: false };
