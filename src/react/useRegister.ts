"use client";
import { useInsertionEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { Registration, RegistrationActions, Snapshot, Status } from "../uia/machine/types.js";
import { createRegistration } from "../uia/run/createRegistration.js";
import type { RegistrationOptions } from "../uia/run/registrationOptions.js";
import { useDisposable } from "./useDisposable.js";

/** What can be done where. An action called where it is not legal does nothing. */
interface LegalActions {
  account: "keep" | "submitAccount" | "chooseFlow" | "retry" | "cancel" | "startAgain";
  stage:
    | "submitStage"
    | "checkNow"
    | "resend"
    | "fallbackUrl"
    | "openFallback"
    | "chooseFlow"
    | "changeAnswer"
    | "retry"
    | "cancel"
    | "startAgain";
  done: "retryHandover";
  uncertain: "checkAgain" | "changeAnswer" | "retry" | "cancel" | "startAgain";
  failed: "startAgain";
}

/** The snapshot of a run, and the actions legal in it. Tell the statuses apart by `status`. */
export type UseRegister = {
  [S in Status]: Extract<Snapshot, { status: S }> & Pick<RegistrationActions, LegalActions[S]>;
}[Status];

/**
 * One attempt at one account on one homeserver, as a component sees it.
 *
 * Given a run (`createRegistration()`), it subscribes; the run stays the caller's. Given options, it
 * makes one and owns it until the component has gone for good, which StrictMode, Suspense and hidden
 * trees are not. A request on its way is never abandoned: its end is learned first, and `onDone` is
 * called with it. The options are read once, but for `onDone` and `onEvent`; to begin with another
 * homeserver, give the component another `key`.
 */
export function useRegister(runOrOptions: Registration | RegistrationOptions): UseRegister {
  const given = isRun(runOrOptions) ? runOrOptions : undefined;
  const latest = useRef(runOrOptions);
  useInsertionEffect(() => {
    latest.current = runOrOptions;
  });
  const owned = useDisposable(() => {
    if (isRun(runOrOptions)) return undefined;
    return createRegistration(withLatest(runOrOptions, latest));
  }, dispose);

  const run = given ?? owned;
  if (run === undefined) {
    throw new Error(
      "useRegister was given a run first and options later. Give it one or the other.",
    );
  }
  const { subscribe, getSnapshot } = useMemo(() => storeOf(run), [run]);
  const snapshot = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  const actions = useMemo(() => actionsOf(run), [run]);
  return useMemo(() => ({ ...snapshot, ...actions }), [snapshot, actions]);
}

function isRun(runOrOptions: Registration | RegistrationOptions): runOrOptions is Registration {
  return "getSnapshot" in runOrOptions;
}

/** The options with callbacks that call what the component was rendered with last. */
function withLatest(
  options: RegistrationOptions,
  latest: { readonly current: Registration | RegistrationOptions },
): RegistrationOptions {
  const callbacks = () => (isRun(latest.current) ? options : latest.current);
  return {
    ...options,
    ...(options.onDone && { onDone: (result) => callbacks().onDone?.(result) }),
    ...(options.onEvent && { onEvent: (event) => callbacks().onEvent?.(event) }),
  };
}

function dispose(run: Registration | undefined): void {
  run?.dispose();
}

function storeOf(run: Registration) {
  return {
    subscribe: (listener: () => void) => run.subscribe(listener),
    getSnapshot: () => run.getSnapshot(),
  };
}

function actionsOf(run: Registration): RegistrationActions {
  return {
    keep: (answers) => run.keep(answers),
    submitAccount: (input) => run.submitAccount(input),
    submitStage: (input) => run.submitStage(input),
    checkNow: () => run.checkNow(),
    resend: () => run.resend(),
    fallbackUrl: () => run.fallbackUrl(),
    openFallback: (by) => run.openFallback(by),
    retry: () => run.retry(),
    checkAgain: () => run.checkAgain(),
    chooseFlow: (flow) => run.chooseFlow(flow),
    changeAnswer: (field) => run.changeAnswer(field),
    cancel: () => run.cancel(),
    startAgain: () => run.startAgain(),
    retryHandover: () => run.retryHandover(),
  };
}
