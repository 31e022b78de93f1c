/**
 * Why signing up by OAuth 2.0 went no further.
 *
 * Before the person leaves: `offline`, `unreachable`, `limited`, `serverFailed`; `malformed`, an answer
 * makes no sense; `unsupported`, the homeserver lacks what is needed for a safe sign-up; `notTrusted`,
 * it names an address the guard refuses; `registrationRefused`, it takes no such client;
 * `insecureContext`, the page has no `crypto.subtle`; `noStorage`, nothing can be kept until the person
 * is back.
 *
 * When the person comes back: `denied`, by them or by the homeserver; `expired`, too late;
 * `replayed`, this way back was used before; `lostState`, it was not begun in this tab;
 * `malformedCallback` and `wrongIssuer`, the address did not come from where the person was sent;
 * `refused`, the homeserver says no; `oldScopes`, it knows what was asked for by older names alone, by
 * which the next try asks; `interrupted`, an answer was lost, and the code with it;
 * `wrongDevice` and `wrongServerName`, the token is for something else.
 */
export type OAuthErrorCode =
  | "offline"
  | "unreachable"
  | "limited"
  | "serverFailed"
  | "malformed"
  | "unsupported"
  | "notTrusted"
  | "registrationRefused"
  | "insecureContext"
  | "noStorage"
  | "denied"
  | "expired"
  | "replayed"
  | "lostState"
  | "malformedCallback"
  | "wrongIssuer"
  | "refused"
  | "oldScopes"
  | "interrupted"
  | "wrongDevice"
  | "wrongServerName";

/** What the authorisation server said, to be quoted. */
export interface OAuthErrorDetail {
  readonly status?: number | undefined;
  /** Its `error`, which is a code. */
  readonly errcode?: string | undefined;
  /** Its `error_description`, cleaned and at most 500 code points. */
  readonly text?: string | undefined;
}

/** Signing up by OAuth 2.0 went no further. Holds no code, token, verifier or address. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly code: OAuthErrorCode;
  /** How long to wait before another try, in ms as the server asks. */
  readonly retryAfterMs: number | undefined;
  readonly #detail: OAuthErrorDetail;

  constructor(code: OAuthErrorCode, detail: OAuthErrorDetail = {}, retryAfterMs?: number) {
    super(`Sign-up by OAuth 2.0 went no further: ${code}`);
    this.code = code;
    this.#detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  get detail(): OAuthErrorDetail {
    return this.#detail;
  }
}
