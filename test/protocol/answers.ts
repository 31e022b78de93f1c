import { vi } from "vitest";
import type { Fetch } from "../../src/protocol/wire/request.js";

/** A `fetch` that gives one answer to everything and remembers what it was asked. */
export function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return vi.fn<Fetch>(() => Promise.resolve(new Response(text, { status, headers })));
}

/** Options for any of the calls, with that `fetch`. */
export function server(status: number, body: unknown, headers?: Record<string, string>) {
  const fetch = answering(status, body, headers);
  return {
    options: { baseUrl: "https://matrix.example.org", fetch },
    /** What was asked: method, address and, when there was one, the body. */
    asked: () =>
      fetch.mock.calls.map(([url, init]) => ({
        method: init.method,
        url,
        ...(typeof init.body === "string" && { body: JSON.parse(init.body) as unknown }),
      })),
  };
}

/** How a promise was rejected. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It was not rejected");
}

/** The names a plain object answers to without having been given them. */
export const inheritedNames = Object.getOwnPropertyNames(Object.prototype);
