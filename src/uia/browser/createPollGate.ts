import { holdAlone } from "./holdAlone.js";
import { isOffline } from "./isOffline.js";
import { isHidden, type Presence, watchPresence } from "./watchPresence.js";

/** The longest random wait in ms after a connection is back, so that not all clients poll at once. */
const jitter = 2_000;

/**
 * Decides whether this tab may poll: only while it is visible. Of several visible tabs that wait
 * for the same message or page, one polls.
 */
export function createPollGate(tell: {
  /** The user is back, or a delayed poll may be sent now. */
  readonly returned: (afterMs: number) => void;
  readonly connectionLost: () => void;
}) {
  let name: string | null = null;
  let stop = (): void => undefined;
  let letGo: (() => void) | null = null;
  let isAlone = false;
  let putOff = false;

  function hold(wanted: string): void {
    // The lock is asked for already. Another tab may hold it.
    if (letGo !== null) return;
    // A browser without locks calls back at once.
    letGo = () => undefined;
    letGo = holdAlone(wanted, () => {
      isAlone = true;
      if (putOff) tell.returned(0);
      putOff = false;
    });
  }

  function leave(): void {
    letGo?.();
    letGo = null;
    isAlone = false;
  }

  function onPresence(presence: Presence): void {
    if (name === null) return;
    switch (presence) {
      case "left":
        leave();
        return;
      case "back":
        if (!isOffline()) putOff = true;
        hold(name);
        if (isAlone && putOff) tell.returned(0);
        if (isAlone) putOff = false;
        return;
      case "online":
        if (isAlone && !isHidden()) tell.returned(Math.floor(Math.random() * jitter));
        else putOff = true;
        return;
      case "offline":
        tell.connectionLost();
    }
  }

  return {
    /** Begins to watch for this name, or ends it for `null`. */
    keep(wanted: string | null): void {
      if (wanted === name) return;
      stop();
      leave();
      putOff = false;
      name = wanted;
      stop = wanted === null ? () => undefined : watchPresence(onPresence);
      if (wanted !== null && !isHidden()) hold(wanted);
    },
    /** Whether this tab may poll now. If not, `returned` is called later. */
    mayPoll(): boolean {
      const may = isAlone && !isHidden() && !isOffline();
      if (isOffline()) tell.connectionLost();
      else if (!may) putOff = true;
      return may;
    },
  };
}
