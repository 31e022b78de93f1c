import { calculatePKCECodeChallenge } from "oauth4webapi";
import { describe, expect, test, vi } from "vitest";
import type { BeginOAuthOptions } from "../../../src/redirect/oauth/oauthOptions.js";
import { begin, bodyOf, codeOf, memoryStorage, metadata, redirectUri, servers } from "./servers.js";

const says = (changes: object) => ({
  "/_matrix/client/v1/auth_metadata": () => Response.json({ ...metadata, ...changes }),
});

function start(changes: object = {}, options: Omit<Partial<BeginOAuthOptions>, "storage"> = {}) {
  const storage = memoryStorage();
  const both = servers(says(changes));
  return begin(both, { storage, ...options }).then((begun) => ({ ...begun, storage, both }));
}

describe("the redirect to the account page", () => {
  test("asks for a code with PKCE, for a device of its own, and for a new account", async () => {
    const { url, parameters, transaction, storage } = await start();
    expect(new URL(url).origin).toBe("https://account.example.org");
    const { code_challenge, state, ...rest } = Object.fromEntries(parameters);
    expect(rest).toEqual({
      response_type: "code",
      response_mode: "fragment",
      client_id: "client-1",
      redirect_uri: redirectUri,
      scope: `urn:matrix:client:api:* urn:matrix:client:device:${transaction.deviceId}`,
      code_challenge_method: "S256",
      prompt: "create",
    });
    expect(state).toMatch(/^mrk-[\w-]{43}$/);
    const record = JSON.parse(storage.getItem(`matrix-register-kit.oauth.${state}`) ?? "") as {
      codeVerifier: string;
    };
    expect(code_challenge).toBe(await calculatePKCECodeChallenge(record.codeVerifier));
    expect(transaction).toMatchObject({
      host: "account.example.org",
      issuer: "https://account.example.org/",
      clientId: "client-1",
      asksToCreate: true,
    });
  });

  test("state, verifier and device are new each time, and only the last redirect can be finished", async () => {
    const storage = memoryStorage();
    const first = await begin(servers(), { storage });
    const second = await begin(servers(), { storage });
    expect(second.state).not.toBe(first.state);
    expect(second.transaction.deviceId).not.toBe(first.transaction.deviceId);
    expect(storage.length).toBe(1);
  });

  test("neither the verifier nor anything else that is secret is handed to the caller", async () => {
    const { transaction, url, storage, state } = await start();
    const { codeVerifier } = JSON.parse(
      storage.getItem(`matrix-register-kit.oauth.${state}`) ?? "",
    ) as { codeVerifier: string };
    expect(JSON.stringify({ transaction, url })).not.toContain(codeVerifier);
  });

  test("plain authorisation where creating is not on offer", async () => {
    const { parameters, transaction } = await start({ prompt_values_supported: ["login"] });
    expect(parameters.has("prompt")).toBe(false);
    expect(transaction.asksToCreate).toBe(false);
  });

  test.each([
    [["query"], "query"],
    [["form_post", "query", "fragment"], "fragment"],
    [undefined, "fragment"],
  ])("response modes %j: %s", async (response_modes_supported, mode) => {
    const { parameters } = await start({ response_modes_supported });
    expect(parameters.get("response_mode")).toBe(mode);
  });

  test("a homeserver that knows the old path alone is asked for the old scopes", async () => {
    const both = servers({
      "/_matrix/client/v1/auth_metadata": () =>
        Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 }),
      "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata": () => Response.json(metadata),
    });
    const { parameters, transaction } = await begin(both, { storage: memoryStorage() });
    const client = "urn:matrix:org.matrix.msc2967.client";
    const { deviceId } = transaction;
    expect(parameters.get("scope")).toBe(`${client}:api:* ${client}:device:${deviceId}`);
  });

  test("an ID token is asked for where there are any, with a nonce", async () => {
    const { parameters } = await start({ scopes_supported: ["openid", "email"] });
    expect(parameters.get("scope")).toMatch(/^openid /);
    expect(parameters.get("nonce")).toMatch(/^[\w-]{43}$/);
  });

  test("a hint whom to sign up is passed on, and cut where it is no hint any more", async () => {
    const { parameters } = await start({}, { loginHint: "mxid:@alice:example.org" });
    expect(parameters.get("login_hint")).toBe("mxid:@alice:example.org");
    const long = await start({}, { loginHint: "x".repeat(256) });
    expect(long.parameters.get("login_hint")).toHaveLength(255);
  });

  test("an empty hint and no language are left out", async () => {
    const { parameters } = await start({}, { loginHint: "", languages: [] });
    expect(parameters.has("login_hint")).toBe(false);
    expect(parameters.has("ui_locales")).toBe(false);
  });

  test("an address that gets too long is not gone to", async () => {
    const authorization_endpoint = `https://account.example.org/${"a".repeat(1_900)}`;
    const storage = memoryStorage();
    const both = servers(says({ authorization_endpoint }));
    expect(await codeOf(begin(both, { storage }))).toBe("notTrusted");
    expect(storage.length).toBe(0);
  });

  test("may come back to a page with parameters of its own", async () => {
    const uri = "https://client.example.com/?lang=de&codes=1";
    const { parameters } = await start({}, { redirectUri: uri });
    expect(parameters.get("redirect_uri")).toBe(uri);
  });

  test("hints and languages are passed on, and what the endpoint's own query says is not", async () => {
    const { parameters } = await start(
      {
        authorization_endpoint:
          "https://account.example.org/authorize?tenant=1&redirect_uri=https://evil.example&prompt=none&login_hint=x",
        prompt_values_supported: [],
      },
      { languages: ["de", "en"], deviceId: "LAPTOP-0001" },
    );
    expect(parameters.get("tenant")).toBe("1");
    expect(parameters.getAll("redirect_uri")).toEqual([redirectUri]);
    expect(parameters.has("prompt")).toBe(false);
    expect(parameters.has("login_hint")).toBe(false);
    expect(parameters.get("ui_locales")).toBe("de en");
    expect(parameters.get("scope")).toContain(":device:LAPTOP-0001");
  });
});

describe("the client", () => {
  test("registers itself as a public one, once the user wants to go", async () => {
    const { both } = await start(
      {},
      { client: { name: "A client", tosUri: "https://client.example.com/tos" } },
    );
    const registration = both.requests.find(({ url }) => url.endsWith("/register"));
    expect(registration && bodyOf(registration)).toEqual({
      client_name: "A client",
      client_uri: "https://client.example.com/",
      tos_uri: "https://client.example.com/tos",
      redirect_uris: [redirectUri],
      application_type: "web",
      response_types: ["code"],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "none",
    });
    expect(registration?.init).toMatchObject({
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      cache: "default",
    });
  });

  test("at a loopback address it is a native one, whatever its port", async () => {
    const { both, parameters } = await start({}, { redirectUri: "http://127.0.0.1:5173/back" });
    const registration = both.requests.find(({ url }) => url.endsWith("/register"));
    expect(registration && bodyOf(registration)).toMatchObject({
      application_type: "native",
      redirect_uris: ["http://127.0.0.1/back"],
    });
    expect(parameters.get("redirect_uri")).toBe("http://127.0.0.1:5173/back");
  });

  test("with an ID of its own it does not", async () => {
    const { both, parameters } = await start({}, { client: { id: "configured" } });
    expect(both.asked()).toEqual([
      "/_matrix/client/v1/auth_metadata",
      "/.well-known/openid-configuration",
    ]);
    expect(parameters.get("client_id")).toBe("configured");
  });

  const refused = { error: "invalid_client_metadata", error_description: "No\u202E thanks" };
  test.each([
    ["400", () => Response.json(refused, { status: 400 }), "registrationRefused"],
    ["403", () => Response.json({ error: "forbidden" }, { status: 403 }), "registrationRefused"],
    ["403 of a proxy", () => new Response("<html>", { status: 403 }), "registrationRefused"],
    ["404", () => new Response("", { status: 404 }), "registrationRefused"],
    ["429", () => new Response("{}", { status: 429 }), "rateLimited"],
    ["502", () => new Response("<html>", { status: 502 }), "serverFailed"],
    ["no ID", () => Response.json({}, { status: 201 }), "malformed"],
    ["200", () => Response.json({ client_id: "client-1" }), "malformed"],
    ["204", () => new Response(null, { status: 204 }), "malformed"],
    ["no JSON", () => new Response("client-1", { status: 201 }), "malformed"],
    [
      "an ID of two lines",
      () => Response.json({ client_id: "a\nb" }, { status: 201 }),
      "malformed",
    ],
    [
      "a secret to keep",
      () =>
        Response.json(
          { client_id: "client-1", token_endpoint_auth_method: "client_secret_basic" },
          { status: 201 },
        ),
      "registrationRefused",
    ],
    ["too much", () => new Response("x".repeat(70_000), { status: 201 }), "malformed"],
    ["nothing", () => Promise.reject(new TypeError("Failed to fetch")), "unreachable"],
  ])("registration answered by %s: %s", async (_, register, code) => {
    const both = servers({ "/register": register });
    const storage = memoryStorage();
    expect(await codeOf(begin(both, { storage }))).toBe(code);
    expect(storage.length).toBe(0);
  });

  test("the server's words are cleaned, to be quoted", async () => {
    const both = servers({ "/register": () => Response.json(refused, { status: 400 }) });
    await expect(begin(both, { storage: memoryStorage() })).rejects.toMatchObject({
      detail: { status: 400, errcode: "invalid_client_metadata", text: "No thanks" },
    });
  });

  test.each([
    ["a method that needs a secret", 201, { token_endpoint_auth_method: "client_secret_post" }],
    ["an ID that is none", 201, { client_id: "é" }],
    ["another status", 200, {}],
    ["a refusal without words", 400, {}],
  ])("the status of the answer is told: %s", async (_, status, changes) => {
    const answer = () => Response.json({ client_id: "client-1", ...changes }, { status });
    const both = servers({ "/register": answer });
    await expect(begin(both, { storage: memoryStorage() })).rejects.toMatchObject({
      detail: { status },
    });
  });

  test("without refresh tokens asks for the code alone", async () => {
    const { both } = await start({ grant_types_supported: ["authorization_code"] });
    const registration = both.requests.find(({ url }) => url.endsWith("/register"));
    expect(registration && bodyOf(registration)).toMatchObject({
      grant_types: ["authorization_code"],
    });
    expect(registration?.init.mode).toBe("cors");
  });

  test("nowhere to register", async () => {
    expect(await codeOf(start({ registration_endpoint: undefined }))).toBe("registrationRefused");
  });
});

describe("a mistake that stops it before any request", () => {
  test.each([
    "https://client.example.com/#there",
    "http://client.example.com/http://localhost/",
    "http://localhost.example.com/",
    "http://client.example.com/",
    "javascript:alert(1)",
    "https://user@client.example.com/",
    "https://client.example.com/?code=de",
    "https://client.example.com/?lang=de&state=open",
    "https://client.example.com/?error",
    "https://client.example.com/?iss=a",
    "callback",
  ])("a redirect URI that is none: %s", async (uri) => {
    const both = servers();
    const beginning = begin(both, { redirectUri: uri, storage: memoryStorage() });
    await expect(beginning).rejects.toThrow(/^The redirect URI cannot be used/);
    await expect(beginning).rejects.toThrow(TypeError);
    expect(both.requests).toEqual([]);
  });

  test("no confirmation, where the account server does not name itself", async () => {
    const both = servers();
    const beginning = begin(both, { isConfirmed: false, storage: memoryStorage() });
    await expect(beginning).rejects.toThrow(/^This account server does not name itself/);
    expect(both.asked()).not.toContain("/register");
  });

  test.each(["short", "with space here", "with*star*in*it"])(
    "a device ID: %s",
    async (deviceId) => {
      const both = servers();
      const beginning = begin(both, { deviceId, storage: memoryStorage() });
      await expect(beginning).rejects.toThrow(/^The device ID cannot be used/);
      expect(both.requests).toEqual([]);
    },
  );

  test("a page that is no secure context", async () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const both = servers();
    expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("insecureContext");
    expect(both.requests).toEqual([]);
    vi.unstubAllGlobals();
  });

  test("a storage that keeps nothing", async () => {
    const storage = memoryStorage();
    storage.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    expect(await codeOf(begin(servers(), { storage }))).toBe("noStorage");
  });
});
