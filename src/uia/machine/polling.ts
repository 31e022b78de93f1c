import { isDoneHere, mediumOf } from "./flows.js";
import type { AddressCheck, AfterPoll, Auth, State, Step } from "./state.js";
import { stay } from "./steps.js";
import type { Polling } from "./types.js";

/** Looks by itself after an act of the person, at most, and in half an hour, at most. */
const mostLooks = 70;
const halfAnHour = 30 * 60_000;
/** After this long, in ms, it is time to say what may be the reason that a message is not there. */
export const lateAfter = 3 * 60_000;
/** ms between two looks at least, also for who comes back to this tab again and again. */
const leastWait = 3_000;

/** Wait in ms before the next look: 5 s, and slower each time until it is 30 s. */
function pollWait(polls: number): number {
  return Math.min(Math.round(5_000 * 1.1 ** polls), 30_000);
}

/**
 * Whether the stage is done elsewhere, so that looking now and then tells: the link in a mail, or
 * the homeserver's own page.
 */
export function isWaiting(state: State): boolean {
  const { view: place, hasSession } = state;
  if (place.status !== "stage") return false;
  const medium = mediumOf(place.type);
  const isHere = isDoneHere(place.type, state);
  if (medium === undefined || !isHere) return hasSession && (!isHere || place.elsewhere);
  const reply = messageHere(state)?.reply;
  return reply !== undefined && reply !== "code";
}

/** The message whose link or code the stage waits for. */
export function messageHere({ view: place, validations }: State): AddressCheck | undefined {
  const medium = place.status === "stage" ? mediumOf(place.type) : undefined;
  const validation = medium === undefined ? null : validations[medium];
  return validation?.step === "sent" ? validation.checks[validation.address] : undefined;
}

/** A stage with what belongs to it: for a mail or a text message the address. */
export function stageAuth({ validations }: State, type: string): Auth {
  const medium = mediumOf(type);
  const address = medium === undefined ? undefined : validations[medium]?.address;
  return { by: "stage", type, ...(address === undefined ? {} : { address }) };
}

/** What a look sends: for a mail the stage itself, since only that makes the homeserver look. */
function lookAuth(state: State): Auth {
  const { view: place } = state;
  return place.status === "stage" && mediumOf(place.type) && isDoneHere(place.type, state)
    ? stageAuth(state, place.type)
    : { by: "session", corrected: false };
}

/**
 * Sees to the next look: as soon as may be (`ifSeen`: if somebody is there, which the person or the time
 * that came has not shown), or at its pace; to none while something is on its way, or once it was looked
 * often enough.
 */
export function schedulePoll(state: State, when: "soon" | "ifSeen" | "later", afterMs = 0): Step {
  const { view: place, task: doing, now, polls: looks } = state;
  if (place.status !== "stage" || doing.activity !== "idle") return stay(state);
  if (!isWaiting(state)) return watchForCode(state);
  if (place.isOffline || hasEnded(state)) return stay(state);
  const { times, notBefore } = looks;
  const at = Math.max(
    now + (when === "later" ? pollWait(place.polls) : afterMs),
    notBefore,
    (times.at(-1) ?? -Infinity) + leastWait,
    (times.at(-mostLooks) ?? -Infinity) + halfAnHour,
  );
  return at > now || when === "ifSeen"
    ? [state, [{ type: "wait", ms: at - now }]]
    : poll(state, "wait");
}

/** Nothing is looked for, but a code that does not come is spoken of. */
function watchForCode(state: State): Step {
  const message = messageHere(state);
  if (message === undefined) return stay(state);
  const ms = message.sentAt + lateAfter - state.now;
  return ms > 0 ? [state, [{ type: "wait", ms }]] : [{ ...state }, []];
}

/** It was looked so often after the last act that no look comes by itself. */
function hasEnded({ view: place }: State): boolean {
  return place.status === "stage" && place.polls >= mostLooks;
}

/** Whether it is looked for by itself whether the stage was done elsewhere. */
export function pollingOf(state: State): Polling {
  const { view: place, task: doing } = state;
  if (place.status !== "stage" || !isWaiting(state)) return "none";
  if (place.isOffline) return "offline";
  return hasEnded(state) && doing.activity !== "polling" ? "ended" : "active";
}

export function onReturned(state: State, afterMs: number): Step {
  const { view: place } = state;
  if (place.status !== "stage" || !isWaiting(state)) return stay(state);
  const back = place.isOffline ? { ...state, view: { ...place, isOffline: false } } : state;
  return schedulePoll(back, "soon", afterMs);
}

export function onConnectionLost(state: State): Step {
  const { view: place } = state;
  if (place.status !== "stage" || place.isOffline || !isWaiting(state)) return stay(state);
  return [{ ...state, view: { ...place, isOffline: true } }, []];
}

/** Looks now. */
export function poll(state: State, next: AfterPoll): Step {
  const { view: place, polls: looks, now } = state;
  if (place.status !== "stage") return stay(state);
  const auth = lookAuth(state);
  const times = [...looks.times.filter((time) => time > now - halfAnHour), now];
  return [
    {
      ...state,
      polls: { ...looks, times },
      view: { ...place, polls: place.polls + 1, isOffline: false },
      task: { activity: "polling", auth, next },
    },
    [{ type: "stopWaiting" }, { type: "register", auth }],
  ];
}
