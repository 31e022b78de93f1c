import { isDoneHere, mediumOf } from "./flows.js";
import type { Auth, State, Step } from "./state.js";

/** Looks while one stage waits, at most: with the waits below they take half an hour. */
const mostPolls = 70;

/** Wait in ms before a look: 5 s, and slower each time until it is 30 s. */
function pollWait(polls: number): number {
  return Math.min(Math.round(5_000 * 1.1 ** polls), 30_000);
}

/** After these many looks it is time to say what may be the reason: about three minutes. */
export const latePolls = 16;

/**
 * Whether the stage is done elsewhere, so that looking now and then tells: the link in a mail, or
 * the homeserver's own page.
 */
export function isWaiting(state: State): boolean {
  const { place, hasSession } = state;
  if (place.status !== "stage") return false;
  const medium = mediumOf(place.type);
  const isHere = isDoneHere(place.type, state);
  if (medium === undefined || !isHere) return hasSession && (!isHere || place.elsewhere);
  const validation = state.validations[medium];
  return validation?.step === "sent" && !validation.asksCode;
}

/** What a look sends: for a mail the stage itself, since only that makes the homeserver look. */
export function pollAuth(state: State): Auth {
  const { place } = state;
  return place.status === "stage" && mediumOf(place.type) && isDoneHere(place.type, state)
    ? { by: "stage", type: place.type }
    : { by: "session", corrected: false };
}

/** Looks now, or after a while; not at all once it has looked often enough. */
export function wait(state: State, when: "now" | "later", atLeastMs = 0): Step {
  const { place } = state;
  const idle: State = { ...state, doing: { activity: "idle" } };
  if (place.status !== "stage" || !isWaiting(state) || place.polls >= mostPolls) return [idle, []];
  if (when === "later") {
    return [idle, [{ type: "wait", ms: Math.max(pollWait(place.polls), atLeastMs) }]];
  }
  const auth = pollAuth(state);
  return [
    { ...idle, place: { ...place, polls: place.polls + 1 }, doing: { activity: "polling", auth } },
    [{ type: "stopWaiting" }, { type: "register", auth }],
  ];
}
