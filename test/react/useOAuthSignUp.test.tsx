import { act, renderHook, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type UseOAuthSignUpOptions, useOAuthSignUp } from "../../src/react/useOAuthSignUp.js";
import { takeOrigin } from "../../src/redirect/origin.js";
import { accountPages } from "../discovery/accountPages.js";
import { answersOf } from "../discovery/answersOf.js";
import {
  type Answers,
  digestInThisRealm,
  homeserver,
  redirectUri,
  servers,
} from "../redirect/oauth/servers.js";
import { createTestClock } from "../uia/testClock.js";

const modes = [
  ["plain", false],
  ["strict", true],
] as const;

function signUp(
  reactStrictMode: boolean,
  { answers, ...options }: Partial<UseOAuthSignUpOptions> & { readonly answers?: Answers } = {},
) {
  const method = { type: "oauth", metadata: accountPages, isOnOtherSite: false } as const;
  const both = servers({ ...answersOf(method), "/oauth2/registration": registered, ...answers });
  const navigate = vi.fn<(url: string) => void>();
  const time = createTestClock();
  const { clock, pending } = time;
  const { fetch } = both;
  const given = {
    ...{ homeserver, redirectUri, fetch, navigate, metadata: accountPages },
    trust: "listed" as const,
  };
  const hook = renderHook(() => useOAuthSignUp({ ...given, clock, ...options }), {
    reactStrictMode,
  });
  const left = async (times: number) => {
    await waitFor(() => expect(navigate).toHaveBeenCalledTimes(times));
    await waitFor(() => expect(hook.result.current.status).toBe("leaving"));
  };
  return {
    ...hook,
    ...both,
    /** The registrations of the client. */
    registrations: () => both.requests.filter(({ url }) => url.endsWith("/registration")),
    navigate,
    left,
    pass: (ms: number) => act(() => time.pass(ms)),
    pending,
  };
}

const registered = () => Response.json({ client_id: "client-1" }, { status: 201 });

beforeEach(digestInThisRealm);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

describe.each(modes)("in a %s tree", (_, reactStrictMode) => {
  test("no server is asked before the user leaves, and the page is left once", async () => {
    const { result, requests, asked, navigate, left } = signUp(reactStrictMode);
    expect(result.current).toMatchObject({
      status: "ready",
      host: "account.example.org",
      asksToCreate: true,
      problem: null,
    });
    expect(requests).toEqual([]);
    act(() => result.current.go());
    act(() => result.current.go());
    expect(result.current.status).toBe("preparing");
    await left(1);
    expect(asked()).toEqual(["/.well-known/openid-configuration", "/oauth2/registration"]);
    const { origin, searchParams } = new URL(navigate.mock.lastCall?.[0] ?? "");
    expect(origin).toBe("https://account.example.org");
    expect(searchParams.get("prompt")).toBe("create");
  });

  test("a refusal is told, and one can go again", async () => {
    let status = 403;
    const { result, navigate } = signUp(reactStrictMode, {
      answers: {
        "/oauth2/registration": () =>
          status === 403
            ? Response.json({ error: "access_denied", error_description: "No." }, { status })
            : registered(),
      },
    });
    act(() => result.current.go());
    await waitFor(() => expect(result.current.status).toBe("failed"));
    expect(result.current.problem).toMatchObject({
      code: "registrationRefused",
      detail: { text: "No." },
    });
    expect(navigate).not.toHaveBeenCalled();
    status = 201;
    act(() => result.current.go());
    expect(result.current.problem).toBeNull();
    await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
  });

  test("a part that is gone does not leave the page", async () => {
    let answer = () => {};
    const { result, registrations, navigate, unmount } = signUp(reactStrictMode, {
      answers: {
        "/oauth2/registration": () =>
          new Promise((resolve) => {
            answer = () => resolve(registered());
          }),
      },
    });
    act(() => result.current.go());
    await waitFor(() => expect(registrations()).toHaveLength(1));
    unmount();
    await waitFor(() => expect(registrations()[0]?.init.signal?.aborted).toBe(true));
    answer();
    expect(navigate).not.toHaveBeenCalled();
    expect(sessionStorage).toHaveLength(0);
  });

  test("back by the browser's own button, one can go again", async () => {
    const { result, left } = signUp(reactStrictMode);
    act(() => result.current.go());
    await left(1);
    act(() => {
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    expect(result.current.status).toBe("ready");
  });

  test("a browser that stays is no reason to wait: one can go again at once", async () => {
    const { result, left, navigate } = signUp(reactStrictMode);
    act(() => result.current.go());
    await left(1);
    act(() => result.current.go());
    await left(2);
    const states = navigate.mock.calls.map(([url]) => new URL(url).searchParams.get("state"));
    expect(new Set(states).size).toBe(2);
  });

  test("leaving comes to an end by itself, and nothing goes on after it", async () => {
    const { result, left, pass, pending } = signUp(reactStrictMode);
    act(() => result.current.go());
    await left(1);
    pass(29_999);
    expect(result.current.status).toBe("leaving");
    pass(1);
    expect(result.current.status).toBe("ready");
    expect(pending()).toEqual([]);
  });

  test("can be cancelled while it is prepared, and is not gone then", async () => {
    let answer = () => {};
    const { result, registrations, navigate } = signUp(reactStrictMode, {
      answers: {
        "/oauth2/registration": () =>
          new Promise((resolve) => {
            answer = () => resolve(registered());
          }),
      },
    });
    act(() => result.current.go());
    await waitFor(() => expect(registrations()).toHaveLength(1));
    act(() => result.current.cancel());
    expect(result.current).toMatchObject({ status: "ready", problem: null });
    expect(registrations()[0]?.init.signal?.aborted).toBe(true);
    answer();
    await act(async () => {});
    expect(navigate).not.toHaveBeenCalled();
    expect(result.current.status).toBe("ready");
    expect(sessionStorage).toHaveLength(0);
  });

  test("can be cancelled while the browser leaves", async () => {
    const { result, left } = signUp(reactStrictMode);
    act(() => result.current.go());
    await left(1);
    act(() => result.current.cancel());
    expect(result.current.status).toBe("ready");
  });

  test("a limit delays the redirect until its time", async () => {
    let isLimited = true;
    const { result, registrations, left, pass } = signUp(reactStrictMode, {
      answers: {
        "/oauth2/registration": () =>
          isLimited
            ? new Response("", { status: 429, headers: { "Retry-After": "7" } })
            : registered(),
      },
    });
    act(() => result.current.go());
    await waitFor(() => expect(result.current.status).toBe("failed"));
    expect(result.current.problem).toMatchObject({ code: "rateLimited", retryAt: 1_007_000 });
    isLimited = false;
    act(() => result.current.go());
    expect(result.current.status).toBe("failed");
    pass(7_000);
    act(() => result.current.go());
    await left(1);
    expect(registrations()).toHaveLength(2);
  });
});

describe("an app's mistake is told to the user and to the app", () => {
  const mistakes: readonly (readonly [string, Partial<UseOAuthSignUpOptions>, RegExp])[] = [
    ["a redirect URI", { redirectUri: "/sign-up" }, /redirect URI cannot be used/],
    ["a device ID", { deviceId: "DEVICE" }, /device ID cannot be used/],
    [
      "no way to go there",
      {
        navigate: () => {
          throw new DOMException("This frame may not go anywhere", "SecurityError");
        },
      },
      /may not go anywhere/,
    ],
  ];
  test.each(mistakes)("%s", async (_, options, message) => {
    const report = vi.fn<(error: Error) => void>();
    vi.stubGlobal("reportError", report);
    const { result } = signUp(true, options);
    act(() => result.current.go());
    await waitFor(() => expect(result.current.status).toBe("failed"));
    expect(result.current.problem).toEqual({ code: "misconfigured" });
    expect(report).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringMatching(message) as string }),
    );
  });
});

describe("the username that is wished for", () => {
  test.each<readonly [string, Partial<UseOAuthSignUpOptions>, string | null]>([
    ["is the hint for the account page", { username: "alice" }, "mxid:@alice:example.org"],
    ["is none where it can be none", { username: "Alice B" }, null],
    ["is none where there is none", {}, null],
    [
      "is none where the homeserver's name is not known",
      { username: "alice", homeserver: { baseUrl: homeserver.baseUrl } },
      null,
    ],
    ["gives way to the app's own", { username: "alice", loginHint: "a@b.example" }, "a@b.example"],
  ])("%s", async (_, options, hint) => {
    const { result, left, navigate } = signUp(true, options);
    act(() => result.current.go());
    await left(1);
    const { searchParams } = new URL(navigate.mock.lastCall?.[0] ?? "");
    expect(searchParams.get("login_hint")).toBe(hint);
  });

  test("is kept with the homeserver for who has to start again", async () => {
    const { result, left } = signUp(true, { username: "alice" });
    act(() => result.current.go());
    expect(takeOrigin()).toBeNull();
    await left(1);
    expect(takeOrigin()).toEqual({ homeserver, username: "alice" });
  });
});

test("an unsafe page is told as that, whatever its redirect URI is", async () => {
  vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes });
  const { result } = signUp(false, { redirectUri: "http://nas.example/sign-up" });
  act(() => result.current.go());
  await waitFor(() => expect(result.current.problem?.code).toBe("insecureContext"));
});

test("an account page that is no place to go to has no host", () => {
  const metadata = { ...accountPages, authorizationEndpoint: "https://192.168.0.1/authorize" };
  const { result } = signUp(false, { metadata, trust: "any" });
  expect(result.current.host).toBeNull();
});

test("where no new account can be asked for, that is known before", () => {
  const metadata = { ...accountPages, promptValuesSupported: [] };
  expect(signUp(false, { metadata }).result.current.asksToCreate).toBe(false);
});
