import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { AccountField, Problem } from "./problem.js";
import type {
  AcceptedPolicy,
  AccountKind,
  Flow,
  Handover,
  Homeserver,
  Phone,
  Validation,
} from "./types.js";

/** What the run was made for; never changes. */
export interface Settings {
  readonly homeserver: Homeserver;
  readonly kind: AccountKind;
  /** Username of the guest account that is being upgraded. */
  readonly lockedUsername: string | undefined;
  readonly supportedStages: ReadonlySet<string>;
  /** Stages that the account form has fields for. */
  readonly formStages: ReadonlySet<string>;
  /** Other stages may be done on the homeserver's own page. */
  readonly fallback: boolean;
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
  readonly phone: Phone | undefined;
  /** A registration token was given; it is cleared once the homeserver refused it. */
  readonly hasRegistrationToken: boolean;
  readonly acceptedPolicies: readonly AcceptedPolicy[];
  /** Stages answered in the form; an answer is taken away once the homeserver refused it. */
  readonly answeredStages: readonly AnsweredStage[];
  readonly guest: boolean;
}

/** A stage that was answered in the account form; the answer itself is kept by the shell. */
export interface AnsweredStage {
  readonly type: string;
  /** The params it was answered for, as JSON: an answer to another question is none. */
  readonly asked: string;
}

/** What goes under `auth`: nothing, the session alone, or a stage of that auth type. */
export type Auth =
  | { readonly by: "none" }
  | {
      readonly by: "session";
      /** The body has a corrected username: if it is refused, a new session is worth a try. */
      readonly corrected: boolean;
    }
  | {
      readonly by: "stage";
      readonly type: string;
      /** The address whose check it shows, for a stage that is about one. */
      readonly address?: string;
    };

/** What goes on beside the status. */
export type Task =
  | { readonly activity: "idle" }
  | {
      readonly activity: "sending";
      readonly what: "tokenValidity";
      /** How the run goes on when the token will do. */
      readonly next: "fresh" | "corrected" | "proceed";
    }
  | { readonly activity: "sending"; readonly what: "register"; readonly auth: Auth }
  /** The code of a text message is on its way to the homeserver. */
  | { readonly activity: "sending"; readonly what: "code" }
  /** A look whether a stage was done elsewhere. Nothing ends it but its own answer. */
  | { readonly activity: "polling"; readonly auth: Auth; readonly next: AfterPoll }
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

/**
 * What comes after a look that found nothing, by what the person did meanwhile: more waiting, of which
 * they see nothing; words, since they asked; another flow, or the stage's answer, which had to wait.
 */
export type AfterPoll = "wait" | "tell" | "proceed" | "answer";

export type UncertainReason = "noAnswer" | "nameTaken" | "otherAccount";

/** What the person looks at. */
export type View =
  | { readonly status: "account"; readonly problems: readonly Problem[] }
  | {
      readonly status: "stage";
      readonly type: string;
      readonly problem: Problem | null;
      /** Looks whether it was done elsewhere, since the person last did something about it. */
      readonly polls: number;
      /** The person does it on the homeserver's own page, though it could be done here. */
      readonly elsewhere: boolean;
      /** There is no connection to look by. */
      readonly isOffline: boolean;
    }
  | {
      readonly status: "done";
      readonly outcome: "registered";
      readonly userId: string;
      readonly hasSession: boolean;
      readonly handover: Handover;
    }
  | {
      readonly status: "done";
      readonly outcome: "pendingApproval" | "inAnotherTab";
      readonly handover: Handover;
    }
  | { readonly status: "uncertain"; readonly reason: UncertainReason }
  | { readonly status: "failed"; readonly problem: Problem };

export type Medium = Validation["medium"];

/** How far the check of an address of one medium is. */
export interface ValidationState {
  readonly step: Validation["step"];
  readonly address: string;
  /** Number of the newest request for a message: an answer to an older one moves nothing. */
  readonly request: number;
  /** Messages the homeserver said it sent, to whichever address. */
  readonly messages: number;
  /** The cool-down after the last message. */
  readonly resendAt: number;
  /** The homeserver's own limits: for messages, and for codes. */
  readonly limitedUntil: number;
  readonly codeLimitedUntil: number;
  /** By address, those a message was sent to. Their `sid` and `client_secret` are kept by the shell. */
  readonly checks: Readonly<Record<string, AddressCheck>>;
}

export interface AddressCheck {
  readonly sentAt: number;
  /** What the person does with the message; `either` where the homeserver does not say. */
  readonly reply: "link" | "code" | "either";
  /** It counted for a stage already; a homeserver lets it count once. */
  readonly spent: boolean;
}

/** The looks of a run, so that there are not too many. */
export interface Polls {
  /** When they were taken, as far back as it matters. */
  readonly times: readonly number[];
  /** The homeserver wants none before. */
  readonly notBefore: number;
}

export interface State {
  readonly settings: Settings;
  /** When the newest event came: ms since the epoch. */
  readonly now: number;
  readonly view: View;
  readonly task: Task;
  readonly account: SubmittedAccount | null;
  readonly challenge: Challenge | null;
  /** The run holds a UIA session of its own (the shell keeps it). */
  readonly hasSession: boolean;
  readonly flow: Flow | null;
  readonly flowChosenByPerson: boolean;
  readonly flowChanges: number;
  readonly validations: Readonly<Record<Medium, ValidationState | null>>;
  /** The address that counted for its stage in this session. */
  readonly validatedAddress: Readonly<Record<Medium, string | null>>;
  readonly polls: Polls;
  /** Automatic stages (and "" for the session alone) already sent since the person last acted. */
  readonly autoSent: readonly string[];
  /** Requests that may still be sent without an act of the person. */
  readonly automaticLeft: number;
  /** Auth types that stood before the person in this session, for the progress. */
  readonly seen: readonly string[];
  /** A stage of this session was done by the person, so losing the session must be said. */
  readonly interacted: boolean;
  /** The one unseen restart of this submission is used up. */
  readonly restarted: boolean;
  /** An answer about this username was lost ("" when the homeserver was to choose): it may be ours. */
  readonly possiblyCreated: string | null;
  /** Answers "too many requests" in a row. */
  readonly limitsInARow: number;
  readonly cancelling: boolean;
  /** Another tab made the account; told once nothing is on its way here that may have. */
  readonly finishedElsewhere: boolean;
}

/** A fact told to the machine. */
export type Event =
  | { readonly type: "accountRejected"; readonly problems: readonly Problem[] }
  | {
      readonly type: "accountSubmitted";
      readonly account: SubmittedAccount;
      readonly passwordChanged: boolean;
      readonly tokenChanged: boolean;
    }
  | { readonly type: "tokenChecked"; readonly valid: boolean | "unknown" }
  | {
      readonly type: "stageSubmitted";
      readonly acceptedPolicies: readonly AcceptedPolicy[] | undefined;
      readonly registrationToken: boolean;
    }
  /** The person says that the stage was done elsewhere. */
  | { readonly type: "pollAsked" }
  | {
      readonly type: "challenged";
      readonly challenge: Challenge;
      readonly hasParams: boolean;
      readonly hasSession: boolean;
      readonly refusal: Refusal | undefined;
    }
  | { readonly type: "registered"; readonly userId: string; readonly hasSession: boolean }
  | { readonly type: "refused"; readonly refusal: Refusal }
  | { readonly type: "unanswered"; readonly reason: "unreachable" | "serverFailed" | "malformed" }
  | { readonly type: "offline" }
  | { readonly type: "addressGiven"; readonly address: string | Phone }
  | { readonly type: "resent" }
  | {
      readonly type: "messageSent";
      readonly medium: Medium;
      readonly request: number;
      readonly reply: AddressCheck["reply"];
    }
  | {
      readonly type: "messageRefused";
      readonly medium: Medium;
      readonly request: number;
      readonly fault: Fault;
    }
  | { readonly type: "codeGiven" }
  | { readonly type: "codeAnswered"; readonly accepted: boolean }
  | { readonly type: "codeRefused"; readonly fault: Fault }
  /** The person goes to the homeserver's own page for the stage. */
  | { readonly type: "wentElsewhere" }
  | { readonly type: "timeCame" }
  /** The person is back at this tab, or the connection is; a look comes after a while at the soonest. */
  | { readonly type: "returned"; readonly afterMs: number }
  | { readonly type: "connectionLost" }
  | { readonly type: "retried" }
  | { readonly type: "checkedAgain" }
  | { readonly type: "flowChosen"; readonly flow: Flow }
  | { readonly type: "answerChanged"; readonly field: AccountField }
  /** Another tab with this attempt came to its end. */
  | { readonly type: "finishedElsewhere" }
  | { readonly type: "cancelled" }
  | { readonly type: "startedAgain" }
  | { readonly type: "handover"; readonly handover: Handover };

/** Why something beside /register did not come to pass: what the homeserver said, or why nothing. */
export type Fault = Refusal | "offline" | "unreachable" | "serverFailed";

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
  | {
      readonly type: "requestMessage";
      readonly medium: Medium;
      readonly request: number;
      readonly address: string;
    }
  | { readonly type: "submitCode" }
  | { readonly type: "wait"; readonly ms: number }
  | { readonly type: "stopWaiting" }
  | { readonly type: "dropSession" }
  | { readonly type: "finish" };

export type Step = readonly [State, readonly Command[]];
