import { type Call, isObject } from "./call.js";

/** A request as it was seen. Secrets are numbered, `[secret 1]`, so that equal ones show. */
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

const secretKeys = new Set(["password", "guest_access_token", "refresh_token", "token"]);

export function createRequestLog(): RequestLog {
  const entries: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] }[] = [];
  const secrets: string[] = [];

  function masked(key: string, value: unknown): unknown {
    if (typeof value !== "string" || !secretKeys.has(key)) return value;
    if (!secrets.includes(value)) secrets.push(value);
    return `[secret ${secrets.indexOf(value) + 1}]`;
  }

  function mask(body: unknown): unknown {
    if (!isObject(body)) return body;
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => [key, masked(key, value)]),
    );
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
