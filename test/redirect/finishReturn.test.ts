import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Account } from "../../src/discovery/account.js";
import { type Callback, takeCallback } from "../../src/redirect/callback.js";
import { keepFinishing } from "../../src/redirect/finishing.js";
import {
  createReturn,
  finishReturn,
  type ReturnSnapshot,
} from "../../src/redirect/finishReturn.js";
import { keepOrigin, takeOrigin, thisPage } from "../../src/redirect/origin.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { memoryStorage } from "./memoryStorage.js";

const homeserver = { baseUrl: "https://matrix.example.org/", serverName: "example.org" };
const origin = { homeserver, username: "Alice" };
const session = {
  ...{ user_id: "@alice:example.org", device_id: "D", access_token: "TOKEN" },
};
const arrived: Account = {
  ...{ userId: "@alice:example.org", serverName: "example.org", baseUrl: homeserver.baseUrl },
  ...{ kind: "user", via: "oauth", acceptedPolicies: [], session: null },
};
const clock = { now: () => 5_000, wait: () => () => undefined };

let storage = memoryStorage();
beforeEach(() => {
  storage = memoryStorage();
  vi.stubGlobal("sessionStorage", storage);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Leaves to sign on, and comes back with a login token. */
function comeBack(): Callback {
  const redirectUrl = "https://client.example.com/";
  const { url } = beginSso({ homeserver, redirectUrl, trust: "listed" });
  const back = new URL(new URL(url).searchParams.get("redirectUrl") ?? "");
  back.searchParams.append("loginToken", "LOGIN");
  const callback = takeCallback(back, { state: null, replaceState: () => undefined });
  if (callback === null) throw new Error("No return");
  return callback;
}

/** A homeserver that answers to a login, and remembers what it was asked. */
function homeserverThat(answer: () => Response | Promise<Response>) {
  const asked: string[] = [];
  const fetch = async (url: string) => {
    const { pathname } = new URL(url);
    asked.push(pathname.split("/").at(-1) ?? "");
    return pathname.endsWith("/login") ? answer() : Response.json({});
  };
  return { fetch, asked };
}

const signsIn = () => homeserverThat(() => Response.json(session));
const ended = async (returned: ReturnType<typeof createReturn>): Promise<ReturnSnapshot> => {
  await vi.waitFor(() => expect(returned.getSnapshot().status).not.toBe("finishing"));
  return returned.getSnapshot();
};
const marks = () =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter(
    (key) => key === "matrix-register-kit.finishing",
  );

describe("a return", () => {
  test("signs in, and hands the account over once", async () => {
    const callback = comeBack();
    keepOrigin(origin);
    const { fetch, asked } = signsIn();
    const returned = createReturn(callback);
    const told: ReturnSnapshot[] = [];
    const stop = returned.subscribe(() => told.push(returned.getSnapshot()));
    expect(returned.getSnapshot()).toEqual({ status: "finishing", origin: null });
    returned.start({ fetch, clock });
    returned.start({ fetch, clock });
    expect(returned.getSnapshot()).toEqual({ status: "finishing", origin });
    expect(marks()).toHaveLength(1);
    expect(await ended(returned)).toEqual({
      ...{ status: "signedIn", userId: "@alice:example.org", homeserver },
      ...{ hasSession: true, handover: "none", otherThan: undefined },
    });
    expect(marks()).toHaveLength(0);
    const onDone = vi.fn();
    const other = vi.fn();
    returned.handTo(onDone);
    returned.handTo(other);
    await vi.waitFor(() => expect(returned.getSnapshot()).toMatchObject({ handover: "done" }));
    expect(onDone).toHaveBeenCalledOnce();
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({
      ...{ outcome: "signedIn", account: { session: { accessToken: "TOKEN" } } },
    });
    expect(other).not.toHaveBeenCalled();
    expect(asked).toEqual(["login"]);
    expect(told.map(({ status }) => status)).toEqual([
      ...["finishing", "signedIn", "signedIn", "signedIn"],
    ]);
    stop();
    returned.retryHandover();
    expect(onDone).toHaveBeenCalledOnce();
  });

  test("is handed over as soon as the account is there", async () => {
    const returned = createReturn(comeBack());
    const onDone = vi.fn();
    returned.handTo(onDone);
    expect(onDone).not.toHaveBeenCalled();
    returned.start(signsIn());
    await vi.waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });

  test("is handed over again only where that failed", async () => {
    const returned = createReturn(comeBack());
    returned.start(signsIn());
    await ended(returned);
    const onDone = vi.fn().mockRejectedValueOnce(new Error("no")).mockResolvedValue(undefined);
    returned.retryHandover();
    expect(onDone).not.toHaveBeenCalled();
    returned.handTo(onDone);
    await vi.waitFor(() => expect(returned.getSnapshot()).toMatchObject({ handover: "failed" }));
    returned.retryHandover();
    await vi.waitFor(() => expect(returned.getSnapshot()).toMatchObject({ handover: "done" }));
    expect(onDone).toHaveBeenCalledTimes(2);
  });

  test("is handed over once, while that goes on", async () => {
    const returned = createReturn(comeBack());
    returned.start(signsIn());
    await ended(returned);
    const onDone = vi.fn(() => new Promise<void>(() => undefined));
    returned.handTo(onDone);
    expect(returned.getSnapshot()).toMatchObject({ handover: "running" });
    returned.retryHandover();
    returned.handTo(onDone);
    expect(onDone).toHaveBeenCalledOnce();
  });

  test("whose listener has left is not told any more", async () => {
    const returned = createReturn(comeBack());
    const listener = vi.fn();
    returned.subscribe(listener)();
    returned.start(signsIn());
    await ended(returned);
    expect(listener).not.toHaveBeenCalled();
  });

  test("has no session where the app wants none", async () => {
    const { fetch, asked } = signsIn();
    const returned = createReturn(comeBack());
    returned.start({ fetch, inhibitLogin: true });
    expect(await ended(returned)).toMatchObject({ hasSession: false });
    expect(asked).toEqual(["login", "logout"]);
  });

  test.each([
    ["bob", "bob"],
    ["Alice", undefined],
    ["alice", undefined],
    [undefined, undefined],
  ])("of the user who asked for %s is told to be other than %s", async (username, otherThan) => {
    keepOrigin({ homeserver, username });
    const returned = createReturn(comeBack());
    returned.start(signsIn());
    const snapshot = await ended(returned);
    expect("otherThan" in snapshot && snapshot.otherThan).toBe(otherThan);
  });

  test("is one for each callback", () => {
    const callback = comeBack();
    expect(createReturn(callback)).toBe(createReturn(callback));
    expect(createReturn(comeBack())).not.toBe(createReturn(callback));
  });

  test("can begin before anything is rendered", async () => {
    const callback = comeBack();
    finishReturn(callback, signsIn());
    expect(await ended(createReturn(callback))).toMatchObject({ status: "signedIn" });
  });

  test("that was taken by another part is told as interrupted", async () => {
    const callback = comeBack();
    callback.take();
    const { fetch, asked } = signsIn();
    keepOrigin(origin);
    const returned = createReturn(callback);
    returned.start({ fetch });
    expect(await ended(returned)).toEqual({
      ...{ status: "failed", problem: { code: "interrupted" }, origin },
    });
    expect(asked).toEqual([]);
    // A reload tells it again.
    expect(marks()).toHaveLength(1);
  });

  test("that the user leaves ends its session", async () => {
    const returned = createReturn(comeBack());
    const { fetch, asked } = homeserverThat(() => {
      returned.cancel();
      return Response.json(session);
    });
    const onDone = vi.fn();
    returned.handTo(onDone);
    returned.start({ fetch });
    expect(await ended(returned)).toMatchObject({ problem: { code: "interrupted" } });
    expect(asked).toEqual(["login", "logout"]);
    expect(onDone).not.toHaveBeenCalled();
  });

  test.each([
    ["no wait", {}, 10_000],
    ["a wait", { retry_after_ms: 9_000 }, 14_000],
  ])("that is limited with %s says when to try again", async (_, more, retryAt) => {
    const answer = () =>
      Response.json({ errcode: "M_LIMIT_EXCEEDED", error: "Slow", ...more }, { status: 429 });
    const returned = createReturn(comeBack());
    returned.start({ ...homeserverThat(answer), clock });
    expect(await ended(returned)).toEqual({
      status: "failed",
      problem: {
        ...{ code: "rateLimited", retryAt },
        detail: { status: 429, errcode: "M_LIMIT_EXCEEDED", text: "Slow" },
      },
      origin: null,
    });
    expect(marks()).toHaveLength(0);
  });

  test("that is refused names no time, and cannot be tried again", async () => {
    const answer = () => Response.json({ errcode: "M_FORBIDDEN" }, { status: 403 });
    const { fetch, asked } = homeserverThat(answer);
    const returned = createReturn(comeBack());
    returned.retry();
    returned.start({ fetch });
    const snapshot = await ended(returned);
    expect(snapshot).toMatchObject({ status: "failed", problem: { code: "expired" } });
    expect(JSON.stringify(snapshot)).not.toContain("retryAt");
    returned.retry();
    expect(returned.getSnapshot()).toBe(snapshot);
    returned.retryHandover();
    expect(asked).toEqual(["login"]);
  });

  test("whose code cannot be loaded keeps its secret, and is tried again when the user asks", async () => {
    keepOrigin(origin);
    const callback = comeBack();
    const account = vi.fn(async (_url: string, _options: { signal: AbortSignal }) => arrived);
    const load = vi.fn().mockRejectedValueOnce(new Error("offline")).mockResolvedValue(account);
    const returned = createReturn(callback, load);
    returned.retry();
    expect(load).not.toHaveBeenCalled();
    returned.start({ inhibitLogin: true });
    const problem = { code: "notLoaded" };
    expect(await ended(returned)).toEqual({ status: "failed", problem, origin });
    expect(account).not.toHaveBeenCalled();
    // A reload would lose the secret, and then that has to be told.
    expect(marks()).toHaveLength(1);
    returned.retry();
    returned.retry();
    expect(returned.getSnapshot()).toEqual({ status: "finishing", origin });
    expect(marks()).toHaveLength(1);
    expect(await ended(returned)).toMatchObject({ status: "signedIn" });
    expect(marks()).toHaveLength(0);
    expect(load).toHaveBeenCalledTimes(2);
    expect(account).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining("loginToken=LOGIN"),
      expect.objectContaining({ inhibitLogin: true }),
    );
    returned.retry();
    expect(load).toHaveBeenCalledTimes(2);
  });

  test("that is cancelled while its tokens are given back is no sign-in", async () => {
    const returned = createReturn(comeBack(), async () => async (_url, { signal }) => {
      returned.cancel();
      expect(signal.aborted).toBe(true);
      return arrived;
    });
    const onDone = vi.fn();
    returned.handTo(onDone);
    returned.start({});
    expect(await ended(returned)).toMatchObject({ problem: { code: "interrupted" } });
    expect(onDone).not.toHaveBeenCalled();
    expect(marks()).toHaveLength(0);
  });

  test("goes on although a listener throws", async () => {
    const reported: unknown[] = [];
    vi.stubGlobal("reportError", (error: unknown) => reported.push(error));
    const returned = createReturn(comeBack());
    returned.subscribe(() => {
      throw new Error("listener");
    });
    returned.start(signsIn());
    expect(await ended(returned)).toMatchObject({ status: "signedIn" });
    expect(reported).not.toHaveLength(0);
  });
});

describe("a reload in the midst of finishing", () => {
  const reload = () =>
    takeCallback(
      { href: "https://client.example.com/?lang=de" },
      { state: null, replaceState: () => undefined },
    );
  test.each(["oauth", "sso"] as const)("is a return by %s whose secret is gone", (method) => {
    keepFinishing(method, origin);
    const callback = reload();
    expect(callback?.method).toBe(method);
    expect(callback?.take()).toBeNull();
    expect(takeOrigin()).toEqual(origin);
    expect(reload()).toBeNull();
  });

  test("may have no origin", () => {
    keepOrigin(origin);
    keepFinishing("sso", null);
    expect(reload()?.method).toBe("sso");
    // One of before stays as it is.
    expect(takeOrigin()).toEqual(origin);
  });

  test.each([
    [30 * 60_000, "sso"],
    [30 * 60_000 + 1, undefined],
    [-60_000, "sso"],
  ])("%d ms later is %s", (ms, method) => {
    vi.useFakeTimers({ now: 1_000_000 });
    keepFinishing("sso", null);
    vi.setSystemTime(1_000_000 + ms);
    expect(reload()?.method).toBe(method);
    vi.useRealTimers();
  });

  test.each([
    "nonsense",
    "null",
    "{}",
    JSON.stringify({ method: "other", origin: null, at: Date.now() }),
    JSON.stringify({ method: "sso", origin: 1, at: Date.now() }),
    JSON.stringify({ method: "sso", origin: null }),
  ])("is none where the tab holds %s", (text) => {
    storage.setItem("matrix-register-kit.finishing", text);
    expect(reload()).toBeNull();
  });
});

describe("the origin of a redirect", () => {
  test("is taken once", () => {
    keepOrigin(origin);
    expect(takeOrigin()).toEqual(origin);
    expect(takeOrigin()).toBeNull();
  });

  test.each(["nonsense", "[]", '{"homeserver":{}}', '{"homeserver":{"baseUrl":1}}'])(
    "is none where the tab holds %s",
    (text) => {
      storage.setItem("matrix-register-kit.origin", text);
      expect(takeOrigin()).toBeNull();
    },
  );

  test("has an address without its query and fragment", () => {
    expect(thisPage()).toBe("");
    vi.stubGlobal("location", new URL("https://client.example.com/sign-up?a=b#c"));
    expect(thisPage()).toBe("https://client.example.com/sign-up");
  });
});
