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

describe("metadata that would bring the code to another server", () => {
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

test("metadata whose issuer has a query", async () => {
  const issuer = "https://account.example.org/?a=b";
  const both = servers({ [metadataPath]: () => Response.json({ ...metadata, issuer }) });
  expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("notTrusted");
  expect(both.asked()).toEqual([metadataPath]);
});

describe("the issuer's own description", () => {
  const own = "/.well-known/openid-configuration";

  test("may tell more than the homeserver does", async () => {
    const { revocation_endpoint: _gone, ...less } = metadata;
    const both = servers({
      [metadataPath]: () => Response.json(less),
      [own]: () => Response.json(metadata),
    });
    const { transaction } = await begin(both, { storage: memoryStorage() });
    expect(transaction.canRevoke).toBe(false);
  });

  test("is not asked for where the homeserver is the app's own", async () => {
    const both = servers();
    await begin(both, { storage: memoryStorage(), trust: "own" });
    expect(both.asked()).toEqual([metadataPath, "/register"]);
  });

  test("that is not waited for stops the sign-up", async () => {
    const giving = new AbortController();
    const both = servers({
      [own]: () => {
        giving.abort();
        return Response.json(metadata);
      },
    });
    const beginning = begin(both, {
      ...{ storage: memoryStorage(), signal: giving.signal, client: { id: "configured" } },
    });
    await expect(beginning).rejects.toMatchObject({ name: "NetworkError", reason: "aborted" });
    expect(both.asked()).toEqual([metadataPath, own]);
  });
});

describe("coming back to nothing that was begun", () => {
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
    ["a lifetime that is a word", answered({ ...token, expires_in: "soon" }), "malformed"],
    ["a negative lifetime", answered({ ...token, expires_in: -1 }), "malformed"],
    [
      "an ID token nobody asked for, of nobody",
      answered({ ...token, id_token: "e30.e30.e30" }),
      "malformed",
    ],
    ["an error with success", answered({ error: "invalid_grant" }), "malformed"],
    ["an error that is an object", answered({ error: {} }, 400), "malformed"],
    ["a teapot", answered({ error: "teapot" }, 418), "refused"],
  ])("%s: %s", async (_, answer, code) => {
    const { finishing, since } = await goThere({ "/token": answer });
    expect(await codeOf(finishing)).toBe(code);
    // Nothing was asked with what is no token, but to end it.
    const places = new Set(since().map(({ url }) => url));
    places.delete(metadata.revocation_endpoint);
    expect([...places]).toEqual([metadata.token_endpoint]);
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
    // The account is told, so that the user can sign in to it.
    const { user_id: userId } = say(deviceId) as { user_id?: string };
    if (code !== "interrupted")
      await expect(finishing).rejects.toMatchObject({ detail: { userId } });
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

test.each<Trust>(["any", "listed"])("good metadata is good under %s", async (trust) => {
  const { finishing, both } = await goThere({}, { begin: { trust } });
  expect((await finishing).baseUrl).toBe(homeserver.baseUrl);
  expect(new Set(both.requests.map(({ url }) => new URL(url).host))).toEqual(
    new Set(["matrix.example.org", "account.example.org"]),
  );
});
