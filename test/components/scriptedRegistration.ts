import { fallbackUrl } from "../../src/protocol/guards/fallbackUrl.js";
import type {
  Registration,
  RegistrationActions,
  SubmitOutcome,
} from "../../src/uia/machine/registration.js";
import type {
  AccountAnswers,
  AccountFields,
  AccountInput,
  Snapshot,
  StageView,
  Validation,
} from "../../src/uia/machine/types.js";

/** A call of a scripted registration: the action's name, then its arguments. */
export type Call = readonly [keyof RegistrationActions, ...unknown[]];

export interface ScriptedRegistration extends Registration {
  /** Sets another snapshot. */
  show: (snapshot: Snapshot) => void;
  readonly calls: readonly Call[];
  /** The answers of each `keep()`, apart from the calls: one for every key. */
  readonly kept: readonly AccountAnswers[];
}

export interface ScriptedOptions {
  /** Whether the homeserver's own page can be opened. */
  readonly hasSession?: boolean;
  /** The result of a click on its link. */
  readonly opensFallback?: ReturnType<RegistrationActions["openFallback"]>;
}

/**
 * A registration with the given snapshot, which does nothing by itself.
 */
export function scriptedRegistration(
  first: Snapshot = account(),
  { hasSession = true, opensFallback = "followLink" }: ScriptedOptions = {},
): ScriptedRegistration {
  let snapshot = first;
  const listeners = new Set<() => void>();
  const calls: Call[] = [];
  const kept: AccountAnswers[] = [];
  const called =
    (name: keyof RegistrationActions) =>
    (...given: unknown[]): void => {
      calls.push([name, ...given]);
    };
  return {
    calls,
    kept,
    show(next) {
      snapshot = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    result: new Promise(() => undefined),
    dispose: () => undefined,
    keep: (answers) => void kept.push(answers),
    submitAccount(input: AccountInput): Promise<SubmitOutcome> {
      called("submitAccount")(input);
      return Promise.resolve({ ok: true });
    },
    submitStage: called("submitStage"),
    checkNow: called("checkNow"),
    resend: called("resend"),
    fallbackUrl: () =>
      hasSession && snapshot.status === "stage"
        ? fallbackUrl(snapshot.homeserver.baseUrl, snapshot.stage.type, "a session")
        : undefined,
    openFallback(by) {
      called("openFallback")(by);
      return opensFallback;
    },
    retry: called("retry"),
    checkAgain: called("checkAgain"),
    chooseFlow: called("chooseFlow"),
    changeAnswer: called("changeAnswer"),
    cancel: called("cancel"),
    startAgain: called("startAgain"),
    retryHandover: called("retryHandover"),
  };
}

const base = {
  activity: "idle",
  pause: null,
  homeserver: { baseUrl: "https://matrix.example.org", serverName: "example.org" },
  kind: "user",
  cancelling: false,
} as const;

const fields: AccountFields = {
  username: "optional",
  password: "required",
  email: "absent",
  phone: "absent",
  registrationToken: "absent",
  policies: [],
  stages: [],
};

type Of<Status extends Snapshot["status"]> = Extract<Snapshot, { status: Status }>;
type AccountChanges = Partial<Omit<Of<"account">, "fields">> & {
  readonly fields?: Partial<AccountFields>;
};

export function account({ fields: asked, ...changes }: AccountChanges = {}): Of<"account"> {
  return {
    ...base,
    status: "account",
    answers: {},
    problems: [],
    ...changes,
    fields: { ...fields, ...asked },
  };
}

type StageChanges = Partial<Omit<Of<"stage">, "stage">> & { readonly stage?: Partial<StageView> };

export function stage({ stage: view, ...changes }: StageChanges = {}): Of<"stage"> {
  return {
    ...base,
    status: "stage",
    problem: null,
    otherFlows: [],
    ...changes,
    stage: {
      type: "m.login.dummy",
      params: {},
      policies: [],
      validation: null,
      supported: true,
      polling: view?.supported === false ? "active" : "none",
      number: 1,
      count: 1,
      ...view,
    },
  };
}

/** A stage that checks an address: `m.login.email.identity`, or `m.login.msisdn` for a phone. */
export function validating(
  validation: Partial<Validation>,
  { stage: view, ...changes }: StageChanges = {},
): Of<"stage"> {
  const isPhone = validation.medium === "phone";
  return stage({
    ...changes,
    stage: {
      type: isPhone ? "m.login.msisdn" : "m.login.email.identity",
      polling: isPhone && validation.asksCode !== false ? "none" : "active",
      validation: {
        medium: "email",
        step: "sent",
        address: isPhone ? "GB 07700900001" : "alice@example.org",
        resendAt: 0,
        asksCode: isPhone,
        opensLink: !(validation.asksCode ?? isPhone),
        isLate: false,
        ...validation,
      },
      ...view,
    },
  });
}

export function registered(
  changes: Partial<Extract<Snapshot, { outcome: "registered" }>> = {},
): Snapshot {
  return {
    ...base,
    status: "done",
    outcome: "registered",
    userId: "@alice:example.org",
    hasSession: true,
    acceptedPolicies: [],
    handover: "done",
    ...changes,
  };
}

export function pendingApproval(): Snapshot {
  return { ...base, status: "done", outcome: "pendingApproval", handover: "done" };
}

export function inAnotherTab(): Snapshot {
  return { ...base, status: "done", outcome: "inAnotherTab", handover: "none" };
}

export function uncertain(changes: Partial<Of<"uncertain">> = {}): Snapshot {
  return {
    ...base,
    status: "uncertain",
    reason: "noAnswer",
    checks: 0,
    canCheck: true,
    ...changes,
  };
}

export function failed(changes: Partial<Of<"failed">> = {}): Snapshot {
  return { ...base, status: "failed", problem: { code: "closed" }, isLasting: false, ...changes };
}
