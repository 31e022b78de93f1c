/** Homeservers that are nowhere but in the browser's routes: each answers as a test says. */
import type { Page, Request, Route } from "@playwright/test";
import type { TestHomeserver } from "./homeservers.js";

/** What is answered: nothing, JSON, or a page that leads on. */
type Answer =
  | "nothing"
  | {
      readonly json: object;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly leadsTo: string };

/** By path, in place of what would be answered. */
export type Answers = Readonly<Record<string, Answer | ((request: Request) => Answer)>>;

const never = () => Promise.reject(new Error("There are none of these."));

/** One of them, as `open()` wants it. */
export function scripted(host: string): TestHomeserver {
  return {
    baseUrl: `https://${host}`,
    serverName: host,
    createRegistrationToken: never,
    createExpiredToken: never,
    expireSessions: never,
    expireMailLinks: never,
    mailLinks: never,
    codes: never,
    expireCodes: never,
  };
}

export interface AccountPages {
  /** What the address says to which a person comes back, besides the `state`. */
  readonly back?: Readonly<Record<string, string>>;
  /** Whose the token is, where that is not as it should be. */
  readonly owner?: { readonly user_id?: string; readonly device_id?: string };
  readonly answers?: Answers;
  /** What the homeserver says of them in place of the usual. */
  readonly metadata?: object;
}

/** A homeserver with account pages, on which the user does at once what `back` says. */
export async function scriptAccountPages(
  page: Page,
  host: string,
  { back = { code: "code-1" }, owner = {}, answers = {}, metadata = {} }: AccountPages = {},
): Promise<{
  /** With what people came to the account page. */
  readonly visits: readonly URLSearchParams[];
}> {
  const visits: URLSearchParams[] = [];
  const account = `https://account.${host}`;
  const deviceId = () => /:device:(\S+)/.exec(visits.at(-1)?.get("scope") ?? "")?.[1];
  const usual: Answers = {
    "/_matrix/client/v1/auth_metadata": {
      json: {
        issuer: `${account}/`,
        authorization_endpoint: `${account}/authorize`,
        token_endpoint: `${account}/token`,
        registration_endpoint: `${account}/clients`,
        revocation_endpoint: `${account}/revoke`,
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        response_modes_supported: ["query", "fragment"],
        code_challenge_methods_supported: ["S256"],
        prompt_values_supported: ["create"],
        ...metadata,
      },
    },
    ...closed,
    "/clients": { status: 201, json: { client_id: "client-1" } },
    "/authorize": (request) => {
      const asked = new URL(request.url()).searchParams;
      visits.push(asked);
      const state = asked.get("state") ?? "";
      const fragment = new URLSearchParams({ state, ...back }).toString();
      return { leadsTo: `${asked.get("redirect_uri")}#${fragment}` };
    },
    "/token": { json: { access_token: "access", token_type: "Bearer", expires_in: 300 } },
    "/_matrix/client/v3/account/whoami": () => ({
      json: { user_id: `@alice:${host}`, device_id: deviceId(), ...owner },
    }),
    "/revoke": { json: {} },
  };
  for (const origin of [`https://${host}`, account]) {
    await page.route(`${origin}/**`, (route) => reply(route, { ...usual, ...answers }));
  }
  return { visits };
}

/** A homeserver with single sign-on, from which the user comes back at once. */
export async function scriptSignOn(
  page: Page,
  host: string,
  {
    loginToken = "syl_1",
    answer = { json: { user_id: `@alice:${host}`, access_token: "access", device_id: "DEVICE" } },
  }: { loginToken?: string; answer?: Answer } = {},
): Promise<void> {
  const answers: Answers = {
    ...closed,
    "/_matrix/client/v3/login": (request) =>
      request.method() === "GET" ? { json: { flows: [{ type: "m.login.sso" }] } } : answer,
    "/_matrix/client/v3/login/sso/redirect": (request) => {
      const back = new URL(new URL(request.url()).searchParams.get("redirectUrl") ?? "");
      if (loginToken !== "") back.searchParams.set("loginToken", loginToken);
      return { leadsTo: back.href };
    },
    "/_matrix/client/v3/logout": { json: {} },
  };
  await page.route(`https://${host}/**`, (route) => reply(route, answers));
}

/** Nobody makes an account by stages. */
const closed: Answers = {
  "/_matrix/client/v3/register": { status: 403, json: { errcode: "M_FORBIDDEN", error: "No." } },
};

async function reply(route: Route, answers: Answers): Promise<void> {
  const request = route.request();
  const unknown: Answer = {
    status: 404,
    json: { errcode: "M_UNRECOGNIZED", error: "Unrecognized" },
  };
  const found = answers[new URL(request.url()).pathname] ?? unknown;
  const answer = typeof found === "function" ? found(request) : found;
  if (answer === "nothing") {
    await route.abort();
    return;
  }
  if ("leadsTo" in answer) {
    // A redirect would lead past all routes.
    const to = answer.leadsTo.replaceAll("&", "&amp;");
    const body = `<meta http-equiv="refresh" content="0;url=${to}">`;
    await route.fulfill({ contentType: "text/html", body });
    return;
  }
  const { status = 200, json, headers = {} } = answer;
  await route.fulfill({
    status,
    json,
    headers: {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "Authorization, Content-Type",
      "Access-Control-Expose-Headers": "Retry-After",
      ...headers,
    },
  });
}
