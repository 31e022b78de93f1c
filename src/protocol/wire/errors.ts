import type { SafeUrl } from "../guards/safeUrl.js";

/**
 * A 401 that asks for authentication: where it stands and how it may go on.
 * https://spec.matrix.org/v1.18/client-server-api/#user-interactive-api-in-the-rest-api
 */
export interface UiaResponse {
  /** Alternatives, duplicates folded; one with zero stages needs nothing but the session. */
  readonly flows: readonly (readonly string[])[];
  /** To be sent back with every later request. A secret. */
  readonly session: string | undefined;
  /** The auth types done so far, each once. */
  readonly completed: readonly string[];
  /** By auth type what a client must know for it. Null-prototype objects: own keys only. */
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whether the answer had `params` at all; earlier ones count on when it had none. */
  readonly hasParams: boolean;
}

/** The decoded content of an error answer besides its status. */
export interface ErrorAnswer {
  readonly errcode?: string | undefined;
  readonly text?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly contact?: SafeUrl | undefined;
  readonly uia?: UiaResponse | undefined;
}

/**
 * The homeserver answered, with something else than success.
 * https://spec.matrix.org/v1.18/client-server-api/#standard-error-response
 *
 * Only status and errcode are properties of its own; the rest is behind getters, so that no log,
 * report or `JSON.stringify` takes the session or the server's words along.
 */
export class MatrixError extends Error {
  override readonly name = "MatrixError";
  readonly status: number;
  readonly errcode: string | undefined;
  readonly #answer: ErrorAnswer;

  constructor(status: number, answer: ErrorAnswer = {}) {
    super(`The homeserver answered ${[status, answer.errcode].filter(Boolean).join(" ")}`);
    this.status = status;
    this.errcode = answer.errcode;
    this.#answer = answer;
  }

  /** The server's words, cleaned, at most 500 code points. A detail to quote, never a headline. */
  get text(): string | undefined {
    return this.#answer.text;
  }

  /** How long to wait before another try, in ms as the server asks: at most a day. */
  get retryAfterMs(): number | undefined {
    return this.#answer.retryAfterMs;
  }

  /** Whom to ask (`admin_contact`) or where to read more (`info_uri`), through the guard. */
  get contact(): SafeUrl | undefined {
    return this.#answer.contact;
  }

  /** For a 401 with flows: where authentication stands. */
  get uia(): UiaResponse | undefined {
    return this.#answer.uia;
  }
}

/**
 * Why there is no answer. `offline`: the browser says so; `blocked`: the page's own
 * Content-Security-Policy does not let the request out; `unreachable`: refused, broken off, or
 * kept from us by CORS, which a page cannot tell apart; `timeout`: the time limit, the body's time
 * included; `aborted`: by the caller's signal; `malformed`: an answer, but not what the endpoint
 * answers; `tooLarge`: more than we read.
 */
export type NetworkReason =
  | "offline"
  | "blocked"
  | "unreachable"
  | "timeout"
  | "aborted"
  | "malformed"
  | "tooLarge";

/** No answer, or none that can be read. Never holds what was sent or received. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  readonly reason: NetworkReason;
  /** The HTTP status, where one came. */
  readonly status: number | undefined;

  constructor(reason: NetworkReason, status?: number) {
    super(`No answer that can be used: ${[reason, status].filter(Boolean).join(" ")}`);
    this.reason = reason;
    this.status = status;
  }
}
