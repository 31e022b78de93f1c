import type { AccountField, Problem } from "./problems/problem.js";
import type { AddressCheck, Auth, Challenge, Medium, State, SubmittedAccount } from "./state.js";
import type { AcceptedPolicy, Flow, Handover, Phone } from "./types.js";

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
  /** The refusal of the username, `free`, or `unknown` where the homeserver does not say. */
  | { readonly type: "nameChecked"; readonly answer: Refusal | "free" | "unknown" }
  | { readonly type: "probed"; readonly isClosed: boolean }
  | {
      readonly type: "stageSubmitted";
      readonly acceptedPolicies: readonly AcceptedPolicy[] | undefined;
      readonly registrationToken: boolean;
    }
  /** The user says that the stage was done elsewhere. */
  | { readonly type: "pollAsked" }
  | {
      readonly type: "challenged";
      readonly challenge: Challenge;
      readonly completed: readonly string[];
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
  /** The user goes to the homeserver's own page for the stage. */
  | { readonly type: "wentElsewhere" }
  | { readonly type: "timeCame" }
  /** The user is back at this tab, or the connection is. The next poll waits `afterMs` at least. */
  | { readonly type: "returned"; readonly afterMs: number }
  | { readonly type: "connectionLost" }
  | { readonly type: "retried" }
  | { readonly type: "checkedAgain" }
  | { readonly type: "flowChosen"; readonly flow: Flow }
  | { readonly type: "answerChanged"; readonly field: AccountField }
  /** Another tab with the same registration came to its end. */
  | { readonly type: "finishedElsewhere" }
  | { readonly type: "cancelled" }
  | { readonly type: "startedAgain" }
  | { readonly type: "handover"; readonly handover: Handover };

export type EventOf<T extends Event["type"]> = Extract<Event, { type: T }>;

/** The reason why a request beside /register failed: the homeserver's refusal, or no answer. */
export type Fault = Refusal | "offline" | "unreachable" | "serverFailed";

/** An error answer of the homeserver, decoded. */
export interface Refusal {
  readonly status: number;
  readonly errcode: string | undefined;
  readonly text: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly contact: Problem["contact"] | undefined;
}

/** An effect that the machine asks for. It never has one itself. */
export type Command =
  | { readonly type: "register"; readonly auth: Auth }
  | { readonly type: "checkToken" }
  | { readonly type: "checkName" }
  /** Sends an empty request to /register. The session in its answer is not used. */
  | { readonly type: "probe" }
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
  /** Ends the session of an account that is refused. */
  | { readonly type: "endSession" }
  | { readonly type: "finish" };

export type Step = readonly [State, readonly Command[]];
