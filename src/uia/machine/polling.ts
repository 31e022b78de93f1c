import type { EventOf, Step } from "./event.js";
import { isDoneHere, mediumOf } from "./form/fields.js";
import { hasSession } from "./session.js";
import type { AddressCheck, AfterPoll, Auth, State } from "./state.js";
import { bySession, stay } from "./steps.js";
import type { Polling } from "./types.js";
import { remaining } from "./waits.js";

/** The most polls after an act of the user, and the most in half an hour. */
const mostPolls = 70;
const halfAnHour = 30 * 60_000;
/** The time in ms after which a message counts as late. */
export const lateAfter = 3 * 60_000;
/** Least time in ms between two polls, however often the user comes back to this tab. */
const leastWait = 3_000;

/** Wait in ms before the next poll: 5 s, and longer each time up to 30 s. */
function pollWait(polls: number): number {
  return Math.min(Math.round(5_000 * 1.1 ** polls), 30_000);
}

/** Whether the stage is done elsewhere (a link in a mail, the homeserver's own page), so that polling tells. */
export function isWaiting(state: State): boolean {
  const { view } = state;
  if (view.status !== "stage") return false;
  const isHere = isDoneHere(view.type, state);
  if (mediumOf(view.type) === undefined || !isHere) {
    return hasSession(state) && (!isHere || view.elsewhere);
  }
  const reply = messageHere(state)?.reply;
  return reply !== undefined && reply !== "code";
}

/** The message whose link or code the stage waits for. */
export function messageHere({ view, validations }: State): AddressCheck | undefined {
  const medium = view.status === "stage" ? mediumOf(view.type) : undefined;
  const validation = medium === undefined ? null : validations[medium];
  return validation?.step === "sent" ? validation.checks[validation.address] : undefined;
}

/** The `auth` of a stage, with the address for a mail or a text message. */
export function stageAuth({ validations }: State, type: string): Auth {
  const medium = mediumOf(type);
  const address = medium === undefined ? undefined : validations[medium]?.address;
  return { by: "stage", type, ...(address === undefined ? {} : { address }) };
}

/** The `auth` of a poll. For a mail it is the stage: only that makes the homeserver look. */
function pollAuth(state: State): Auth {
  const { view } = state;
  return view.status === "stage" && mediumOf(view.type) && isDoneHere(view.type, state)
    ? stageAuth(state, view.type)
    : bySession;
}

/**
 * Schedules the next poll. `soon`: now; `ifSeen`: now, if the tab is visible; `later`: after the
 * back-off. Schedules none while a request is in flight, or after the most polls.
 */
export function schedulePoll(state: State, when: "soon" | "ifSeen" | "later", afterMs = 0): Step {
  const { view, task, now, polls, notBefore } = state;
  if (view.status !== "stage" || task.type !== "idle") return stay(state);
  if (!isWaiting(state)) return waitForCode(state);
  if (view.isOffline || hasEnded(state)) return stay(state);
  const ms = Math.max(
    when === "later" ? pollWait(view.polls) : afterMs,
    remaining(notBefore, now),
    remaining((polls.at(-1) ?? -Infinity) + leastWait, now, leastWait),
    remaining((polls.at(-mostPolls) ?? -Infinity) + halfAnHour, now, halfAnHour),
  );
  return ms > 0 || when === "ifSeen" ? [state, [{ type: "wait", ms }]] : poll(state, "wait");
}

/** Waits until a code counts as late. */
function waitForCode(state: State): Step {
  const message = messageHere(state);
  if (message === undefined) return stay(state);
  const ms = remaining(message.sentAt + lateAfter, state.now);
  return ms > 0 ? [state, [{ type: "wait", ms }]] : [{ ...state }, []];
}

/** Whether polling has ended, until the user acts. */
function hasEnded({ view }: State): boolean {
  return view.status === "stage" && view.polls >= mostPolls;
}

/** Whether the homeserver is polled for the stage, as the app is told. */
export function pollingOf(state: State): Polling {
  const { view, task } = state;
  if (view.status !== "stage" || !isWaiting(state)) return "none";
  if (view.isOffline) return "offline";
  return hasEnded(state) && task.type !== "polling" ? "ended" : "active";
}

/** Polls again, since the user or the connection is back. */
export function onReturned(state: State, { afterMs }: EventOf<"returned">): Step {
  const { view } = state;
  const back =
    view.status === "stage" && view.isOffline
      ? { ...state, view: { ...view, isOffline: false } }
      : state;
  return schedulePoll(back, "soon", afterMs);
}

export function onConnectionLost(state: State): Step {
  const { view } = state;
  return view.status === "stage" && !view.isOffline
    ? [{ ...state, view: { ...view, isOffline: true } }, []]
    : stay(state);
}

/** Polls now. */
export function poll(state: State, next: AfterPoll): Step {
  const { view, polls, now } = state;
  if (view.status !== "stage") return stay(state);
  const auth = pollAuth(state);
  const recent = polls.filter((time) => time > now - halfAnHour && time <= now);
  return [
    {
      ...state,
      polls: [...recent, now],
      view: { ...view, polls: view.polls + 1, isOffline: false },
      task: { type: "polling", auth, next },
    },
    [{ type: "stopWaiting" }, { type: "register", auth }],
  ];
}
