/** The answer of a handler: a status, a JSON object, and headers besides those of every answer. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: Readonly<Record<string, unknown>>): Answer => ({ status: 200, body });

/** A refusal on its way out: thrown by a check, turned into an answer where the request came in. */
export class Refusal extends Error {
  readonly answer: Answer;
  /** Held back so long before it is sent, in ms. */
  readonly delayMs: number;

  constructor(answer: Answer, delayMs = 0) {
    super(String(answer.body["error"]));
    this.name = "Refusal";
    this.answer = answer;
    this.delayMs = delayMs;
  }
}

export function refuse(
  status: number,
  errcode: string,
  error: string,
  more: Readonly<Record<string, unknown>> = {},
): never {
  throw new Refusal({ status, body: { errcode, error, ...more } });
}

/** Too many requests: the time to wait in the body (ms) and in the header (seconds, rounded up). */
export function refuseForNow(retryAfterMs: number, delayMs: number): never {
  throw new Refusal(
    {
      status: 429,
      body: {
        errcode: "M_LIMIT_EXCEEDED",
        error: "Too Many Requests",
        retry_after_ms: retryAfterMs,
      },
      headers: { "Retry-After": String(Math.ceil(retryAfterMs / 1000)) },
    },
    delayMs,
  );
}

export const internalError: Answer = {
  status: 500,
  body: { errcode: "M_UNKNOWN", error: "Internal server error" },
};

/** `headers`: what this homeserver puts on every answer of that status. */
export function jsonResponse(answer: Answer, headers: Readonly<Record<string, string>>): Response {
  return new Response(JSON.stringify(answer.body), {
    status: answer.status,
    headers: {
      "Content-Type": "application/json",
      ...headers,
      ...answer.headers,
    },
  });
}
