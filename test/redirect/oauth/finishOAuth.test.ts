import { inspect } from "node:util";
import { afterEach, describe, expect, test, vi } from "vitest";
import { finishOAuth } from "../../../src/redirect/oauth/finishOAuth.js";
import {
  begin,
  codeOf,
  formOf,
  goThere,
  homeserver,
  metadata,
  redirectUri,
  servers,
} from "./servers.js";

afterEach(() => {
  vi.useRealTimers();
});

describe("coming back with a code", () => {
  test("the account, with a session that can be refreshed", async () => {
    const now = () => 1_000_000;
    const { finishing, transaction, since, storage } = await goThere(
      {},
      { begin: { now }, finish: { now } },
    );
    expect(await finishing).toEqual({
      userId: "@alice:example.org",
      serverName: "example.org",
      baseUrl: homeserver.baseUrl,
      kind: "user",
      via: "oauth",
      acceptedPolicies: [],
      session: {
        accessToken: "access",
        deviceId: transaction.deviceId,
        expiresAt: 1_300_000,
        refresh: {
          via: "oauth",
          token: "refresh",
          issuer: "https://account.example.org/",
          clientId: "client-1",
          redirectUri,
        },
      },
    });
    const [exchange, whoami, ...rest] = since();
    expect(exchange && formOf(exchange)).toMatchObject({
      grant_type: "authorization_code",
      code: "code-1",
      redirect_uri: redirectUri,
      client_id: "client-1",
    });
    expect(whoami?.init).toMatchObject({ headers: { Authorization: "Bearer access" } });
    expect(rest).toEqual([]);
    expect(JSON.stringify(storage.getItem(storage.key(0) ?? ""))).not.toMatch(/Verifier|Token/);
  });

  test("the homeserver's name may have been written in another way", async () => {
    const { finishing } = await goThere(
      {},
      { begin: { homeserver: { ...homeserver, serverName: "Example.org." } } },
    );
    expect(await finishing).toMatchObject({ serverName: "example.org" });
  });

  test("a clock that was set back meanwhile makes nothing too late", async () => {
    const { finishing } = await goThere(
      {},
      { begin: { now: () => 90 * 60_000 }, finish: { now: () => 0 } },
    );
    expect(await finishing).toMatchObject({ userId: "@alice:example.org" });
  });

  test("the answer may be in the query as well", async () => {
    const { finishing } = await goThere(
      {},
      { callback: (state) => `?mine=1&state=${state}&code=code-1` },
    );
    expect((await finishing).userId).toBe("@alice:example.org");
  });

  test("without a refresh token or a lifetime there is none in the session", async () => {
    const { finishing } = await goThere({
      "/token": () => Response.json({ access_token: "access", token_type: "bearer" }),
    });
    const { session } = await finishing;
    expect(session).toStrictEqual({
      accessToken: "access",
      deviceId: session?.deviceId,
      refresh: null,
    });
  });

  test("a refresh token without an ID token has none beside it", async () => {
    const { finishing } = await goThere();
    expect(Object.keys((await finishing).session?.refresh ?? {}).sort()).toEqual([
      ...["clientId", "issuer", "redirectUri", "token", "via"],
    ]);
  });

  test("an account server need not take tokens back", async () => {
    const { revocation_endpoint: _gone, ...less } = metadata;
    for (const inhibitLogin of [true, false]) {
      const { finishing, since, transaction } = await goThere(
        { "/_matrix/client/v1/auth_metadata": () => Response.json(less) },
        { finish: { inhibitLogin } },
      );
      expect(transaction.canRevoke).toBe(false);
      expect((await finishing).session === null).toBe(inhibitLogin);
      expect(since()).toHaveLength(2);
    }
  });

  test("where no session is wanted the tokens are given back, the refresh token first", async () => {
    const { finishing, since } = await goThere({}, { finish: { inhibitLogin: true } });
    expect((await finishing).session).toBeNull();
    expect(since().slice(2).map(formOf)).toEqual([
      { token: "refresh", token_type_hint: "refresh_token", client_id: "client-1" },
      { token: "access", token_type_hint: "access_token", client_id: "client-1" },
    ]);
  });

  test("that they cannot be given back changes nothing about the account", async () => {
    const { finishing } = await goThere(
      { "/revoke": () => new Response("", { status: 503 }) },
      { finish: { inhibitLogin: true } },
    );
    expect((await finishing).userId).toBe("@alice:example.org");
  });

  test("given up before the code is sent, nothing is", async () => {
    const { finishing, since } = await goThere({}, { finish: { signal: AbortSignal.abort() } });
    await expect(finishing).rejects.toMatchObject({ name: "NetworkError", reason: "aborted" });
    expect(since()).toEqual([]);
  });

  test.each([
    ["a failure", { errcode: "M_UNKNOWN" }, 500],
    ["another failure", { errcode: "M_UNKNOWN" }, 502],
    ["a limit", { errcode: "M_LIMIT_EXCEEDED" }, 429],
    ["no JSON", "<html>", 200],
  ])("whose it is, is asked again after %s", async (_, body, status) => {
    vi.useFakeTimers();
    let asked = 0;
    let deviceId = "";
    const { finishing, transaction } = await goThere({
      "/_matrix/client/v3/account/whoami": () => {
        asked += 1;
        return asked < 3
          ? Response.json(body, { status })
          : Response.json({ user_id: "@alice:example.org", device_id: deviceId });
      },
    });
    deviceId = transaction.deviceId;
    const code = codeOf(finishing);
    await vi.runAllTimersAsync();
    expect(await code).toBe("none");
    expect(asked).toBe(3);
  });

  test("whose it is may be asked three times; the code goes once", async () => {
    vi.useFakeTimers();
    let asked = 0;
    const { finishing, since } = await goThere({
      "/_matrix/client/v3/account/whoami": () => {
        asked += 1;
        return Promise.reject(new TypeError("Failed to fetch"));
      },
    });
    const code = codeOf(finishing);
    const times = [0, 999, 1, 2_999, 1];
    const seen: number[] = [];
    for (const ms of times) {
      await vi.advanceTimersByTimeAsync(ms);
      seen.push(asked);
    }
    expect(seen).toEqual([1, 1, 2, 2, 3]);
    expect(await code).toBe("interrupted");
    const paths = since().map(({ url }) => new URL(url).pathname);
    expect(paths.filter((path) => path === "/token")).toHaveLength(1);
    expect(paths.slice(-2)).toEqual(["/revoke", "/revoke"]);
  });
});

describe("coming back without", () => {
  test.each([
    ["access_denied", "denied"],
    ["server_error", "serverFailed"],
    ["temporarily_unavailable", "serverFailed"],
    ["invalid_request", "refused"],
    ["unauthorized_client", "refused"],
    ["interaction_required", "refused"],
  ])("%s: %s", async (error, code) => {
    const { finishing, since } = await goThere(
      {},
      { callback: (state) => `#state=${state}&error=${error}&error_description=Said+so` },
    );
    expect(await codeOf(finishing)).toBe(code);
    await expect(finishing).rejects.toMatchObject({ detail: { errcode: error, text: "Said so" } });
    expect(since()).toEqual([]);
  });

  test("scopes the server does not know: the next try asks for the old ones", async () => {
    const { finishing, storage } = await goThere(
      {},
      { callback: (state) => `#state=${state}&error=invalid_scope` },
    );
    expect(await codeOf(finishing)).toBe("oldScopes");
    const { parameters, state } = await begin(servers(), { storage });
    expect(parameters.get("scope")).toContain("org.matrix.msc2967");
    // When it does not know those either, there is nothing else to try.
    const again = finishOAuth(`${redirectUri}#state=${state}&error=invalid_scope`, { storage });
    expect(await codeOf(again)).toBe("refused");
  });

  test.each(["access_denied", "invalid_request"])(
    "%s says nothing about scopes: the next try asks as before",
    async (error) => {
      const { finishing, storage } = await goThere(
        {},
        { callback: (state) => `#state=${state}&error=${error}` },
      );
      await codeOf(finishing);
      const { parameters } = await begin(servers(), { storage });
      expect(parameters.get("scope")).toContain("urn:matrix:client:api");
    },
  );

  test("the same address a second time", async () => {
    const { finishing, callbackUrl, storage, both } = await goThere();
    await finishing;
    const before = both.requests.length;
    const again = finishOAuth(callbackUrl, { fetch: both.fetch, storage });
    expect(await codeOf(again)).toBe("replayed");
    expect(both.requests).toHaveLength(before);
  });

  test("two at once: one of them", async () => {
    const { finishing, callbackUrl, storage, both, since } = await goThere();
    const again = codeOf(finishOAuth(callbackUrl, { fetch: both.fetch, storage }));
    expect([await codeOf(finishing), await again]).toEqual(["none", "replayed"]);
    expect(since().filter(({ url }) => url.endsWith("/token"))).toHaveLength(1);
  });

  test("too late: an hour later", async () => {
    const { finishing, since } = await goThere(
      {},
      { begin: { now: () => 1_000_000 }, finish: { now: () => 1_000_000 + 61 * 60_000 } },
    );
    expect(await codeOf(finishing)).toBe("expired");
    expect(since()).toEqual([]);
  });

  test.each([
    ["invalid_grant", 400, "expired"],
    ["invalid_client", 401, "refused"],
    ["unauthorized_client", 400, "refused"],
  ])("the code is refused by %s: %s", async (error, status, code) => {
    const { finishing } = await goThere({ "/token": () => Response.json({ error }, { status }) });
    expect(await codeOf(finishing)).toBe(code);
  });

  test.each([
    ["lost", () => Promise.reject(new TypeError("Failed to fetch")), "interrupted"],
    ["limited", () => new Response("{}", { status: 429 }), "rateLimited"],
    ["failed", () => new Response("", { status: 500 }), "serverFailed"],
  ])("the answer to the code is %s", async (_, token, code) => {
    const { finishing, since } = await goThere({ "/token": token });
    expect(await codeOf(finishing)).toBe(code);
    expect(since()).toHaveLength(1);
  });

  test("an error holds no code, token, verifier or address", async () => {
    const { finishing, storage } = await goThere({
      "/token": () => Response.json({ error: "invalid_grant" }, { status: 400 }),
    });
    const error: unknown = await finishing.catch((reason: unknown) => reason);
    const told = [JSON.stringify(error), String(error), inspect(error)].join();
    expect(told).not.toMatch(/code-1|https:|client-1/);
    expect(storage.length).toBe(1);
  });
});
