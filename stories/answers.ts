import type { Fetch, UnavailableReason, Way } from "../src/index.js";
import type { IdentityProvider } from "../src/protocol/loginFlows.js";

const json = (status: number, body: unknown): Promise<Response> =>
  Promise.resolve(Response.json(body, { status }));

const closed: Fetch = () => json(403, { errcode: "M_FORBIDDEN", error: "" });

/** Closed, but for those who sign on with one of these; none: whom, the homeserver asks itself. */
export const signOnWith =
  (...providers: readonly IdentityProvider[]): Fetch =>
  (url, init) =>
    new URL(url).pathname.endsWith("/login")
      ? json(200, {
          flows: [
            {
              type: "m.login.sso",
              ...(providers.length > 0 && { identity_providers: providers }),
            },
          ],
        })
      : closed(url, init);

/** Homeservers as discovery meets them: one for each thing it can come to. */
export const homeserversThat = {
  finding: () => new Promise(() => undefined),
  closed,
  unsupported: () => json(400, { errcode: "M_UNRECOGNIZED", error: "" }),
  unreachable: () => Promise.reject(new TypeError("no connection")),
  notMatrix: () => Promise.resolve(new Response("<!doctype html><h1>Bakery</h1>")),
  rateLimited: () => json(429, { errcode: "M_LIMIT_EXCEEDED", error: "" }),
  uia: () => json(401, { session: "s", flows: [{ stages: ["m.login.dummy"] }], params: {} }),
  sso: signOnWith({ id: "oidc-example", name: "Example ID" }),
} satisfies Partial<Record<"finding" | UnavailableReason | Way["way"], Fetch>>;
