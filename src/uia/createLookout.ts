import { holdAlone } from "./holdAlone.js";
import { isAway, watchReturn } from "./watchReturn.js";

/**
 * Knows whether it is time to look if a stage was done elsewhere: not while nobody is at this tab,
 * and of several tabs that wait for the same thing only in one.
 * @param onReturn told when somebody is back, or a look was put off and need not be any longer
 */
export function createLookout(onReturn: () => void) {
  let stop: (() => void) | null = null;
  let isAlone = false;
  let putOff = false;

  function begin(name: string): () => void {
    const stopReturn = watchReturn(() => {
      if (isAlone) onReturn();
    });
    const letGo = holdAlone(name, () => {
      isAlone = true;
      if (putOff) onReturn();
      putOff = false;
    });
    return () => {
      stopReturn();
      letGo();
      isAlone = false;
      putOff = false;
    };
  }

  return {
    /** Looks out for this thing; for `null` no more. */
    keep(name: string | null): void {
      if ((name === null) === (stop === null)) return;
      stop?.();
      stop = name === null ? null : begin(name);
    },
    /** Whether now is a time to look. If not, somebody's return will be. */
    mayLook(): boolean {
      const may = isAlone && !isAway();
      if (!may) putOff = true;
      return may;
    },
  };
}
