import { holdAlone } from "./holdAlone.js";
import { isHidden, isOffline, type Presence, watchPresence } from "./watchPresence.js";

/** Not everybody looks in the same moment when a connection is back: each within these ms. */
const jitter = 2_000;

/**
 * Knows whether it is time to look if a stage was done elsewhere: not while nobody is at this tab, and
 * of several tabs that wait for the same thing only in one of those that are seen.
 */
export function createPollGate(tell: {
  /** Somebody is back, or a look that was put off need not be any longer. */
  readonly returned: (afterMs: number) => void;
  readonly connectionLost: () => void;
}) {
  let name: string | null = null;
  let stop = (): void => undefined;
  let letGo: (() => void) | null = null;
  let isAlone = false;
  let putOff = false;

  function hold(wanted: string): void {
    // Asked for already; it may be another tab's turn.
    if (letGo !== null) return;
    // A browser that knows no locks calls back at once.
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
    /** Looks out for this thing; for `null` no more. */
    keep(wanted: string | null): void {
      if (wanted === name) return;
      stop();
      leave();
      putOff = false;
      name = wanted;
      stop = wanted === null ? () => undefined : watchPresence(onPresence);
      if (wanted !== null && !isHidden()) hold(wanted);
    },
    /** Whether now is a time to look. If not, somebody's return will be. */
    mayPoll(): boolean {
      const may = isAlone && !isHidden() && !isOffline();
      if (isOffline()) tell.connectionLost();
      else if (!may) putOff = true;
      return may;
    },
  };
}
