/**
 * Why signing on went no further.
 *
 * Before the person leaves: `notTrusted`, the guard refuses the homeserver's address; `noStorage`,
 * nothing can be kept until the person is back.
 *
 * When the person comes back: `lostState`, it was not begun in this tab; `replayed`, this way back was
 * used before; `expired`, too late, or the homeserver knows the login token no longer; `denied`, there
 * is no login token; `limited`, `serverFailed`, `refused`, the homeserver says no; `pendingApproval`,
 * the account waits for an administrator; `interrupted`, an answer was lost, and the login token with
 * it; `malformed`, an answer makes no sense; `wrongServerName`, the account is somewhere else.
 */
export type SsoErrorCode =
  | "notTrusted"
  | "noStorage"
  | "lostState"
  | "replayed"
  | "expired"
  | "denied"
  | "limited"
  | "serverFailed"
  | "refused"
  | "pendingApproval"
  | "interrupted"
  | "malformed"
  | "wrongServerName";

/** What the homeserver said, to be quoted. */
export interface SsoErrorDetail {
  readonly status?: number | undefined;
  readonly errcode?: string | undefined;
  /** Cleaned, at most 500 code points. */
  readonly text?: string | undefined;
}

/** Signing on went no further. Holds no token and no address. */
export class SsoError extends Error {
  override readonly name = "SsoError";
  readonly code: SsoErrorCode;
  /** How long to wait before another try, in ms as the homeserver asks. */
  readonly retryAfterMs: number | undefined;
  readonly #detail: SsoErrorDetail;

  constructor(code: SsoErrorCode, detail: SsoErrorDetail = {}, retryAfterMs?: number) {
    super(`Single sign-on went no further: ${code}`);
    this.code = code;
    this.#detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  get detail(): SsoErrorDetail {
    return this.#detail;
  }
}
