import type { AccountAnswers, AccountInput, StageInput } from "./form/accountForm.js";
import type { AccountField, Problem } from "./problems/problem.js";
import type { Flow, Result, Snapshot } from "./types.js";

export type SubmitOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface RegistrationActions {
  /**
   * With option `resume`: keeps the answers being typed, for a reload. Answers left out stay as they
   * were. The app calls it whenever an answer changes.
   */
  keep(answers: AccountAnswers): void;
  /**
   * Sends the account form. `ok: false` with the problems that put the user back to it; `ok: true`
   * when the registration went on (to a stage, the end, or a pause).
   */
  submitAccount(input: AccountInput): Promise<SubmitOutcome>;
  /**
   * Sends the answer to the current stage: the keys of the auth dict besides `type` and `session`.
   * A stage that cannot be done here takes no answer.
   */
  submitStage(input: StageInput): void;
  /**
   * Asks the homeserver at once. Call it when the user says that the stage was done by a link or on
   * another page.
   */
  checkNow(): void;
  /** Asks for another message. Before the validation's `resendAt` it does nothing. */
  resend(): void;
  /**
   * The homeserver's own page for the current stage, for a link with `noopener noreferrer`; it holds
   * the UIA session, so it is never kept. `undefined` when the homeserver gave no session.
   */
  fallbackUrl(): string | undefined;
  /**
   * The user goes to that page. From now on the homeserver is polled for it.
   * @param by `link`: as they like, for a link that is followed some other way. `click`: by a click
   *   on it, where option `fallbackWindow` may have a window opened in its stead
   * @returns `followLink`: the link is to be followed; `opened`: in a window; `blocked`: the browser
   *   did not open one, so that the link is the way
   */
  openFallback(by: "click" | "link"): "followLink" | "opened" | "blocked";
  /** Goes on from a pause. Before `retryAt` it does nothing. */
  retry(): void;
  /** Asks the homeserver once more whether the account was made. */
  checkAgain(): void;
  /** Takes another of the flows on offer. */
  chooseFlow(flow: Flow): void;
  /** Back to one answer, everything else kept: in the account form, or an address in its own stage. */
  changeAnswer(field: AccountField): void;
  /** Back to the account form. A request on its way is not abandoned: its end is learned first. */
  cancel(): void;
  /** Begins anew. Everything typed is kept. */
  startAgain(): void;
  retryHandover(): void;
}

/** The registration of one account on one homeserver. */
export interface Registration extends RegistrationActions {
  subscribe(listener: () => void): () => void;
  /** Never holds a password, a token or a UIA session. */
  getSnapshot(): Snapshot;
  /**
   * Settles when the account is made or waits for approval; rejects when the registration is disposed before. It
   * does not settle where the account was made in another tab.
   */
  readonly result: Promise<Result>;
  /**
   * Forgets everything. A request in flight is finished first, and an account it makes is handed over
   * by `onDone` and `result`.
   */
  dispose(): void;
}
