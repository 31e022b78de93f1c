import type { redirectProblems } from "./redirectProblems.js";

type CodeOf<Group extends keyof typeof redirectProblems> = {
  [Each in Group]: keyof (typeof redirectProblems)[Each];
}[Group];

/** Why single sign-on went no further. */
export type SsoErrorCode = CodeOf<"both" | "sso">;

/** Why sign-up by OAuth 2.0 went no further. */
export type OAuthErrorCode = CodeOf<"both" | "oauth">;

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
  /** The wait before another try, in ms as the server asks. */
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
