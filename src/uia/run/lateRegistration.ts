import type { LateModule } from "../browser/lateModule.js";
import { accountFields } from "../machine/form/fields.js";
import type { Registration, SubmitOutcome } from "../machine/registration.js";
import type { State } from "../machine/state.js";
import type { AccountAnswers, AccountInput, Result, Snapshot } from "../machine/types.js";
import { callApp } from "./callApp.js";
import { earlyAnswers, keepEarly } from "./earlyAnswers.js";
import { checkOptions, type RegistrationOptions } from "./registrationOptions.js";
import { initialStateOf } from "./settingsOf.js";

/** The module that makes registrations. */
export interface RegistrationModule {
  readonly createRegistration: (options: RegistrationOptions) => Registration;
}

/**
 * Creates a registration whose machine is loaded when it is needed: with the first answer that is kept,
 * or with the form. Until then it stands at the form, or at the reason why there is none.
 * @throws TypeError when the trust does not allow the homeserver's base URL
 * @throws RangeError when the device's display name has over 100 characters
 */
export function lateRegistration(
  options: RegistrationOptions,
  late: LateModule<RegistrationModule>,
): Registration {
  const { module } = late.getSnapshot();
  if (module !== null) return module.createRegistration(options);

  let snapshot = firstSnapshotOf(initialStateOf(checkOptions(options)), earlyAnswers(options));
  let registration: Registration | null = null;
  let isDisposed = false;
  let kept: AccountAnswers | null = null;
  const stops = new Map<() => void, () => void>();
  let settle: { resolve: (result: Promise<Result>) => void; reject: (error: Error) => void };
  const result = new Promise<Result>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The app need not await it.
  result.catch(() => undefined);

  const tell = (): void => {
    for (const listener of [...stops.keys()]) callApp(listener);
  };
  const become = (next: Snapshot): void => {
    snapshot = next;
    tell();
  };
  /** Makes the registration, once, and acts on it before its listeners are told. */
  const make = async (act: (made: Registration) => void = nothing): Promise<void> => {
    const { createRegistration } = await late.load();
    if (isDisposed) return;
    if (registration !== null) {
      act(registration);
      return;
    }
    registration = createRegistration(options);
    settle.resolve(registration.result);
    if (kept !== null) registration.keep(kept);
    act(registration);
    for (const listener of stops.keys()) stops.set(listener, registration.subscribe(listener));
    tell();
  };
  /** Does it once the code is loaded. A failure to load shows when the form is sent. */
  const later = (act?: (made: Registration) => void): void => {
    make(act).catch(nothing);
  };
  let stopWatching: () => void = nothing;
  /** Makes it as soon as the code is there, while it has a listener. */
  const watch = (): void => {
    const makeIfLoaded = () => {
      if (late.getSnapshot().status !== "loaded") return;
      stopWatching();
      // A form that waits for the code makes it itself.
      if (registration === null && snapshot.activity === "idle") later();
    };
    stopWatching();
    stopWatching = late.subscribe(makeIfLoaded);
    makeIfLoaded();
  };
  const submitLater: Registration["submitAccount"] = async (input) => {
    if (snapshot.status !== "account" || snapshot.activity !== "idle" || isDisposed) return refused;
    become({ ...snapshot, activity: "sending", problems: [] });
    let outcome: Promise<SubmitOutcome> | undefined;
    const submit = (made: Registration) => {
      if (!snapshot.cancelling) outcome = made.submitAccount(withKept(input, made.getSnapshot()));
    };
    const problems = await make(submit).then(
      () => [],
      () => [{ code: "notReceived" } as const],
    );
    if (registration === null) {
      become({ ...snapshot, activity: "idle", cancelling: false, problems });
    }
    return outcome ?? { ok: false, problems };
  };

  return {
    result,
    getSnapshot: () => registration?.getSnapshot() ?? snapshot,
    subscribe(listener) {
      stops.set(listener, registration?.subscribe(listener) ?? nothing);
      watch();
      return () => {
        stops.get(listener)?.();
        stops.delete(listener);
        if (stops.size === 0) stopWatching();
      };
    },
    keep(answers) {
      if (registration !== null) {
        registration.keep(answers);
        return;
      }
      kept = { ...kept, ...answers };
      keepEarly(options, kept);
      if (late.getSnapshot().status !== "failed") later();
    },
    submitAccount: (input) => registration?.submitAccount(input) ?? submitLater(input),
    submitStage: (input) => registration?.submitStage(input),
    checkNow: () => registration?.checkNow(),
    resend: () => registration?.resend(),
    fallbackUrl: () => registration?.fallbackUrl(),
    openFallback: (by) => registration?.openFallback(by) ?? "followLink",
    retry: () => registration?.retry(),
    checkAgain: () => registration?.checkAgain(),
    chooseFlow: (flow) => later((made) => made.chooseFlow(flow)),
    changeAnswer: (field) => registration?.changeAnswer(field),
    cancel() {
      if (registration !== null) registration.cancel();
      else if (snapshot.activity === "sending") become({ ...snapshot, cancelling: true });
    },
    startAgain: () => later((made) => made.startAgain()),
    retryHandover: () => registration?.retryHandover(),
    dispose() {
      isDisposed = true;
      if (registration !== null) registration.dispose();
      else settle.reject(new Error("The registration was disposed before it came to an end."));
    },
  };
}

const refused: SubmitOutcome = { ok: false, problems: [] };

/** Adds the answers from before a reload, which the form could not show yet. */
function withKept(input: AccountInput, made: Snapshot): AccountInput {
  return input.guest === true || made.status !== "account" ? input : { ...made.answers, ...input };
}

function nothing(): undefined {
  return undefined;
}

/** The snapshot of a registration before anything was sent. The machine takes the same. */
function firstSnapshotOf(state: State, answers: AccountAnswers): Snapshot {
  const { settings, view } = state;
  const { homeserver, kind } = settings;
  const username = settings.lockedUsername ?? answers.username;
  const base = {
    activity: "idle" as const,
    pause: null,
    homeserver,
    kind,
    ...(username === undefined ? {} : { username }),
    cancelling: false,
  };
  return view.status === "failed"
    ? { ...base, status: "failed", problem: view.problem, isLasting: true }
    : { ...base, status: "account", fields: accountFields(state), answers, problems: [] };
}
