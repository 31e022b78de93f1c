import type { Clock } from "../../uia/machine/types.js";

/** `assertive` interrupts: for what must not be missed. */
export type Urgency = "polite" | "assertive";

/** Something that is said, once. The same words said again are another one. */
export interface Announcement {
  readonly id: number;
  readonly text: string;
}

export type Said = Readonly<Record<Urgency, readonly Announcement[]>>;

export interface Announcements {
  /**
   * Has a screen reader say a text, also when it says the same as the last time. The returned function
   * takes it back once it is no longer true: it is not said any more, and can no longer be read.
   */
  announce: (text: string, urgency?: Urgency) => () => void;
  /** From now on what is announced is said; until the returned function is called, when it waits. */
  start: () => () => void;
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => Said;
}

/** What comes within this time is said together: of changes that follow each other at once some would be lost. In ms. */
const gatheringTime = 150;

/** What the live regions of one root say. */
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
