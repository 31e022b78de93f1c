import type { Fetch, UnavailableReason, Way } from "../src/index.js";

const json = (status: number, body: unknown): Promise<Response> =>
  Promise.resolve(Response.json(body, { status }));

/** Homeservers as discovery meets them: one for each thing it can come to. */
export const homeserversThat = {
  finding: () => new Promise(() => undefined),
  closed: () => json(403, { errcode: "M_FORBIDDEN", error: "" }),
  unsupported: () => json(400, { errcode: "M_UNRECOGNIZED", error: "" }),
  unreachable: () => Promise.reject(new TypeError("no connection")),
  notMatrix: () => Promise.resolve(new Response("<!doctype html><h1>Bakery</h1>")),
  rateLimited: () => json(429, { errcode: "M_LIMIT_EXCEEDED", error: "" }),
  uia: () => json(401, { session: "s", flows: [{ stages: ["m.login.dummy"] }], params: {} }),
} satisfies Partial<Record<"finding" | UnavailableReason | Way["way"], Fetch>>;
