"use client";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { Registration, RegistrationActions } from "../uia/machine/registration.js";
import type { Snapshot, Status } from "../uia/machine/types.js";
import type { RegistrationOptions } from "../uia/run/registrationOptions.js";
import { useOwnedRegistration } from "./useOwnedRegistration.js";

/** The actions legal in each status. An action that is not legal does nothing. */
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

/** The snapshot of a registration, and the actions legal in it. Tell the statuses apart by `status`. */
export type UseRegister = {
  [S in Status]: Extract<Snapshot, { status: S }> & Pick<RegistrationActions, LegalActions[S]>;
}[Status];

/**
 * Subscribes to one registration: that of one account on one homeserver.
 *
 * Given a registration (`createRegistration()`), it subscribes to it; the registration stays the
 * caller's. Given options, it makes one and owns it until the component has gone for good: StrictMode,
 * Suspense and hidden trees do not end it. A request in flight is never abandoned: `onDone` is called
 * with its end. The options are read once, but for `onDone` and `onEvent`. Another homeserver, trust or
 * kind begins another registration.
 */
export function useRegister(given: Registration | RegistrationOptions): UseRegister {
  return useSnapshot(useOwnedRegistration(given));
}

/** The snapshot of a registration with its actions, at every change; `null` without a registration. */
export function useSnapshot(registration: Registration): UseRegister;
export function useSnapshot(registration: Registration | null): UseRegister | null;
export function useSnapshot(registration: Registration | null): UseRegister | null {
  const subscribe = useCallback(
    (listener: () => void) => registration?.subscribe(listener) ?? doNothing,
    [registration],
  );
  const getSnapshot = useCallback(() => registration?.getSnapshot() ?? null, [registration]);
  const snapshot = useSyncExternalStore(subscribe, getSnapshot, getSnapshot);
  const actions = useMemo(
    () => (registration === null ? null : actionsOf(registration)),
    [registration],
  );
  return useMemo(
    () => (snapshot === null || actions === null ? null : { ...snapshot, ...actions }),
    [snapshot, actions],
  );
}

function doNothing(): undefined {
  return undefined;
}

function actionsOf(registration: Registration): RegistrationActions {
  return {
    keep: (answers) => registration.keep(answers),
    submitAccount: (input) => registration.submitAccount(input),
    submitStage: (input) => registration.submitStage(input),
    checkNow: () => registration.checkNow(),
    resend: () => registration.resend(),
    fallbackUrl: () => registration.fallbackUrl(),
    openFallback: (by) => registration.openFallback(by),
    retry: () => registration.retry(),
    checkAgain: () => registration.checkAgain(),
    chooseFlow: (flow) => registration.chooseFlow(flow),
    changeAnswer: (field) => registration.changeAnswer(field),
    cancel: () => registration.cancel(),
    startAgain: () => registration.startAgain(),
    retryHandover: () => registration.retryHandover(),
  };
}
