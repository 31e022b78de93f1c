import type { Fetch, SignUpMethod, UnavailableReason } from "../src/core.js";
import type { IdentityProvider } from "../src/protocol/endpoints/loginFlows.js";

const json = (status: number, body: unknown): Promise<Response> =>
  Promise.resolve(Response.json(body, { status }));

const closed: Fetch = () => json(403, { errcode: "M_FORBIDDEN", error: "" });
const uia: Fetch = () =>
  json(401, { session: "s", flows: [{ stages: ["m.login.dummy"] }], params: {} });

/** A homeserver that answers at these ends of paths as they do, and else as the last does. */
const answering =
  (byPath: Readonly<Record<string, Fetch>>, otherwise: Fetch): Fetch =>
  (url, init) => {
    const { pathname } = new URL(url);
    const found = Object.entries(byPath).find(([end]) => pathname.endsWith(end));
    return (found?.[1] ?? otherwise)(url, init);
  };

const signOn =
  (providers: readonly IdentityProvider[]): Fetch =>
  () =>
    json(200, {
      flows: [
        { type: "m.login.sso", ...(providers.length > 0 && { identity_providers: providers }) },
      ],
    });

/** Closed, but for those who sign on with one of these; none: whom, the homeserver asks itself. */
export const signOnWith = (...providers: readonly IdentityProvider[]): Fetch =>
  answering({ "/login": signOn(providers) }, closed);

/** Open, and for those who sign on with one of these. */
export const openAndSignOnWith = (...providers: readonly IdentityProvider[]): Fetch =>
  answering({ "/login": signOn(providers), "/register": uia }, () =>
    json(404, { errcode: "M_UNRECOGNIZED", error: "" }),
  );

const accountHost = "https://account.example.org";

/** The metadata of an account page. */
export const accountPage = {
  issuer: `${accountHost}/`,
  authorization_endpoint: `${accountHost}/authorize`,
  token_endpoint: `${accountHost}/token`,
  registration_endpoint: `${accountHost}/clients`,
  revocation_endpoint: `${accountHost}/revoke`,
  response_types_supported: ["code"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  response_modes_supported: ["query", "fragment"],
  code_challenge_methods_supported: ["S256"],
  prompt_values_supported: ["create"],
};

/** Closed, but for those who go to its account page; with answers to what is asked of that. */
export const accountPageThat = (
  byPath: Readonly<Record<string, Fetch>> = {},
  metadata: Readonly<Record<string, unknown>> = accountPage,
): Fetch =>
  answering(
    {
      "/clients": () => json(201, { client_id: "client-1" }),
      "/auth_metadata": () => json(200, metadata),
      "/register": closed,
      ...byPath,
    },
    () => json(404, { errcode: "M_UNRECOGNIZED", error: "" }),
  );

/** Homeservers as discovery meets them: one for each thing it can come to. */
export const homeserversThat = {
  finding: () => new Promise(() => undefined),
  closed,
  unsupported: () => json(400, { errcode: "M_UNRECOGNIZED", error: "" }),
  unreachable: () => Promise.reject(new TypeError("no connection")),
  notMatrix: () => Promise.resolve(new Response("<!doctype html><h1>Bakery</h1>")),
  rateLimited: () => json(429, { errcode: "M_LIMIT_EXCEEDED", error: "" }),
  uia,
  sso: signOnWith({ id: "oidc-example", name: "Example ID" }),
  oauth: accountPageThat(),
} satisfies Record<"finding" | UnavailableReason | SignUpMethod["type"], Fetch>;

/** Open in every way there is. */
export const openInEveryWay = accountPageThat({
  "/login": signOn([{ id: "oidc-example", name: "Example ID" }]),
  "/register": uia,
});

/** A server name whose `.well-known` says this; what it names, if anything, answers as `there` does. */
const namedBy = (document: Fetch, there: Fetch = () => json(404, {})): Fetch =>
  answering({ "/.well-known/matrix/client": document }, there);

const names =
  (baseUrl: string): Fetch =>
  () =>
    json(200, { "m.homeserver": { base_url: baseUrl } });
const elsewhere = names("https://matrix.example.net");

/** Server names as looking them up meets them: one for each thing that can be said of it. */
export const serverNamesThat = {
  failPrompt: namedBy(homeserversThat.notMatrix),
  failError: namedBy(names("http://10.0.0.1")),
  notMatrixAt: namedBy(elsewhere, homeserversThat.notMatrix),
  unreachableAt: namedBy(elsewhere, homeserversThat.unreachable),
  isOpenAt: namedBy(elsewhere, uia),
};

/** All of these at once, each at a name that begins with its own: `closed.example`. */
export const homeserversByName: Fetch = (url, init) => {
  const { hostname, pathname } = new URL(url);
  if (hostname === "elsewhere.example" || hostname === "matrix.example.net") {
    return serverNamesThat.isOpenAt(url, init);
  }
  if (pathname.startsWith("/.well-known/")) return json(404, {});
  const [named] = hostname.split(".");
  const found = Object.entries(homeserversThat).find(([name]) => name.toLowerCase() === named);
  return (found?.[1] ?? homeserversThat.unreachable)(url, init);
};

const usernames: Readonly<Record<string, Fetch>> = {
  checking: () => new Promise(() => undefined),
  taken: () => json(400, { errcode: "M_USER_IN_USE", error: "" }),
  reserved: () => json(400, { errcode: "M_EXCLUSIVE", error: "" }),
  unknown: () => Promise.reject(new TypeError("no connection")),
};

/** A homeserver that knows of each username what it says of itself; of any other, that it is free. */
export const usernamesThat: Fetch = (url, init) => {
  const answer = usernames[new URL(url).searchParams.get("username") ?? ""];
  return answer?.(url, init) ?? json(200, { available: true });
};
