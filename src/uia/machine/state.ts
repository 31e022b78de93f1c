import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Problem } from "./problems/problem.js";
import type {
  AcceptedPolicy,
  AccountKind,
  Flow,
  Handover,
  Homeserver,
  Phone,
  Validation,
} from "./types.js";

/** The purpose of the registration. It never changes. */
export interface Settings {
  readonly homeserver: Homeserver;
  readonly kind: AccountKind;
  /** Username of the guest account that is being upgraded. */
  readonly lockedUsername: string | undefined;
  readonly supportedStages: ReadonlySet<string>;
  /** Stages that the account form has fields for. */
  readonly formStages: ReadonlySet<string>;
  /** Whether other stages may be done on the homeserver's own page. */
  readonly fallback: boolean;
  readonly trust: Trust;
  readonly chooseFlow: ((flows: readonly Flow[]) => Flow | undefined) | undefined;
}

/** The stages that the homeserver asks for, by its newest good answer. */
export interface Challenge {
  readonly flows: readonly Flow[];
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The account form as submitted, without its secrets. */
export interface SubmittedAccount {
  readonly username: string | undefined;
  readonly email: string | undefined;
  readonly phone: Phone | undefined;
  /** Whether a registration token was given. It is false again once the homeserver refused the token. */
  readonly hasRegistrationToken: boolean;
  readonly acceptedPolicies: readonly AcceptedPolicy[];
  /** Stages answered in the form. An answer is removed once the homeserver refused it. */
  readonly answeredStages: readonly AnsweredStage[];
  readonly guest: boolean;
}

/** A stage that was answered in the account form. The answer itself is kept with the secrets. */
export interface AnsweredStage {
  readonly type: string;
  /** The params it was answered for, as JSON: the answer counts for these params only. */
  readonly asked: string;
}

/** The `auth` of a request: none, the session alone, or a stage of that auth type. */
export type Auth =
  | { readonly by: "none" }
  | {
      readonly by: "session";
      /** Whether the body has a corrected username. If it is refused, a new session is tried. */
      readonly corrected: boolean;
    }
  | {
      readonly by: "stage";
      readonly type: string;
      /** The address whose check it shows, for a stage that is about one. */
      readonly address?: string;
    };

/** The next step with the account form: a new session, a corrected name in this one, or the next stage. */
export type Beginning = "fresh" | "corrected" | "proceed";

/** The request or the wait that goes on beside the view. */
export type Task =
  | { readonly type: "idle" }
  /** The homeserver is asked whether the registration token is valid. */
  | { readonly type: "checkingToken"; readonly next: Beginning }
  /** The homeserver is asked whether the username can be had. */
  | { readonly type: "checkingName"; readonly next: AfterName }
  /** A request without the form's answers asks whether the refusal was about them. */
  | { readonly type: "probing"; readonly refused: Problem }
  /** A request to /register is in flight. */
  | { readonly type: "registering"; readonly auth: Auth }
  /** The request waits for a limit that ends so soon that the user is not told. */
  | { readonly type: "awaitingTurn"; readonly auth: Auth }
  /** The code of a text message is on its way to the homeserver. */
  | { readonly type: "sendingCode" }
  /** A request asks whether a stage was done elsewhere. Only its own answer ends it. */
  | { readonly type: "polling"; readonly auth: Auth; readonly next: AfterPoll }
  /** The next check of a lost answer waits for its time. */
  | ({ readonly type: "awaitingCheck" } & LostAnswer)
  /** A check of a lost answer is in flight. */
  | ({ readonly type: "checking" } & LostAnswer)
  | { readonly type: "paused"; readonly problem: Problem; readonly again: Auth | "check" };

export interface LostAnswer {
  /** The request whose answer was lost. */
  readonly lost: Auth;
  /** Checks that brought nothing so far. */
  readonly tries: number;
  /** The refusal that came in place of an answer, where one came. */
  readonly refused?: Problem;
}

/**
 * The step after the homeserver was asked about the username: `send` a stage whose answer counts once;
 * `tell` that the session is gone; or the `doubt`, which a taken name can explain.
 */
export type AfterName =
  | { readonly type: "send"; readonly auth: Auth }
  | { readonly type: "tell"; readonly refused: Problem }
  | { readonly type: "doubt" };

/**
 * The step after a poll that found nothing: `wait` for the next poll; `tell` the user, who asked;
 * `proceed` with another flow; send the stage's `answer`, which had to wait.
 */
export type AfterPoll = "wait" | "tell" | "proceed" | "answer";

export type UncertainReason = "noAnswer" | "nameTaken" | "otherAccount";

/** The screen's content. */
export type View =
  | { readonly status: "account"; readonly problems: readonly Problem[] }
  | {
      readonly status: "stage";
      readonly type: string;
      readonly problem: Problem | null;
      /** Polls since the user last acted on this stage. */
      readonly polls: number;
      /** Whether the user opened the homeserver's own page, though the stage could be done here. */
      readonly elsewhere: boolean;
      /** Whether polling waits for the connection. */
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
  | {
      readonly status: "uncertain";
      readonly reason: UncertainReason;
      /** How often the user asked again, in vain. */
      readonly checks: number;
    }
  | { readonly status: "failed"; readonly problem: Problem };

export type Medium = Validation["medium"];

/** The progress of the check of an address of one medium. */
export interface ValidationState {
  readonly step: Validation["step"];
  readonly address: string;
  /** Number of the newest request for a message. An answer to an older one moves nothing. */
  readonly request: number;
  /** Messages the homeserver said it sent, to any address. */
  readonly messages: number;
  /** The end of the cool-down after the last message. */
  readonly resendAt: number;
  /** The end of the homeserver's own limits: for messages, and for codes. */
  readonly limitedUntil: number;
  readonly codeLimitedUntil: number;
  /** Addresses that a message was sent to. Their `sid` and `client_secret` are kept with the secrets. */
  readonly checks: Readonly<Record<string, AddressCheck>>;
}

export interface AddressCheck {
  readonly sentAt: number;
  /** The user's reply to the message; `either` if the homeserver does not say. */
  readonly reply: "link" | "code" | "either";
  /** Whether it completed a stage already. A homeserver accepts each check once. */
  readonly spent: boolean;
}

/** Facts of one UIA session. The session's ID is a secret, and not in here. */
export interface SessionFacts {
  /** Whether the homeserver gave the session an ID. */
  readonly hasId: boolean;
  /** Stages that the homeserver counts as done. */
  readonly completed: readonly string[];
  /** The address that completed its stage. */
  readonly validatedAddress: Readonly<Record<Medium, string | null>>;
  /** Auth types that the user saw as a screen, for the progress. */
  readonly seen: readonly string[];
  /** Whether the user did a stage by hand, so that losing the session must be told. */
  readonly interacted: boolean;
  /** Automatic stages ("" for the session alone) sent since the user last acted. */
  readonly autoSent: readonly string[];
  /** Whether an answer was lost, and no 401 with flows came since: the account may exist. */
  readonly inDoubt: boolean;
}

export interface State {
  readonly settings: Settings;
  /** Time of the newest event, in ms. */
  readonly now: number;
  readonly view: View;
  readonly task: Task;
  readonly account: SubmittedAccount | null;
  readonly challenge: Challenge | null;
  /** Facts of the UIA session in use; `null` before the first answer in it. */
  readonly session: SessionFacts | null;
  readonly flow: Flow | null;
  readonly flowChosenByUser: boolean;
  readonly flowChanges: number;
  readonly validations: Readonly<Record<Medium, ValidationState | null>>;
  /** Times of the polls of the last half-hour, to limit their number. */
  readonly polls: readonly number[];
  /** The earliest time that the homeserver allows for the next request to /register. */
  readonly notBefore: number;
  /** Requests that may still be sent without an act of the user. */
  readonly automaticLeft: number;
  /** Whether this submission has already begun a new session unseen. It may do so once. */
  readonly restarted: boolean;
  /** The username of a request whose answer was lost ("" when the homeserver chooses the name). */
  readonly possiblyCreated: string | null;
  /** Whether the homeserver took the registration token already, which may have used it up. */
  readonly tokenTaken: boolean;
  /** Whether the homeserver refuses to choose a username itself. */
  readonly needsUsername: boolean;
  /** The username that the homeserver was last asked about, and did not refuse. */
  readonly checkedName: string | null;
  /** Answers "too many requests" in a row. */
  readonly limitsInARow: number;
  /** Whether the user cancelled while a request was in flight, whose end is learned first. */
  readonly cancelling: boolean;
  /** Whether another tab made the account. It is told once no request of this tab may make one. */
  readonly finishedElsewhere: boolean;
}
