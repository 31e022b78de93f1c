import { type Call, isObject } from "./call.js";

/** One request as it was seen. Passwords are numbered, `[password 1]`, so that equal ones show. */
export interface LoggedRequest {
  readonly method: string;
  /** Below the base URL, with the query. */
  readonly uri: string;
  /** The parsed body; absent when there was none, or it was not JSON. */
  readonly body?: unknown;
  /** Absent until it is answered; 0 when no answer arrived. */
  readonly status?: number;
}

export interface RequestLog {
  /** Notes a request; the returned function notes what became of it. */
  note(call: Call): (response: Response) => void;
  all(): readonly LoggedRequest[];
}

export function createRequestLog(): RequestLog {
  const entries: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] }[] = [];
  const passwords: unknown[] = [];

  function mask(body: unknown): unknown {
    if (!isObject(body) || !Object.hasOwn(body, "password")) return body;
    const password = body["password"];
    if (!passwords.includes(password)) passwords.push(password);
    return { ...body, password: `[password ${passwords.indexOf(password) + 1}]` };
  }

  return {
    note(call) {
      const entry: (typeof entries)[number] = {
        method: call.method,
        uri: call.uri,
        ...(call.body.kind === "json" && { body: mask(call.body.value) }),
      };
      entries.push(entry);
      return (response) => {
        entry.status = response.status;
      };
    },
    all: () => entries.map((entry) => ({ ...entry })),
  };
}
