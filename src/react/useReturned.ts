"use client";
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Callback } from "../redirect/callback.js";
import { createReturn, type ReturnOptions, type ReturnSnapshot } from "../redirect/finishReturn.js";
import type { OnDone } from "../uia/machine/types.js";

export interface UseReturnedOptions extends ReturnOptions {
  /** Called once with the account; if it throws, `retryHandover()` repeats it. */
  readonly onDone?: OnDone | undefined;
}

export type ReturnState = ReturnSnapshot & {
  /** Tries again after `notLoaded`. */
  readonly retry: () => void;
  /** Gives up while `finishing`. */
  readonly cancel: () => void;
  readonly retryHandover: () => void;
};

/**
 * Signs in the user who came back from an account page or a sign-on, with the result of
 * `takeCallback()`; `null` without one. The options are read once, but for `onDone`.
 */
export function useReturned(
  callback: Callback | null,
  options: UseReturnedOptions = {},
): ReturnState | null {
  const returned = useMemo(() => (callback === null ? null : createReturn(callback)), [callback]);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const { fetch, clock, inhibitLogin, onDone } = options;
  const isReceiver = onDone !== undefined;
  useEffect(() => {
    returned?.start({ fetch, clock, inhibitLogin });
    if (isReceiver) returned?.handTo((result, handed) => latest.current.onDone?.(result, handed));
  }, [returned, fetch, clock, inhibitLogin, isReceiver]);

  const subscribe = useCallback(
    (listener: () => void) => returned?.subscribe(listener) ?? (() => undefined),
    [returned],
  );
  const getSnapshot = useCallback(() => returned?.getSnapshot() ?? null, [returned]);
  const snapshot = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot);
  return useMemo(() => {
    if (snapshot === null || returned === null) return null;
    return {
      ...snapshot,
      retry: () => returned.retry(),
      cancel: () => returned.cancel(),
      retryHandover: () => returned.retryHandover(),
    };
  }, [snapshot, returned]);
}

/** A server knows of no return, and what it rendered is taken over first. */
function getServerSnapshot(): null {
  return null;
}
