import { expect } from "vitest";

/** What a homeserver answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON object; empty where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Whether the words of errors, and what the protocol no longer knows, are to be Synapse's. */
let isToTheLetter = true;

/** Cases from here on are about Synapse, or about a homeserver that says the same in other words. */
export function expectLetters(ofSynapse: boolean): void {
  isToTheLetter = ofSynapse;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json") === true;
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, body };
}

/** A refusal: its body holds these keys and no other. */
export function expectRefusal(
  answer: Answer,
  status: number,
  errcode: string,
  error: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { status: answered, body } = answer;
  if (isToTheLetter) {
    expect.soft({ status: answered, ...body }).toEqual({ status, errcode, error, ...more });
  } else {
    const told = { status: answered, errcode: body["errcode"], error: body["error"] };
    expect.soft(told).toEqual({ status, errcode, error: expect.any(String) as unknown });
  }
}

export interface ExpectedUia {
  readonly flows?: readonly (readonly string[])[];
  readonly params?: Readonly<Record<string, unknown>>;
  /** Left out: the answer must not have it, as before a request with `auth`. */
  readonly completed?: readonly string[];
  readonly errcode?: string;
  readonly error?: string;
}

/** A 401 of user-interactive authentication; `completed` is a set. Returns the session. */
export function expectUia(answer: Answer, expected: ExpectedUia): string {
  const { session, flows, params, completed, ...rest } = answer.body;
  expect.soft(answer.status).toBe(401);
  expect.soft(session).toEqual(expect.stringMatching(isToTheLetter ? /^[A-Za-z]{24}$/ : /^\w+$/));
  if (expected.flows) expect.soft(flows).toEqual(expected.flows.map((stages) => ({ stages })));
  else expect.soft(flows).toEqual(expect.any(Array));
  if (expected.params) expect.soft(params).toEqual(expected.params);
  else expect.soft(params).toEqual(expect.any(Object));
  const none = isToTheLetter ? undefined : [];
  expect.soft(asSet(completed ?? none)).toEqual(asSet(expected.completed ?? none));
  const { errcode, error } = expected;
  expect.soft(rest).toEqual(errcode === undefined ? {} : { errcode, error });
  return String(session);
}

/** A refusal for now. Returns the time to wait, in ms: of at most `seconds`. */
export function expectLimit(answer: Answer, seconds: number): number {
  const { retry_after_ms: retryAfter, ...rest } = answer.body;
  expect.soft(answer.status).toBe(429);
  expect.soft(rest).toEqual({ errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests" });
  expect.soft(retryAfter).toEqual(expect.any(Number));
  const ms = Number(retryAfter);
  expect.soft(Number.isInteger(ms)).toBe(true);
  expect.soft(ms).toBeGreaterThan(0);
  expect.soft(ms).toBeLessThanOrEqual(seconds * 1000);
  expect.soft(answer.headers.get("Retry-After")).toBe(String(Math.ceil(ms / 1000)));
  return ms;
}

/** An account with a device signed in on it, and nothing else in the body. */
export function expectAccount(answer: Answer, userId: string): Readonly<Record<string, unknown>> {
  expect.soft(answer).toMatchObject({ status: 200, body: { user_id: userId } });
  expect.soft(answer.body).toEqual({
    user_id: userId,
    ...(isToTheLetter && { home_server: "localhost" }),
    access_token: expect.stringMatching(/^\S+$/) as unknown,
    device_id: expect.stringMatching(/^\S+$/) as unknown,
  });
  return answer.body;
}

function asSet(value: unknown): unknown {
  return Array.isArray(value) ? new Set(value) : value;
}
