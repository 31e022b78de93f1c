import type { FakeHomeserver } from "../../src/testing/index.js";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Ask = (path: string, body?: unknown, accessToken?: unknown) => Promise<Answer>;

export const dummy = { type: "m.login.dummy" };
export const alice = { username: "alice", password: "correct horse" };

/** Asks a homeserver below `/_matrix/client/v3`: a POST where there is a body. */
export function asking({ fetch, baseUrl }: Pick<FakeHomeserver, "fetch" | "baseUrl">): Ask {
  return async (path, body, accessToken) => {
    const headers = {
      ...(body !== undefined && { "Content-Type": "application/json" }),
      ...(typeof accessToken === "string" && { Authorization: `Bearer ${accessToken}` }),
    };
    const response = await fetch(`${baseUrl}/_matrix/client/v3${path}`, {
      headers,
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, body: answer };
  };
}

/** Begins a UIA session with this body and returns its ID. */
export async function begin(ask: Ask, body: unknown): Promise<string> {
  const answer = await ask("/register", body);
  return String(answer.body["session"]);
}

export function logIn(ask: Ask, user: string, password: string): Promise<Answer> {
  const identifier = { type: "m.id.user", user };
  return ask("/login", { type: "m.login.password", identifier, password });
}
