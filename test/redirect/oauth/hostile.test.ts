import { afterEach, describe, expect, test, vi } from "vitest";
import type { Trust } from "../../../src/protocol/guards/safeUrl.js";
import {
  type Answers,
  begin,
  codeOf,
  goThere,
  homeserver,
  memoryStorage,
  metadata,
  redirectUri,
  servers,
} from "./servers.js";

afterEach(() => {
  vi.useRealTimers();
});

const metadataPath = "/_matrix/client/v1/auth_metadata";
const badPlaces = [
  "javascript:alert(1)",
  "JaVaScRiPt://account.example.org/%0aalert(1)",
  "data:text/html,x",
  "blob:https://account.example.org/1",
  "file:///etc/passwd",
  "http://account.example.org/x",
  "ws://account.example.org/x",
  "//account.example.org/x",
  "/x",
  "",
  "https://user:pass@account.example.org/x",
  "https://account.example.org@evil.example/x",
  "https://account.example.org\\@evil.example/x",
  "https://127.0.0.1/x",
  "https://localhost/x",
  "https://[::1]/x",
  "https://0x7f.1/x",
  "https://2130706433/x",
  "https://10.0.0.1/x",
  "https://169.254.169.254/latest/meta-data",
  "https://router.local/x",
  "https://account.example.org/x#fragment",
  `https://account.example.org/${"x".repeat(2100)}`,
  " https://account.example.org/x",
  "https://account.example.org/x\n",
];
const endpoints = [
  "issuer",
  "authorization_endpoint",
  "token_endpoint",
  "registration_endpoint",
  "revocation_endpoint",
] as const;

describe.each(endpoints)("metadata whose %s", (endpoint) => {
  test.each(badPlaces)("is %s: nobody else is asked, nobody goes anywhere", async (place) => {
    const both = servers({
      [metadataPath]: () => Response.json({ ...metadata, [endpoint]: place }),
    });
    const storage = memoryStorage();
    expect(await codeOf(begin(both, { storage, trust: "listed" }))).toBe("notTrusted");
    expect(both.asked()).toEqual([metadataPath]);
    expect(storage.length).toBe(0);
  });
});

describe("metadata that would bring the code to somebody else", () => {
  const elsewhere = [
    ["another host", "https://evil.example/token"],
    ["a host that ends alike", "https://evilaccount.example.org.evil.example/token"],
    ["a name without a dot before it", "https://xaccount.example.org/token"],
    ["a neighbour", "https://other.example.org/token"],
    ["another port", "https://account.example.org:8443/token"],
  ] as const;
  test.each(
    (["token_endpoint", "registration_endpoint", "revocation_endpoint"] as const).flatMap((name) =>
      elsewhere.map(([what, url]) => [name, what, url] as const),
    ),
  )("%s at %s", async (name, _, url) => {
    const both = servers({ [metadataPath]: () => Response.json({ ...metadata, [name]: url }) });
    expect(await codeOf(begin(both, { storage: memoryStorage(), trust: "any" }))).toBe(
      "notTrusted",
    );
    expect(both.asked()).toEqual([metadataPath]);
  });

  test.each(["https://example.org/token", "https://api.account.example.org/token"])(
    "not so a host above or below: %s",
    async (url) => {
      const both = servers({
        [metadataPath]: () => Response.json({ ...metadata, token_endpoint: url }),
      });
      expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("none");
    },
  );

  test("an https: homeserver of one's own with an account page by http:", async () => {
    const both = servers({
      [metadataPath]: () =>
        Response.json({ ...metadata, token_endpoint: "http://account.example.org/token" }),
    });
    expect(await codeOf(begin(both, { storage: memoryStorage(), trust: "own" }))).toBe(
      "notTrusted",
    );
  });
});

test.each([
  ["no PKCE", { code_challenge_methods_supported: undefined }, "unsupported"],
  ["plain PKCE", { code_challenge_methods_supported: ["plain"] }, "unsupported"],
  ["PKCE that is no list", { code_challenge_methods_supported: "S256" }, "unsupported"],
  ["tokens instead of a code", { response_types_supported: ["token"] }, "unsupported"],
  ["no code grant", { grant_types_supported: ["implicit"] }, "unsupported"],
  ["form_post alone", { response_modes_supported: ["form_post"] }, "unsupported"],
  ["an issuer with a query", { issuer: "https://account.example.org/?a=b" }, "notTrusted"],
  ["no issuer", { issuer: null }, "malformed"],
  ["no token endpoint", { token_endpoint: undefined }, "malformed"],
  [
    "a token endpoint that is a list",
    { token_endpoint: ["https://account.example.org"] },
    "malformed",
  ],
])("metadata with %s: %s", async (_, changes, code) => {
  const both = servers({ [metadataPath]: () => Response.json({ ...metadata, ...changes }) });
  expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe(code);
  expect(both.asked()).toEqual([metadataPath]);
});

test.each([
  ["a page", () => new Response("<html>")],
  ["a list", () => Response.json([metadata])],
  ["too much", () => new Response(`{"a":"${"x".repeat(300_000)}"}`)],
])("metadata that is %s", async (_, answer) => {
  const both = servers({ [metadataPath]: answer });
  expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("malformed");
  expect(both.asked()).toEqual([metadataPath]);
});

describe("callbacks that are answered by nobody", () => {
  const iss = encodeURIComponent(metadata.issuer);
  const long = "x".repeat(17_000);
  test.each<[string, (state: string) => string, string]>([
    ["nothing", () => "", "malformedCallback"],
    ["no state", () => "#code=c", "malformedCallback"],
    ["an empty state", () => "#state=&code=c", "malformedCallback"],
    ["no code", (state) => `#state=${state}`, "malformedCallback"],
    ["an empty code", (state) => `#state=${state}&code=`, "malformedCallback"],
    ["an empty error", (state) => `#state=${state}&error=`, "malformedCallback"],
    [
      "code and error",
      (state) => `#state=${state}&code=c&error=access_denied`,
      "malformedCallback",
    ],
    ["two states", (state) => `#state=${state}&state=${state}&code=c`, "malformedCallback"],
    ["two codes", (state) => `#state=${state}&code=c&code=d`, "malformedCallback"],
    ["two issuers", (state) => `#state=${state}&code=c&iss=${iss}&iss=${iss}`, "malformedCallback"],
    [
      "query and fragment",
      (state) => `?state=${state}&code=c#state=${state}&code=d`,
      "malformedCallback",
    ],
    ["one half in each", (state) => `?state=${state}#code=c`, "malformedCallback"],
    ["a token beside it", (state) => `#state=${state}&code=c&access_token=t`, "malformedCallback"],
    ["an ID token beside it", (state) => `#state=${state}&code=c&id_token=t`, "malformedCallback"],
    ["a signed answer", (state) => `#state=${state}&code=c&response=jwt`, "malformedCallback"],
    ["a line end in the code", (state) => `#state=${state}&code=c%0Ad`, "malformedCallback"],
    [
      "a code without end",
      (state) => `#state=${state}&code=${"x".repeat(5000)}`,
      "malformedCallback",
    ],
    ["more than anybody reads", (state) => `#state=${state}&code=c&x=${long}`, "malformedCallback"],
    ["somebody else's state", () => `#state=${"A".repeat(43)}&code=c`, "lostState"],
    ["a state in capitals", (state) => `#state=${state.toUpperCase()}x&code=c`, "lostState"],
    ["a state with a space", (state) => `#state=${state}%20&code=c`, "lostState"],
    ["a state that is a key", () => "#state=__proto__&code=c", "lostState"],
    ["a state without end", () => `#state=${"x".repeat(9000)}&code=c`, "lostState"],
    ["somebody else's error", () => `#state=${"A".repeat(43)}&error=access_denied`, "lostState"],
    ["another issuer", (state) => `#state=${state}&code=c&iss=https://evil.example`, "wrongIssuer"],
    [
      "the issuer without its slash",
      (state) => `#state=${state}&code=c&iss=${iss.slice(0, -3)}`,
      "wrongIssuer",
    ],
    ["an empty issuer", (state) => `#state=${state}&code=c&iss=`, "wrongIssuer"],
    [
      "an error of another issuer",
      (state) => `#state=${state}&error=access_denied&iss=x`,
      "wrongIssuer",
    ],
  ])("%s", async (_, callback, code) => {
    const { finishing, since } = await goThere({}, { callback });
    expect(await codeOf(finishing)).toBe(code);
    expect(since()).toEqual([]);
  });

  test("an issuer that does not name itself, though it says it does", async () => {
    const { finishing, since } = await goThere({
      [metadataPath]: () =>
        Response.json({ ...metadata, authorization_response_iss_parameter_supported: true }),
    });
    expect(await codeOf(finishing)).toBe("wrongIssuer");
    expect(since()).toEqual([]);
  });

  test.each<[string, (record: Record<string, unknown>) => unknown, string]>([
    ["other text", () => "nonsense", "lostState"],
    ["a list", () => [], "lostState"],
    ["no verifier", ({ codeVerifier: _gone, ...rest }) => rest, "lostState"],
    [
      "a token endpoint by http:",
      (record) => ({ ...record, tokenEndpoint: "http://a.example/" }),
      "notTrusted",
    ],
    [
      "a homeserver at home",
      (record) => ({ ...record, baseUrl: "https://127.0.0.1" }),
      "notTrusted",
    ],
    [
      "a revocation endpoint that is a script",
      (record) => ({ ...record, revocationEndpoint: "javascript:1" }),
      "notTrusted",
    ],
  ])("a storage in which stands %s", async (_, change, code) => {
    const storage = memoryStorage();
    const both = servers();
    const { state } = await begin(both, { storage, trust: "listed" });
    const key = `matrix-register-kit.oauth.${state}`;
    const record = JSON.parse(storage.getItem(key) ?? "") as Record<string, unknown>;
    storage.setItem(key, JSON.stringify(change(record)));
    const before = both.requests.length;
    const { finishOAuth } = await import("../../../src/redirect/oauth/finishOAuth.js");
    const finishing = finishOAuth(`${redirectUri}#state=${state}&code=c`, {
      fetch: both.fetch,
      storage,
    });
    expect(await codeOf(finishing)).toBe(code);
    expect(both.requests).toHaveLength(before);
  });
});

describe("answers to the code", () => {
  const token = { access_token: "access", token_type: "Bearer" };
  const answered =
    (answer: unknown, status = 200) =>
    () =>
      Response.json(answer, { status });
  test.each<[string, Answers[string], string]>([
    ["no token", answered({ token_type: "Bearer" }), "malformed"],
    ["an empty token", answered({ ...token, access_token: "" }), "malformed"],
    ["a token of two lines", answered({ ...token, access_token: "a\r\nX: y" }), "malformed"],
    ["a token without end", answered({ ...token, access_token: "x".repeat(9000) }), "malformed"],
    ["a token that is a number", answered({ ...token, access_token: 1 }), "malformed"],
    ["no type", answered({ access_token: "access" }), "malformed"],
    ["a type that needs a key", answered({ ...token, token_type: "DPoP" }), "malformed"],
    ["a type nobody knows", answered({ ...token, token_type: "mac" }), "malformed"],
    ["a refresh token that is a list", answered({ ...token, refresh_token: ["r"] }), "malformed"],
    ["a refresh token of two lines", answered({ ...token, refresh_token: "r\ns" }), "malformed"],
    ["a lifetime that is a word", answered({ ...token, expires_in: "soon" }), "malformed"],
    ["a negative lifetime", answered({ ...token, expires_in: -1 }), "malformed"],
    ["less scope", answered({ ...token, scope: "openid" }), "malformed"],
    [
      "another device's scope",
      answered({ ...token, scope: "urn:matrix:client:api:* urn:matrix:client:device:X" }),
      "malformed",
    ],
    [
      "a scope that is a list",
      answered({ ...token, scope: ["urn:matrix:client:api:*"] }),
      "malformed",
    ],
    [
      "an ID token nobody asked for, of nobody",
      answered({ ...token, id_token: "e30.e30.e30" }),
      "malformed",
    ],
    ["an error with success", answered({ error: "invalid_grant" }), "malformed"],
    ["201", answered(token, 201), "malformed"],
    ["null", answered(null), "malformed"],
    ["a list", answered([token]), "malformed"],
    ["a page", () => new Response("<html>"), "malformed"],
    ["nothing", () => new Response(null, { status: 204 }), "malformed"],
    ["too much", () => new Response(`{"a":"${"x".repeat(70_000)}"}`), "malformed"],
    [
      "a prototype",
      () => new Response('{"__proto__":{"access_token":"a","token_type":"bearer"}}'),
      "malformed",
    ],
    ["an error that is an object", answered({ error: {} }, 400), "malformed"],
    ["a teapot", answered({ error: "teapot" }, 418), "refused"],
  ])("%s: %s", async (_, answer, code) => {
    const { finishing, since } = await goThere({ "/token": answer });
    expect(await codeOf(finishing)).toBe(code);
    // Nothing was asked with what is no token.
    expect(since().map(({ url }) => url)).toEqual([metadata.token_endpoint]);
  });

  test("a redirect is not followed", async () => {
    const { since, finishing } = await goThere();
    await finishing;
    expect(since().map(({ init }) => init.redirect)).toEqual(["error", "error"]);
  });
});

describe("a token that is for something else", () => {
  const path = "/_matrix/client/v3/account/whoami";
  const owner = (changes: (deviceId: string) => object) => changes;
  test.each([
    [
      "another device",
      owner(() => ({ user_id: "@alice:example.org", device_id: "OTHER" })),
      "wrongDevice",
    ],
    ["no device", owner(() => ({ user_id: "@alice:example.org" })), "wrongDevice"],
    [
      "another homeserver",
      owner((device_id) => ({ user_id: "@alice:evil.example", device_id })),
      "wrongServerName",
    ],
    [
      "a name that begins alike",
      owner((device_id) => ({ user_id: "@alice:example.org.evil.example", device_id })),
      "wrongServerName",
    ],
    [
      "another port",
      owner((device_id) => ({ user_id: "@alice:example.org:8448", device_id })),
      "wrongServerName",
    ],
    ["no user ID", owner((device_id) => ({ device_id })), "interrupted"],
    [
      "a user ID that is none",
      owner((device_id) => ({ user_id: "alice", device_id })),
      "interrupted",
    ],
    [
      "a user ID that hides a character",
      owner((device_id) => ({ user_id: "@al\u202Eice:example.org", device_id })),
      "interrupted",
    ],
  ])("%s: %s, and it is given back", async (_, say, code) => {
    vi.useFakeTimers();
    let deviceId = "";
    const { finishing, transaction, since } = await goThere({
      [path]: () => Response.json(say(deviceId)),
    });
    deviceId = transaction.deviceId;
    const ended = codeOf(finishing);
    await vi.runAllTimersAsync();
    expect(await ended).toBe(code);
    expect(
      since()
        .slice(-2)
        .map(({ url }) => url),
    ).toEqual([metadata.revocation_endpoint, metadata.revocation_endpoint]);
  });

  test.each([401, 403, 404])("the homeserver answers it with %i", async (status) => {
    const { finishing, since } = await goThere({
      [path]: () => Response.json({ errcode: "M_UNKNOWN_TOKEN" }, { status }),
    });
    expect(await codeOf(finishing)).toBe("refused");
    expect(since().map(({ url }) => url)).toEqual([
      metadata.token_endpoint,
      homeserver.baseUrl + path,
      metadata.revocation_endpoint,
      metadata.revocation_endpoint,
    ]);
  });
});

test.each<Trust>(["any", "listed"])("what is good is good under %s", async (trust) => {
  const { finishing, both } = await goThere({}, { begin: { trust } });
  expect((await finishing).baseUrl).toBe(homeserver.baseUrl);
  expect(new Set(both.requests.map(({ url }) => new URL(url).host))).toEqual(
    new Set(["matrix.example.org", "account.example.org"]),
  );
});
