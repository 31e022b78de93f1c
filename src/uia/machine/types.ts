import type { AcceptedPolicy, Account, AccountKind, Session } from "../../discovery/account.js";
import type { Homeserver } from "../../discovery/homeserver.js";
import type { Policy } from "../../protocol/endpoints/policies.js";
import type {
  AccountAnswers,
  AccountFields,
  AccountInput,
  FieldNeed,
  FormStage,
  Phone,
  StageAnswer,
  StageInput,
} from "./form/accountForm.js";
import type { Problem } from "./problems/problem.js";

export type {
  AcceptedPolicy,
  Account,
  AccountAnswers,
  AccountFields,
  AccountInput,
  AccountKind,
  FieldNeed,
  FormStage,
  Homeserver,
  Phone,
  Session,
  StageAnswer,
  StageInput,
};

/** One list of stages the homeserver would accept (UIA `flows[].stages`). */
export type Flow = readonly string[];

/**
 * The request or wait beside the status. `paused` waits for `retry()`; before `retryAt` it does nothing.
 */
export type Activity = "idle" | "sending" | "checking" | "paused";

interface SnapshotBase {
  readonly activity: Activity;
  /** The reason of the pause. */
  readonly pause: Problem | null;
  readonly homeserver: Homeserver;
  readonly kind: AccountKind;
  /** The username last submitted; absent while none was, or when left to the homeserver. */
  readonly username?: string;
  /** Cancel was asked for while a request is on its way, whose end is learned first. */
  readonly cancelling: boolean;
}

/**
 * How far the check of an address is: `address`: to be given, or corrected by what `problem` says;
 * `sending`: the message is being asked for; `sent`: the user opens the link, or types the code.
 */
export interface Validation {
  readonly medium: "email" | "phone";
  readonly step: "address" | "sending" | "sent";
  /** The address as given, empty when none was; a phone number with its country before it. */
  readonly address: string;
  /** When another message can be asked for: ms since the epoch. */
  readonly resendAt: number;
  /** A code is to be typed, and sent with `submitStage({ code })`. */
  readonly asksCode: boolean;
  /** There may be a link to open, after which `checkNow()` asks the homeserver at once. */
  readonly opensLink: boolean;
  /** Whether the message is late, so that possible reasons are worth telling. */
  readonly isLate: boolean;
}

/**
 * Whether the homeserver is polled for a stage that is done elsewhere. `none`: there is nothing to poll
 * for. `offline` and `ended`: not now, so that the user needs `checkNow()`.
 */
export type Polling = "none" | "active" | "offline" | "ended";

/** The stage that the user is at. */
export interface StageView {
  /** The auth type, spelled as the homeserver spells it. */
  readonly type: string;
  /** The homeserver's parameters for it (UIA `params[type]`), decoded to plain own keys. */
  readonly params: Readonly<Record<string, unknown>>;
  /** For `m.login.terms`. */
  readonly policies: readonly Policy[];
  /** For `m.login.email.identity` and `m.login.msisdn`. */
  readonly validation: Validation | null;
  /** Whether it can be done here. If not, it is done on the homeserver's own page. */
  readonly supported: boolean;
  readonly polling: Polling;
  /** Position among the stages of the chosen flow that need the user, from 1. */
  readonly number: number;
  readonly count: number;
}

export type Snapshot =
  | (SnapshotBase & {
      /** The user fills in the account form. */
      readonly status: "account";
      readonly fields: AccountFields;
      /** The answers submitted last, or restored after a reload. */
      readonly answers: AccountAnswers;
      readonly problems: readonly Problem[];
    })
  | (SnapshotBase & {
      /** The user does a stage. */
      readonly status: "stage";
      readonly stage: StageView;
      readonly problem: Problem | null;
      /** Other flows that can be chosen from here. */
      readonly otherFlows: readonly Flow[];
    })
  | (SnapshotBase & {
      readonly status: "done";
      readonly outcome: "registered";
      /** The account. The typed name never is. */
      readonly userId: string;
      /** Whether a session came with it. The session itself goes through `onDone` and `result` only. */
      readonly hasSession: boolean;
      readonly acceptedPolicies: readonly AcceptedPolicy[];
      readonly handover: Handover;
    })
  | (SnapshotBase & {
      readonly status: "done";
      /** `inAnotherTab`: the account was made there, and is handed over there alone (option `resume`). */
      readonly outcome: "pendingApproval" | "inAnotherTab";
      readonly handover: Handover;
    })
  | (SnapshotBase & {
      /** The account may exist. */
      readonly status: "uncertain";
      /** The reason of the doubt: no answer came, or the name is now taken. */
      readonly reason: "noAnswer" | "nameTaken" | "otherAccount";
      /** How often `checkAgain()` asked in vain. */
      readonly checks: number;
      /** Whether `checkAgain()` can ask the homeserver. */
      readonly canCheck: boolean;
    })
  | (SnapshotBase & {
      /** Nothing more can be done in this registration. */
      readonly status: "failed";
      readonly problem: Problem;
      /** Whether `startAgain()` would end in the same way: the homeserver asks for what cannot be done. */
      readonly isLasting: boolean;
    });

export type Status = Snapshot["status"];

/** `none`: there is no `onDone`; `failed`: the app's `onDone` threw, `retryHandover()` repeats it. */
export type Handover = "none" | "running" | "done" | "failed";

/**
 * The end of a registration.
 *
 * `signedIn` comes from the homeserver's own pages (`oauth`, `sso`). The account may be new, or may
 * have existed before.
 */
export type Result =
  | { readonly outcome: "registered"; readonly account: Account }
  | { readonly outcome: "signedIn"; readonly account: Account }
  | { readonly outcome: "pendingApproval"; readonly username?: string };

/** The second argument of `onDone`. */
export interface HandedOver {
  /**
   * Gives out the password of the account that was made here: once, and only until the first call of
   * `onDone` returns. Else `null`, as for a guest. For an app that sets up encryption keys with it.
   */
  readonly takePassword: () => string | null;
}

/** The app's function that takes the result over. */
export type OnDone = (result: Result, handed: HandedOver) => void | Promise<void>;

export type Purpose =
  | "register"
  | "probe"
  | "check"
  | "poll"
  | "tokenValidity"
  | "username"
  | "message"
  | "code";

/** An event without personal data or secrets, for the app's log. */
export type RegistrationEvent =
  | { readonly type: "status"; readonly status: Status; readonly activity: Activity }
  | {
      readonly type: "sent";
      /** The `auth` of the request: nothing, the session alone, or an auth type. */
      readonly auth: string;
      readonly purpose: Purpose;
    }
  | { readonly type: "answered"; readonly status: number | "none"; readonly errcode?: string };

/** Time, so that tests need not wait. */
export interface Clock {
  /** ms since the epoch. */
  now(): number;
  /** Calls back once after `ms`; the returned function takes it back. */
  wait(ms: number, callback: () => void): () => void;
}
