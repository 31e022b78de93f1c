import type { Clock } from "../../uia/machine/types.js";

/** `assertive` interrupts the screen reader. */
export type Urgency = "polite" | "assertive";

/** A text said once. The same text said again is another announcement. */
export interface Announcement {
  readonly id: number;
  readonly text: string;
}

export type Said = Readonly<Record<Urgency, readonly Announcement[]>>;

export interface Announcements {
  /**
   * Has a screen reader say a text, also when it is the same as before. The returned function takes it
   * back when it is no longer true: the text is not said, and can no longer be read.
   */
  announce: (text: string, urgency?: Urgency) => () => void;
  /** Says the announcements from now on. After a call of the returned function they wait. */
  start: () => () => void;
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => Said;
}

/** The time in ms in which announcements are collected: a screen reader would miss some that follow at once. */
const gatheringTime = 150;

/** Creates the announcements of one root, for its live regions. */
export function createAnnouncements(clock: Clock): Announcements {
  let said: Said = { polite: [], assertive: [] };
  let waiting: (Announcement & { readonly urgency: Urgency })[] = [];
  let isStarted = false;
  let stopTimer: (() => void) | null = null;
  let count = 0;
  const listeners = new Set<() => void>();

  const become = (next: Partial<Said>) => {
    said = { ...said, ...next };
    for (const listener of listeners) listener();
  };
  const waitingFor = (urgency: Urgency) => {
    const texts = new Map(
      waiting.filter((each) => each.urgency === urgency).map((each) => [each.text, each]),
    );
    return texts.size === 0 ? {} : { [urgency]: [...texts.values()] };
  };
  const wait = () => {
    if (isStarted && waiting.length > 0) stopTimer ??= clock.wait(gatheringTime, say);
  };
  const stop = () => {
    stopTimer?.();
    stopTimer = null;
  };
  const say = () => {
    stopTimer = null;
    const next = { ...waitingFor("polite"), ...waitingFor("assertive") };
    waiting = [];
    become(next);
  };

  return {
    announce: (text, urgency = "polite") => {
      count += 1;
      const id = count;
      waiting.push({ id, text, urgency });
      wait();
      return () => {
        waiting = waiting.filter((each) => each.id !== id);
        if (waiting.length === 0) stop();
        if (said[urgency].some((each) => each.id === id)) {
          become({ [urgency]: said[urgency].filter((each) => each.id !== id) });
        }
      };
    },
    start: () => {
      isStarted = true;
      wait();
      return () => {
        isStarted = false;
        stop();
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => said,
  };
}
