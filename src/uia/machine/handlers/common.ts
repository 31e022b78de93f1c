import type { EventOf, Step } from "../event.js";
import { sameFlow } from "../flows.js";
import { isInDoubt } from "../session.js";
import type { Auth, State } from "../state.js";
import {
  acted,
  atAccount,
  bySession,
  check,
  send,
  sendFresh,
  startOver,
  stay,
  uncertain,
} from "../steps.js";
import { answers } from "./answers.js";
import { onProbed } from "./firstRefused.js";
import type { Handlers, StateIn } from "./handlers.js";
import { onNameChecked } from "./sessionRefused.js";
import { messageRefused, messageSent } from "./validating.js";

/** The account form. Everything typed is kept. */
export const toForm = (state: State): Step => atAccount(state, []);

/** Notes that the user cancelled. The end of the request is learned first: it may make the account. */
export const cancelLater = (state: State): Step => [{ ...state, cancelling: true }, []];

function retry(state: StateIn<"paused">): Step {
  const { again } = state.task;
  if (again === "check") return check(state, { lost: bySession, tries: 0 });
  return sendAgain(acted(state), again);
}

/** Sends a request that had to wait. */
function sendAgain(state: State, auth: Auth): Step {
  return auth.by === "none" ? sendFresh(state) : send(state, auth);
}

/** Leaves a pause for the form. While the account may exist, the user is told. */
function leavePause(state: StateIn<"paused" | "awaitingTurn">): Step {
  const { task } = state;
  return isInDoubt(state) || (task.type === "paused" && task.again === "check")
    ? uncertain(state, "noAnswer")
    : toForm(state);
}

/** Takes another flow, where the homeserver offers it. */
export function choosing(then: (state: State) => Step) {
  return (state: State, { flow }: EventOf<"flowChosen">): Step =>
    state.challenge?.flows.some((offered) => sameFlow(offered, flow)) === true
      ? then({ ...acted(state), flow, flowChosenByUser: true })
      : stay(state);
}

/** The handlers of every screen before the end: answers of the homeserver, and exits. */
export const everywhere = {
  ...answers,
  messageSent,
  messageRefused,
  timeCame: {
    awaitingCheck: (state) => check(state, state.task),
    awaitingTurn: (state) => sendAgain(state, state.task.auth),
  },
  nameChecked: { checkingName: onNameChecked },
  probed: { probing: onProbed },
  retried: { paused: retry },
  cancelled: {
    checkingToken: cancelLater,
    checkingName: cancelLater,
    probing: cancelLater,
    registering: cancelLater,
    awaitingTurn: leavePause,
    sendingCode: cancelLater,
    polling: cancelLater,
    queued: cancelLater,
    checking: cancelLater,
    awaitingCheck: (state) => uncertain(state, "noAnswer"),
    paused: leavePause,
    rateLimited: leavePause,
  },
  startedAgain: {
    idle: startOver,
    paused: startOver,
    rateLimited: startOver,
    polling: cancelLater,
    queued: cancelLater,
  },
  finishedElsewhere: (state) => [{ ...state, finishedElsewhere: true }, []],
} satisfies Handlers<"account" | "stage" | "message" | "page" | "uncertain">;
