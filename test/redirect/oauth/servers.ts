import { vi } from "vitest";
import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { RedirectError } from "../../../src/redirect/error.js";
import { beginOAuth } from "../../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../../src/redirect/oauth/finishOAuth.js";
import type {
  BeginOAuthOptions,
  FinishOAuthOptions,
} from "../../../src/redirect/oauth/oauthOptions.js";

export const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
export const redirectUri = "https://client.example.com/callback";

/** What an authorisation server says of itself, on the wire. */
export const metadata = {
  issuer: "https://account.example.org/",
  authorization_endpoint: "https://account.example.org/authorize",
  token_endpoint: "https://account.example.org/token",
  registration_endpoint: "https://account.example.org/register",
  revocation_endpoint: "https://account.example.org/revoke",
  response_types_supported: ["code"],
  response_modes_supported: ["query", "fragment"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  code_challenge_methods_supported: ["plain", "S256"],
  prompt_values_supported: ["create"],
};

const metadataPath = "/_matrix/client/v1/auth_metadata";

export interface Request {
  readonly url: string;
  readonly init: RequestInit;
}

export type Answers = Readonly<Record<string, (request: Request) => Response | Promise<Response>>>;

/** Both servers, as scripted by path; and everything that was asked of anybody. */
export function servers(answers: Answers = {}) {
  const requests: Request[] = [];
  let deviceId = "";
  const usual: Answers = {
    [metadataPath]: () => Response.json(metadata),
    // The account server says the same of itself.
    "/.well-known/openid-configuration": (request) =>
      (answers[metadataPath] ?? (() => Response.json(metadata)))(request),
    "/register": () => Response.json({ client_id: "client-1" }, { status: 201 }),
    "/token": () =>
      Response.json({
        access_token: "access",
        token_type: "Bearer",
        expires_in: 300,
        refresh_token: "refresh",
      }),
    "/_matrix/client/v3/account/whoami": () =>
      Response.json({ user_id: "@alice:example.org", device_id: deviceId }),
    "/revoke": () => new Response(""),
  };
  const fetch: Fetch = async (url, init) => {
    requests.push({ url, init });
    const { pathname, host } = new URL(url);
    const isOurs = ["matrix.example.org", "account.example.org"].includes(host);
    const answer = isOurs ? ({ ...usual, ...answers }[pathname] ?? notThere) : notThere;
    return answer({ url, init });
  };
  return {
    fetch,
    requests,
    asked: () => requests.map(({ url }) => new URL(url).pathname),
    sendDevice: (id: string) => {
      deviceId = id;
    },
  };
}

/** What a homeserver answers to what it does not know. */
export const notThere = () => Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });

/** The fields of a form that was sent. */
export function formOf({ init }: Request): Record<string, string> {
  return Object.fromEntries(init.body as URLSearchParams);
}

export function bodyOf({ init }: Request): unknown {
  return JSON.parse(init.body as string);
}

/** A tab's storage. */
export function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      items.set(key, value);
    },
    removeItem: (key) => {
      items.delete(key);
    },
    clear: () => {
      items.clear();
    },
  };
}

/** Begins on these servers and answers with what the browser is sent to. */
export async function begin(
  { fetch, sendDevice }: ReturnType<typeof servers>,
  options: Partial<BeginOAuthOptions> = {},
) {
  const { url, transaction } = await beginOAuth({
    ...{ homeserver, redirectUri, fetch, isConfirmed: true },
    ...options,
  });
  sendDevice(transaction.deviceId);
  const { searchParams } = new URL(url);
  return { url, transaction, parameters: searchParams, state: searchParams.get("state") ?? "" };
}

/** Begins, and comes back with a code or what else is given. */
export async function goThere(
  answers: Answers = {},
  {
    callback = (state) => `#state=${state}&code=code-1`,
    begin: beginOptions = {},
    finish = {},
  }: {
    readonly callback?: (state: string) => string;
    readonly begin?: Omit<Partial<BeginOAuthOptions>, "storage">;
    readonly finish?: Partial<FinishOAuthOptions>;
  } = {},
) {
  const storage = memoryStorage();
  const both = servers(answers);
  const begun = await begin(both, { storage, ...beginOptions });
  const before = both.requests.length;
  const callbackUrl = redirectUri + callback(begun.state);
  const finishing = finishOAuth(callbackUrl, { fetch: both.fetch, storage, ...finish });
  return {
    ...begun,
    storage,
    callbackUrl,
    finishing,
    both,
    /** What was asked since the user is back. */
    since: () => both.requests.slice(before),
  };
}

/** The code of the RedirectError that a promise ends with; what else it ends with is told as it is. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (error) {
    return error instanceof RedirectError ? String(error.code) : String(error);
  }
}

/** In jsdom a digest is an ArrayBuffer of another realm, which oauth4webapi does not know for one. */
export function digestInThisRealm(): void {
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  vi.spyOn(crypto.subtle, "digest").mockImplementation(
    async (algorithm, bytes) =>
      new Uint8Array([...new Uint8Array(await digest(algorithm, bytes))]).buffer,
  );
}
