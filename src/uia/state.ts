import type { Trust } from "../protocol/safeUrl.js";
import type { AccountField, Problem } from "./problem.js";
import type { AcceptedPolicy, AccountKind, Flow, Handover, Homeserver } from "./types.js";

/** What the run was made for; never changes. */
export interface Settings {
  readonly homeserver: Homeserver;
  readonly kind: AccountKind;
  /** Username of the guest account that is being upgraded. */
  readonly lockedUsername: string | undefined;
  readonly supportedStages: ReadonlySet<string>;
  readonly trust: Trust;
  readonly chooseFlow: ((flows: readonly Flow[]) => Flow | undefined) | undefined;
}

/** What the homeserver wants, from its newest good answer. The UIA session is not in here: it is a secret. */
export interface Challenge {
  readonly flows: readonly Flow[];
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly completed: readonly string[];
}

/** The account form as submitted, without its secrets. */
export interface SubmittedAccount {
  readonly username: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  /** A registration token was given; it is cleared once the homeserver refused it. */
  readonly hasRegistrationToken: boolean;
  readonly acceptedPolicies: readonly AcceptedPolicy[];
  readonly guest: boolean;
}

/** What goes under `auth`: nothing, the session alone, or a stage of that auth type. */
export type Auth =
  | { readonly by: "none" }
  | {
      readonly by: "session";
      /** The body has a corrected username: if it is refused, a new session is worth a try. */
      readonly corrected: boolean;
    }
  | { readonly by: "stage"; readonly type: string };

/** What goes on beside the status. */
export type Doing =
  | { readonly activity: "idle" }
  | {
      readonly activity: "sending";
      readonly what: "tokenValidity";
      /** How the run goes on when the token will do. */
      readonly next: "fresh" | "corrected" | "proceed";
    }
  | { readonly activity: "sending"; readonly what: "register"; readonly auth: Auth }
  | {
      readonly activity: "checking";
      /** The request whose answer was lost. */
      readonly lost: Auth;
      /** Checks that brought nothing so far. */
      readonly tries: number;
      /** Whether a check is on its way now, or the time until the next is awaited. */
      readonly asking: boolean;
    }
  | {
      readonly activity: "paused";
      readonly problem: Problem;
      readonly again: Auth | "check";
    };

export type UncertainReason = "noAnswer" | "nameTaken" | "otherAccount";

/** What the person looks at. */
export type Place =
  | { readonly status: "account"; readonly problems: readonly Problem[] }
  | { readonly status: "stage"; readonly type: string; readonly problem: Problem | null }
  | {
      readonly status: "done";
      readonly outcome: "registered";
      readonly userId: string;
      readonly hasSession: boolean;
      readonly handover: Handover;
    }
  | { readonly status: "done"; readonly outcome: "pendingApproval"; readonly handover: Handover }
  | { readonly status: "uncertain"; readonly reason: UncertainReason }
  | { readonly status: "failed"; readonly problem: Problem };

export interface State {
  readonly settings: Settings;
  readonly place: Place;
  readonly doing: Doing;
  readonly account: SubmittedAccount | null;
  readonly challenge: Challenge | null;
  /** The run holds a UIA session of its own (the shell keeps it). */
  readonly hasSession: boolean;
  readonly flow: Flow | null;
  readonly flowChosenByPerson: boolean;
  readonly flowChanges: number;
  /** Automatic stages (and "" for the session alone) already sent since the person last acted. */
  readonly fired: readonly string[];
  /** Requests that may still be sent without an act of the person. */
  readonly automaticLeft: number;
  /** Auth types that stood before the person in this session, for the progress. */
  readonly shown: readonly string[];
  /** A stage of this session was done by the person, so losing the session must be said. */
  readonly doneByHand: boolean;
  /** The one unseen restart of this submission is used up. */
  readonly restarted: boolean;
  /** An answer about this username was lost ("" when the homeserver was to choose): it may be ours. */
  readonly maybeMade: string | null;
  /** Answers "too many requests" in a row. */
  readonly limitsInARow: number;
  readonly cancelling: boolean;
}

/** A fact told to the machine. `now` is ms since the epoch. */
export type Event =
  | { readonly type: "accountRejected"; readonly problems: readonly Problem[] }
  | {
      readonly type: "accountSubmitted";
      readonly account: SubmittedAccount;
      readonly passwordChanged: boolean;
      readonly tokenChanged: boolean;
      readonly now: number;
    }
  | { readonly type: "tokenChecked"; readonly valid: boolean | "unknown" }
  | {
      readonly type: "stageSubmitted";
      readonly acceptedPolicies: readonly AcceptedPolicy[] | undefined;
      readonly registrationToken: boolean;
    }
  | {
      readonly type: "challenged";
      readonly challenge: Challenge;
      readonly hasParams: boolean;
      readonly hasSession: boolean;
      readonly refusal: Refusal | undefined;
    }
  | { readonly type: "registered"; readonly userId: string; readonly hasSession: boolean }
  | { readonly type: "refused"; readonly refusal: Refusal; readonly now: number }
  | { readonly type: "unanswered"; readonly reason: "unreachable" | "serverFailed" | "malformed" }
  | { readonly type: "offline" }
  | { readonly type: "timeCame" }
  | { readonly type: "retried"; readonly now: number }
  | { readonly type: "checkedAgain" }
  | { readonly type: "flowChosen"; readonly flow: Flow }
  | { readonly type: "answerChanged"; readonly field: AccountField }
  | { readonly type: "cancelled" }
  | { readonly type: "startedAgain" }
  | { readonly type: "handover"; readonly handover: Handover };

/** An error answer of the homeserver, decoded. */
export interface Refusal {
  readonly status: number;
  readonly errcode: string | undefined;
  readonly text: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly contact: Problem["contact"] | undefined;
}

/** Something the machine wants done. It never does it itself. */
export type Command =
  | { readonly type: "register"; readonly auth: Auth }
  | { readonly type: "checkToken" }
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "stopWaiting" }
  | { readonly type: "dropSession" }
  | { readonly type: "finish" };

export type Step = readonly [State, readonly Command[]];
