/** Codes of both methods. */
type SharedErrorCode =
  /** The guard refuses an address, or the two servers are not known to belong together. */
  | "notTrusted"
  /** The browser keeps nothing for this page until the user is back. */
  | "noStorage"
  /** The redirect was not begun in this tab. */
  | "lostState"
  /** The same return was used before. */
  | "replayed"
  /** The user took too long, or the server no longer knows the code or the login token. */
  | "expired"
  /** The user or the server said no. */
  | "denied"
  | "limited"
  | "serverFailed"
  /** The server says no for a reason of its own. */
  | "refused"
  /** An answer was lost, and with it the code or the login token. */
  | "interrupted"
  /** An answer makes no sense. */
  | "malformed"
  /** The account is on another homeserver. */
  | "wrongServerName";

/** Why single sign-on went no further. */
export type SsoErrorCode =
  | SharedErrorCode
  /** The account waits for an administrator. */
  | "pendingApproval";

/** Why sign-up by OAuth 2.0 went no further. */
export type OAuthErrorCode =
  | SharedErrorCode
  | "offline"
  | "unreachable"
  /** The authorisation server lacks what a safe sign-up needs. */
  | "unsupported"
  /** The authorisation server accepts no client like this one. */
  | "registrationRefused"
  /** The page has no `crypto.subtle`. */
  | "insecureContext"
  /** The return address lacks what it must have, or has it twice. */
  | "malformedCallback"
  /** The user came back from another server than the one they were sent to. */
  | "wrongIssuer"
  /** The authorisation server knows the scopes by their older names only. The next attempt uses those. */
  | "oldScopes"
  /** The token is for another device. */
  | "wrongDevice";

export type RedirectErrorCode = SsoErrorCode | OAuthErrorCode;

/** The server's answer about an error. Its words are to be quoted. */
export interface RedirectErrorDetail {
  readonly status?: number | undefined;
  /** `errcode` of Matrix, or `error` of OAuth 2.0. */
  readonly errcode?: string | undefined;
  /** Cleaned, at most 500 code points. */
  readonly text?: string | undefined;
  /** The account that came, and was refused: its session has ended. */
  readonly userId?: string | undefined;
}

/** A sign-up that leaves the page went no further. Holds no code, token, verifier or address. */
export class RedirectError<Code extends RedirectErrorCode = RedirectErrorCode> extends Error {
  override readonly name = "RedirectError";
  readonly code: Code;
  /** The wait before another attempt, in ms as the server asks. */
  readonly retryAfterMs: number | undefined;
  readonly #detail: RedirectErrorDetail;

  constructor(code: Code, detail: RedirectErrorDetail = {}, retryAfterMs?: number) {
    super(`The sign-up went no further: ${code}`);
    this.code = code;
    this.#detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  get detail(): RedirectErrorDetail {
    return this.#detail;
  }
}
