import { vi } from "vitest";
import type { Fetch } from "../../src/protocol/wire/request.js";
import { type Answer, respond, type SeenRequest } from "./scriptedHomeserver.js";

/** A request that waits for its answer. */
export interface HeldRequest extends SeenRequest {
  /** Answers it, and lets what follows of it happen. */
  readonly answer: (answer: Answer) => Promise<void>;
}

/** Answers when it is told to, in any order: for answers that cross. */
export function heldHomeserver() {
  const requests: HeldRequest[] = [];
  const open = new Set<HeldRequest>();
  let mostRegistrations = 0;
  const fetch: Fetch = (input, init) =>
    new Promise((resolve, reject) => {
      const url = new URL(input);
      const request: HeldRequest = {
        method: init.method ?? "GET",
        path: url.pathname + url.search,
        body: typeof init.body === "string" ? (JSON.parse(init.body) as SeenRequest["body"]) : {},
        answer: async (answer) => {
          open.delete(request);
          try {
            resolve(respond(answer));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          await settle();
        },
      };
      requests.push(request);
      open.add(request);
      const registrations = [...open].filter(isRegistration).length;
      mostRegistrations = Math.max(mostRegistrations, registrations);
    });
  return {
    fetch,
    requests,
    /** Those that wait for their answer, oldest first. */
    open: () => [...open],
    registrations: () => requests.filter(isRegistration),
    messages: () => requests.filter(({ path }) => path.endsWith("/requestToken")),
    /** Requests to /register that were on their way at once, at most. */
    mostRegistrations: () => mostRegistrations,
    /** The n-th request, from 1, once it is there. */
    async request(number: number): Promise<HeldRequest> {
      await vi.waitFor(() => {
        if (requests.length < number) throw new Error(`There is no request ${number}.`);
      });
      const request = requests[number - 1];
      if (request === undefined) throw new Error(`There is no request ${number}.`);
      return request;
    },
  };
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function isRegistration({ path }: SeenRequest): boolean {
  return path.endsWith("/v3/register") || path.includes("/v3/register?");
}
