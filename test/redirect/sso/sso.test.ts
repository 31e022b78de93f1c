import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetworkError } from "../../../src/protocol/wire/errors.js";
import { RedirectError, type SsoErrorCode } from "../../../src/redirect/error.js";
import { type BeginSsoOptions, beginSso } from "../../../src/redirect/sso/beginSso.js";
import { type FinishSsoOptions, finishSso } from "../../../src/redirect/sso/finishSso.js";
import { createFakeHomeserver } from "../../../src/testing/index.js";
import { rejection, server } from "../../protocol/answers.js";
import { manualClock } from "../../testing/manualClock.js";
import { memoryStorage } from "../memoryStorage.js";

const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
const redirectUrl = "https://app.example.org/sign-up?lang=de";
const account = { user_id: "@alice:example.org", access_token: "syt_1", device_id: "D" };

function begun(options: Partial<BeginSsoOptions> = {}) {
  const storage = memoryStorage();
  const { url } = beginSso({ homeserver, redirectUrl, storage, trust: "listed", ...options });
  const back = new URL(new URL(url).searchParams.get("redirectUrl") ?? "");
  back.searchParams.append("loginToken", "syl_1");
  return { url: new URL(url), back, storage };
}

/** What `finishSso` asked for of a homeserver that gives one answer to everything. */
async function finish(
  body: unknown,
  options: FinishSsoOptions & { status?: number; begin?: Partial<BeginSsoOptions> } = {},
) {
  const { status = 200, begin, ...rest } = options;
  const { back, storage } = begun(begin);
  const { options: answering, asked } = server(status, body);
  const finished = await finishSso(back.href, { fetch: answering.fetch, storage, ...rest }).catch(
    (error: unknown) => error,
  );
  return { finished, asked: asked(), storage };
}

function code(error: unknown): SsoErrorCode | undefined {
  return error instanceof RedirectError ? (error.code as SsoErrorCode) : undefined;
}

describe("leaving to sign on", () => {
  it("goes to the homeserver, with a return address that cannot be guessed", () => {
    const { url, back } = begun({ providerId: "oidc-github" });
    expect(url.origin + url.pathname).toBe(
      "https://matrix.example.org/_matrix/client/v3/login/sso/redirect/oidc-github",
    );
    expect(url.searchParams.get("action")).toBe("register");
    expect(back.searchParams.get("sso_return")).toMatch(/^[0-9a-f]{32}$/);
    expect(begun().back.searchParams.get("sso_return")).not.toBe(
      back.searchParams.get("sso_return"),
    );
  });

  it("keeps what is to be known again out of the address", () => {
    const device = { id: "DEVICE", displayName: "My client" };
    const { back, storage } = begun({ device, refreshToken: true });
    back.searchParams.delete("loginToken");
    back.searchParams.delete("sso_return");
    expect(back.href).toBe(redirectUrl);
    const [kept] = storage.entries.values();
    expect(JSON.parse(kept ?? "")).toMatchObject({
      ...homeserver,
      deviceId: "DEVICE",
      deviceDisplayName: "My client",
      refreshToken: true,
    });
  });

  it("leaves one open redirect in a tab", () => {
    const storage = memoryStorage();
    for (let times = 0; times < 3; times += 1) {
      beginSso({ homeserver, redirectUrl, storage, trust: "listed" });
    }
    expect(storage.entries.size).toBe(1);
  });

  it.each(["http://matrix.example.org", "https://127.0.0.1:8008", "https://10.0.0.1"])(
    "is done at %s where the homeserver is the app's own",
    (baseUrl) => {
      expect(() => begun({ homeserver: { baseUrl }, trust: "own" })).not.toThrow();
    },
  );

  it.each(["", "/relative", "javascript:alert(1)", "https://a.b/#fragment", "ftp://a.b/"])(
    "cannot come back to %j",
    (address) => {
      expect(() => begun({ redirectUrl: address })).toThrow(/^The redirect URL cannot be used/);
    },
  );

  it.each(["", "a b", 'a"b', "a".repeat(256)])("refuses the device ID %j", (id) => {
    expect(() => begun({ device: { id } })).toThrow(/device ID cannot be used/);
  });

  it("refuses to begin where the user has to confirm, and did not", () => {
    expect(() => begun({ trust: "any" })).toThrow(/^Single sign-on is not safe/);
    expect(() => begun({ trust: "any", isConfirmed: true })).not.toThrow();
  });

  it("refuses a display name of more than 100 code points", () => {
    expect(() => begun({ device: { displayName: "é".repeat(101) } })).toThrow(
      /^The device display name has more than 100/,
    );
    expect(() => begun({ device: { displayName: "é".repeat(100) } })).not.toThrow();
  });

  it("takes no login token along in its return address", () => {
    const { back } = begun({ redirectUrl: "https://app.example.org/?loginToken=old" });
    expect(back.searchParams.getAll("loginToken")).toEqual(["syl_1"]);
  });

  it("may return to a page of the local network", () => {
    const { back } = begun({ redirectUrl: "http://localhost:8080/" });
    expect(back.origin).toBe("http://localhost:8080");
  });

  it("refuses an address that gets too long", () => {
    const long = `https://app.example.org/${"a".repeat(2_000)}`;
    expect(() => begun({ redirectUrl: long })).toThrow("notTrusted");
  });

  it("needs a storage that keeps something", () => {
    const setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    const storage = { ...memoryStorage(), setItem };
    const begin = () => beginSso({ homeserver, redirectUrl, storage, trust: "listed" });
    expect(begin).toThrow(new RedirectError("noStorage"));
  });
});

describe("coming back", () => {
  it("exchanges the token with the device and the wishes of the beginning", async () => {
    const device = { id: "DEVICE", displayName: "My client" };
    const answer = { ...account, refresh_token: "syr_1", expires_in_ms: 5000 };
    const { finished, asked } = await finish(answer, {
      begin: { device, refreshToken: true },
      now: () => Date.now(),
    });
    expect(asked).toEqual([
      {
        method: "POST",
        url: "https://matrix.example.org/_matrix/client/v3/login",
        body: {
          type: "m.login.token",
          token: "syl_1",
          device_id: "DEVICE",
          initial_device_display_name: "My client",
          refresh_token: true,
        },
      },
    ]);
    expect(finished).toEqual({
      userId: "@alice:example.org",
      serverName: "example.org",
      baseUrl: "https://matrix.example.org/",
      kind: "user",
      via: "sso",
      acceptedPolicies: [],
      session: {
        accessToken: "syt_1",
        deviceId: "D",
        expiresAt: expect.any(Number) as unknown,
        refresh: { via: "matrix", token: "syr_1" },
      },
    });
  });

  it("asks for no refresh token where none is wanted", async () => {
    const { asked } = await finish(account);
    expect(asked[0]?.body).not.toHaveProperty("refresh_token");
  });

  it("leaves nothing behind but that it was", async () => {
    const { storage } = await finish(account);
    expect([...storage.entries.values()]).toEqual([
      expect.stringMatching(/^\{"used":\d+\}$/) as unknown,
    ]);
  });

  it("ends the session at once where none is wanted", async () => {
    const { finished, asked } = await finish(account, { inhibitLogin: true });
    expect(finished).toMatchObject({ userId: "@alice:example.org", session: null });
    expect(asked.map(({ url }) => new URL(url).pathname)).toEqual([
      "/_matrix/client/v3/login",
      "/_matrix/client/v3/logout",
    ]);
    expect(JSON.stringify(finished)).not.toContain("syt_1");
  });

  it("takes no account of another homeserver, and leaves no session on it", async () => {
    const { finished, asked } = await finish({ ...account, user_id: "@alice:matrix.org" });
    expect(code(finished)).toBe("wrongServerName");
    expect(asked.at(-1)?.url).toMatch(/logout$/);
  });

  it("takes one of the homeserver, however its name was written", async () => {
    const begin = { homeserver: { ...homeserver, serverName: "Example.org." } };
    const { finished } = await finish(account, { begin });
    expect(finished).toMatchObject({ userId: "@alice:example.org", serverName: "example.org" });
  });

  it("learns the server name where only the base URL was known", async () => {
    const begin = { homeserver: { baseUrl: homeserver.baseUrl } };
    const { finished } = await finish(account, { begin });
    expect(finished).toMatchObject({ serverName: "example.org" });
  });

  it.each<[number, unknown, SsoErrorCode]>([
    [403, { errcode: "M_FORBIDDEN", error: "Invalid login token" }, "expired"],
    [403, { errcode: "M_USER_DEACTIVATED" }, "refused"],
    [403, { errcode: "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL" }, "pendingApproval"],
    [400, { errcode: "M_UNKNOWN" }, "refused"],
    [404, { errcode: "M_UNRECOGNIZED" }, "refused"],
    [429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 5000 }, "rateLimited"],
    [429, "<html>", "rateLimited"],
    [429, { errcode: "M_UNKNOWN" }, "rateLimited"],
    [400, { errcode: "M_LIMIT_EXCEEDED" }, "rateLimited"],
    [401, { errcode: "M_FORBIDDEN" }, "refused"],
    [500, "<html>", "serverFailed"],
    [500, { errcode: "M_UNKNOWN" }, "serverFailed"],
    [502, "<html>", "serverFailed"],
    [404, "<html>", "malformed"],
    [200, {}, "malformed"],
    [200, "x".repeat(2_000_000), "malformed"],
    [200, { user_id: "@alice:example.org" }, "malformed"],
  ])("says of %i %j that it is %s", async (status, body, expected) => {
    const { finished, asked } = await finish(body, { status });
    expect(code(finished)).toBe(expected);
    // A token is never sent twice.
    expect(asked).toHaveLength(1);
  });

  it("quotes the homeserver", async () => {
    const told = async (body: unknown, status: number) =>
      (await finish(body, { status })).finished as RedirectError;
    const words = { errcode: "M_FORBIDDEN", error: "No" };
    expect(await told(words, 403)).toMatchObject({
      detail: { status: 403, errcode: "M_FORBIDDEN", text: "No" },
    });
    const limit = { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 5_000 };
    expect(await told(limit, 429)).toMatchObject({ retryAfterMs: 5_000 });
    expect(await told("<html>", 429)).toMatchObject({ detail: { status: 429 } });
    expect(await told("<html>", 502)).toMatchObject({ detail: { status: 502 } });
    expect(await told("<html>", 404)).toMatchObject({ detail: { status: 404 } });
    const elsewhere = { ...account, user_id: "@alice:evil.example" };
    expect(await told(elsewhere, 200)).toMatchObject({
      ...{ code: "wrongServerName", detail: { userId: "@alice:evil.example" } },
    });
  });

  it.each<[object, object]>([
    [{ expires_in_ms: 9_000 }, { expiresAt: 10_000, refresh: null }],
    [{ refresh_token: "r" }, { refresh: { via: "matrix", token: "r" } }],
  ])("hands over a session with %j", async (more, session) => {
    const { finished } = await finish(
      { ...account, ...more },
      { now: () => 1_000, begin: { now: () => 1_000 } },
    );
    expect(finished).toMatchObject({ session });
  });

  it("without a lifetime has no end", async () => {
    const { finished } = await finish(account);
    expect(finished).not.toHaveProperty("session.expiresAt");
  });

  it("sends nothing where the user gave up before", async () => {
    const { finished, asked } = await finish(account, { signal: AbortSignal.abort() });
    expect(finished).toMatchObject({ reason: "aborted" });
    expect(asked).toEqual([]);
  });

  it("that was given up ends its session, and says so", async () => {
    const { back, storage } = begun();
    const cancelling = new AbortController();
    const paths: string[] = [];
    const fetch = async (url: string) => {
      paths.push(new URL(url).pathname.split("/").at(-1) ?? "");
      cancelling.abort();
      return Response.json(account);
    };
    const { signal } = cancelling;
    const error = await rejection(finishSso(back.href, { fetch, storage, signal }));
    expect(error).toMatchObject({ reason: "aborted" });
    expect(paths).toEqual(["login", "logout"]);
  });

  it.each(["a b", "a\n", "\na", "é", "a".repeat(8193)])(
    "with a login token that is none, nothing is asked: %#",
    async (token) => {
      const { back, storage } = begun();
      back.searchParams.set("loginToken", token);
      const { options, asked } = server(200, account);
      const error = await rejection(finishSso(back.href, { fetch: options.fetch, storage }));
      expect(code(error)).toBe("denied");
      expect(asked()).toEqual([]);
    },
  );

  it("says that an answer was lost", async () => {
    const { back, storage } = begun();
    const fetch = () => Promise.reject(new TypeError("network"));
    expect(code(await rejection(finishSso(back.href, { fetch, storage })))).toBe("interrupted");
  });

  it("can be given up", async () => {
    const { back, storage } = begun();
    const signal = AbortSignal.abort();
    const error = await rejection(finishSso(back.href, { storage, signal }));
    expect(error).toBeInstanceOf(NetworkError);
  });
});

describe("a return that is not one", () => {
  const nobody = () => {
    throw new Error("Something was asked");
  };

  it("twice is told, and nothing is asked", async () => {
    const { back, storage } = begun();
    const { fetch } = server(200, account).options;
    await finishSso(back.href, { fetch, storage });
    const again = await rejection(finishSso(back.href, { fetch: nobody, storage }));
    expect(code(again)).toBe("replayed");
  });

  it("in another tab is told, and nothing is asked", async () => {
    const { back } = begun();
    const again = await rejection(
      finishSso(back.href, { fetch: nobody, storage: memoryStorage() }),
    );
    expect(code(again)).toBe("lostState");
  });

  it("after an hour is told, and nothing is asked", async () => {
    const { back, storage } = begun({ now: () => 0 });
    const now = () => 60 * 60_000 + 1;
    expect(code(await rejection(finishSso(back.href, { fetch: nobody, storage, now })))).toBe(
      "expired",
    );
  });

  it("without a token is told, and nothing is asked", async () => {
    const { back, storage } = begun();
    back.searchParams.delete("loginToken");
    const error = await rejection(finishSso(back.href, { fetch: nobody, storage }));
    expect(code(error)).toBe("denied");
  });

  it.each([
    "",
    "nonsense",
    "https://app.example.org/",
    "https://app.example.org/?loginToken=x",
    "https://app.example.org/?loginToken=x&sso_return=",
    "https://app.example.org/?loginToken=x&sso_return=__proto__",
    "https://app.example.org/?loginToken=x&sso_return=0123456789abcdef0123456789abcdef",
    "https://app.example.org/?loginToken=x#sso_return=0123456789abcdef0123456789abcdef",
  ])("%j is told, and nothing is asked", async (address) => {
    const { storage } = begun();
    expect(code(await rejection(finishSso(address, { fetch: nobody, storage })))).toBe("lostState");
    expect(storage.entries.size).toBe(1);
  });

  it("with two of anything is told", async () => {
    for (const name of ["sso_return", "loginToken"]) {
      const { back, storage } = begun();
      back.searchParams.append(name, "x");
      const error = await rejection(finishSso(back.href, { fetch: nobody, storage }));
      expect(code(error)).toBe("lostState");
    }
  });

  it.each(["http://matrix.example.org", "https://127.0.0.1", "https://matrix.example.org/?a"])(
    "to %s, that another script stored, is told, and nothing is asked",
    async (baseUrl) => {
      const storage = memoryStorage();
      const id = "0".repeat(32);
      storage.setItem(`matrix-register-kit.sso.${id}`, record({ baseUrl }));
      const address = `https://a.b/?sso_return=${id}&loginToken=x`;
      const error = await rejection(finishSso(address, { fetch: nobody, storage, now: () => 2 }));
      expect(code(error)).toBe("notTrusted");
    },
  );

  it("that another script stored leads nowhere the guard refuses", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.constant("{"),
          fc.webUrl().map((baseUrl) => record({ baseUrl })),
        ),
        async (text) => {
          const storage = memoryStorage();
          const id = "0".repeat(32);
          storage.setItem(`matrix-register-kit.sso.${id}`, text);
          const asked: string[] = [];
          const fetch = (url: string) => {
            asked.push(url);
            return Promise.reject(new TypeError());
          };
          const address = `https://a.b/?sso_return=${id}&loginToken=x`;
          const error = await rejection(finishSso(address, { fetch, storage, now: () => 2 }));
          expect(error).toBeInstanceOf(RedirectError);
          for (const url of asked) expect(url).toMatch(/^https:/);
        },
      ),
    );
  });
});

function record(more: object): string {
  const trust = "listed";
  return JSON.stringify({ at: 1, trust, deviceId: "D", refreshToken: false, ...more });
}

it("a login token of the fake homeserver lives two minutes", async () => {
  const clock = manualClock();
  const fake = createFakeHomeserver({ clock, sso: [{ id: "oidc-example", name: "Example ID" }] });
  const { back, storage } = begun();
  const form = new URLSearchParams({ username: "alice", redirectUrl: back.href });
  const sent = await fake.handle(
    new Request(`${fake.baseUrl}/_fake/sso/sign_on`, { method: "POST", body: form }),
  );
  const returned = new URL(sent.headers.get("Location") ?? "");
  const [, token = ""] = returned.searchParams.getAll("loginToken");
  back.searchParams.set("loginToken", token);
  await clock.advance(2 * 60_000 + 1);
  const error = await rejection(finishSso(back.href, { fetch: fake.fetch, storage }));
  expect(code(error)).toBe("expired");
  expect(fake.accounts.map(({ userId }) => userId)).toEqual(["@alice:example.org"]);
});
