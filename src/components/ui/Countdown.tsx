"use client";
import { type ReactElement, useEffect, useReducer } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import { waitText } from "../../locales/waitText.js";
import { useApp } from "../context/contexts.js";
import { Paragraph } from "./Elements.js";

export interface CountdownProps {
  /** A time in ms since the epoch; without one nothing is shown. */
  readonly until: number | undefined;
  readonly id?: string;
  /** The text for the ms left. Default: when to try again. */
  readonly text?: (left: number, translator: Translator) => string;
}

/** The time left to wait. It is no live region: it changes every second. */
export function Countdown({ until, id, text = waitText }: CountdownProps): ReactElement | null {
  const { translator } = useApp("Register.Root");
  const left = useCountdown(until);
  if (until === undefined) return null;
  return (
    <Paragraph data-part="countdown" id={id}>
      {text(left, translator)}
    </Paragraph>
  );
}

/** The ms left until a time, updated every second; 0 after it, and without one. */
function useCountdown(until: number | undefined): number {
  const { clock } = useApp("Register.Root");
  const [, update] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (until === undefined) return undefined;
    let stop = (): void => undefined;
    const wait = () => {
      const left = until - clock.now();
      // Waits up to the next full second, so that none is skipped or shown twice.
      if (left > 0) {
        stop = clock.wait(left % 1_000 || 1_000, () => {
          update();
          wait();
        });
      }
    };
    wait();
    return () => {
      stop();
    };
  }, [clock, until]);
  return until === undefined ? 0 : Math.max(0, until - clock.now());
}

/** Whether a time is still to come. It renders once more, when the time has come. */
export function useIsBefore(until: number | undefined): boolean {
  const { clock } = useApp("Register.Root");
  const [, update] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const left = until === undefined ? 0 : until - clock.now();
    return left > 0 ? clock.wait(left, update) : undefined;
  }, [clock, until]);
  return until !== undefined && until > clock.now();
}
