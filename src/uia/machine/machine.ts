import { serverNameOf } from "../../protocol/guards/identifiers.js";
import { openDoor } from "./initialView.js";
import { onCodeAnswered, onCodeGiven, onCodeRefused } from "./messageCode.js";
import { onChallenged } from "./onChallenge.js";
import { onOffline, onRefused, onUnanswered } from "./onRefusal.js";
import {
  onAnswerChanged,
  onCancelled,
  onCheckedAgain,
  onFlowChosen,
  onPollAsked,
  onRetried,
  onStageSubmitted,
  onStartedAgain,
  onWentElsewhere,
} from "./personEvents.js";
import { onConnectionLost, onReturned, schedulePoll } from "./polling.js";
import type { Challenge, Event, Settings, State, Step } from "./state.js";
import { automaticBudget, check, doneWithoutAccount, idle, nothingCounted, stay } from "./steps.js";
import { mayEdit, onAccountSubmitted, onTokenChecked } from "./submission.js";
import { onAddressGiven, onMessageRefused, onMessageSent, onResent } from "./validation.js";

/** The run before anything was sent; `challenge` is what discovery learned, if it asked. */
export function initialState(settings: Settings, challenge: Challenge | null): State {
  const state: State = {
    settings,
    now: 0,
    view: { status: "account", problems: [] },
    task: idle,
    account: null,
    challenge,
    hasSession: false,
    flow: null,
    flowChosenByPerson: false,
    flowChanges: 0,
    validations: { email: null, phone: null },
    validatedAddress: nothingCounted,
    polls: { times: [], notBefore: 0 },
    autoSent: [],
    automaticLeft: automaticBudget,
    seen: [],
    interacted: false,
    restarted: false,
    possiblyCreated: null,
    limitsInARow: 0,
    cancelling: false,
    finishedElsewhere: false,
  };
  return challenge === null || settings.kind === "guest" ? state : openDoor(state, challenge);
}

/** Pure and total. An event that means nothing in a state leaves the state as it is. */
export function transition(state: State, event: Event): Step {
  const [next, commands] = stepOf(state, event);
  return next.finishedElsewhere && !isOver(next) && !isAsking(next)
    ? inAnotherTab(next)
    : [next, commands];
}

function stepOf(state: State, event: Event): Step {
  switch (event.type) {
    case "accountRejected":
      // A pause goes on: what the form found out does not shorten it.
      return mayEdit(state)
        ? [{ ...state, view: { status: "account", problems: event.problems } }, []]
        : stay(state);
    case "accountSubmitted":
      return onAccountSubmitted(state, event);
    case "tokenChecked":
      return onTokenChecked(state, event.valid);
    case "stageSubmitted":
      return onStageSubmitted(state, event);
    case "pollAsked":
      return onPollAsked(state);
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
    case "addressGiven":
      return onAddressGiven(state, event);
    case "resent":
      return onResent(state);
    case "messageSent":
      return onMessageSent(state, event);
    case "messageRefused":
      return onMessageRefused(state, event);
    case "codeGiven":
      return onCodeGiven(state);
    case "codeAnswered":
      return onCodeAnswered(state, event.accepted);
    case "codeRefused":
      return onCodeRefused(state, event);
    case "wentElsewhere":
      return onWentElsewhere(state);
    case "timeCame":
      if (state.task.activity !== "checking") return schedulePoll(state, "soon");
      return state.task.asking ? stay(state) : check(state);
    case "returned":
      return onReturned(state, event.afterMs);
    case "connectionLost":
      return onConnectionLost(state);
    case "retried":
      return onRetried(state);
    case "checkedAgain":
      return onCheckedAgain(state);
    case "flowChosen":
      return onFlowChosen(state, event.flow);
    case "answerChanged":
      return onAnswerChanged(state, event.field);
    case "finishedElsewhere":
      return isOver(state) ? stay(state) : [{ ...state, finishedElsewhere: true }, []];
    case "cancelled":
      return onCancelled(state);
    case "startedAgain":
      return onStartedAgain(state);
    case "handover":
      return state.view.status === "done"
        ? [{ ...state, view: { ...state.view, handover: event.handover } }, []]
        : stay(state);
  }
}

/** A request of ours is on its way, so an answer means something. */
export function awaitsAnswer({ task: doing }: State): boolean {
  return (
    (doing.activity === "sending" && doing.what === "register") ||
    (doing.activity === "checking" && doing.asking) ||
    doing.activity === "polling"
  );
}

/** The end of what is on its way is learned first: it may be that very account. */
function isAsking(state: State): boolean {
  return awaitsAnswer(state) || state.task.activity === "sending";
}

/** Nothing more comes of the run. */
export function isOver({ view: place }: State): boolean {
  return place.status === "done" || place.status === "failed";
}

function inAnotherTab(state: State): Step {
  const [done, commands] = doneWithoutAccount(state, "inAnotherTab");
  return [done, [{ type: "stopWaiting" }, ...commands]];
}

function onRegistered(state: State, event: Extract<Event, { type: "registered" }>): Step {
  if (serverNameOf(event.userId, state.settings.homeserver.serverName) === undefined) {
    return [
      {
        ...state,
        task: idle,
        view: { status: "failed", problem: { code: "wrongServerName" } },
      },
      [{ type: "dropSession" }],
    ];
  }
  return [
    {
      ...state,
      task: idle,
      cancelling: false,
      view: {
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
