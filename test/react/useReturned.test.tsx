import { act, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type UseReturnedOptions, useReturned } from "../../src/react/useReturned.js";
import { type Callback, takeCallback } from "../../src/redirect/callback.js";
import { createReturn, finishReturn } from "../../src/redirect/finishReturn.js";
import { keepOrigin } from "../../src/redirect/origin.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import type { Result } from "../../src/uia/machine/types.js";
import { callbackOf, returnFromSso } from "../redirect/returnFromSso.js";
import { createTestClock } from "../uia/testClock.js";

afterEach(() => {
  sessionStorage.clear();
});

type Done = (result: Result) => void | Promise<void>;

function homeserver() {
  const fake = createFakeHomeserver(scenarios.oidcSso.options);
  const sent = () => fake.requests.map(({ method, uri }) => `${method} ${uri.split("/v3")[1]}`);
  return { fake, sent };
}

function Returned({ callback, ...options }: UseReturnedOptions & { callback: Callback | null }) {
  const state = useReturned(callback, options);
  if (state === null) return <output>nobody</output>;
  return (
    <>
      <output>{JSON.stringify(state)}</output>
      <button type="button" onClick={state.retryHandover}>
        Retry
      </button>
      <button type="button" onClick={state.retry}>
        Once more
      </button>
    </>
  );
}

function show(callback: Callback | null, options: UseReturnedOptions = {}) {
  const element = (more: UseReturnedOptions) => (
    <StrictMode>
      <Returned callback={callback} {...options} {...more} />
    </StrictMode>
  );
  const { rerender, unmount } = render(element({}));
  return { rerender: (more: UseReturnedOptions) => rerender(element(more)), unmount };
}

const shown = () => screen.getByRole("status").textContent;

async function comesTo(text: string) {
  await waitFor(() => {
    expect(shown()).toContain(text);
  });
}

test("a page without a return", () => {
  show(null);
  expect(shown()).toBe("nobody");
});

test("signs in once, however often it is rendered, and shows no token", async () => {
  const { fake, sent } = homeserver();
  const before = sent().length;
  const onDone = vi.fn<Done>();
  const callback = await returnFromSso(fake);
  const { rerender } = show(callback, { fetch: fake.fetch, onDone });
  rerender({ onDone: vi.fn<Done>() });
  await comesTo('"handover":"done"');
  expect(
    sent()
      .slice(before)
      .filter((line) => line === "POST /login"),
  ).toHaveLength(1);
  expect(JSON.parse(shown())).toEqual({
    status: "signedIn",
    userId: "@alice:example.org",
    homeserver: { baseUrl: `${fake.baseUrl}/`, serverName: "example.org" },
    hasSession: true,
    handover: "done",
  });
});

describe("the account", () => {
  test("is handed to who asks last, with all that a client needs", async () => {
    const { fake } = homeserver();
    const first = vi.fn<Done>();
    const last = vi.fn<Done>();
    const callback = await returnFromSso(fake);
    const { rerender } = show(callback, { fetch: fake.fetch, onDone: first });
    rerender({ onDone: last });
    await comesTo('"handover":"done"');
    expect(first).not.toHaveBeenCalled();
    expect(last).toHaveBeenCalledTimes(1);
    expect(last.mock.calls[0]?.[0]).toMatchObject({
      outcome: "signedIn",
      account: {
        userId: "@alice:example.org",
        baseUrl: `${fake.baseUrl}/`,
        via: "sso",
        session: {
          accessToken: expect.any(String) as string,
          deviceId: expect.any(String) as string,
        },
      },
    });
  });

  test("waits for an app to take it", async () => {
    const { fake } = homeserver();
    const onDone = vi.fn<Done>();
    const { rerender } = show(await returnFromSso(fake), { fetch: fake.fetch });
    await comesTo('"handover":"none"');
    rerender({ onDone });
    await comesTo('"handover":"done"');
    expect(onDone).toHaveBeenCalledTimes(1);
  });

  test("is handed over once more when that failed, and not when it went well", async () => {
    const { fake } = homeserver();
    const onDone = vi.fn<Done>().mockRejectedValueOnce(new Error("no room"));
    show(await returnFromSso(fake), { fetch: fake.fetch, onDone });
    await comesTo('"handover":"failed"');
    act(() => screen.getByRole("button", { name: "Retry" }).click());
    await comesTo('"handover":"done"');
    act(() => screen.getByRole("button", { name: "Retry" }).click());
    expect(onDone).toHaveBeenCalledTimes(2);
  });

  test("has no session where none is to be kept", async () => {
    const { fake, sent } = homeserver();
    show(await returnFromSso(fake), { fetch: fake.fetch, inhibitLogin: true });
    await comesTo('"hasSession":false');
    expect(sent()).toContain("POST /logout");
  });
});

test("goes on with what was begun before anything was rendered", async () => {
  const { fake, sent } = homeserver();
  const callback = await returnFromSso(fake);
  finishReturn(callback, { fetch: fake.fetch });
  show(callback, { fetch: fake.fetch });
  await comesTo('"userId":"@alice:example.org"');
  expect(sent().filter((line) => line === "POST /login")).toHaveLength(1);
});

test("is there for who renders it anew", async () => {
  const { fake } = homeserver();
  const callback = await returnFromSso(fake);
  const { unmount } = show(callback, { fetch: fake.fetch });
  await comesTo('"signedIn"');
  unmount();
  show(callback, { fetch: fake.fetch });
  expect(shown()).toContain('"signedIn"');
});

test.each([
  [
    "another tab",
    `https://app.example.org/?sso_return=${"0".repeat(32)}&loginToken=x`,
    "lostState",
  ],
  ["two methods at once", "https://app.example.org/?sso_return=a&sso_return=b", "lostState"],
])("a return from %s is a problem, and nothing is asked", async (_, href, code) => {
  const { fake, sent } = homeserver();
  show(callbackOf(href), { fetch: fake.fetch });
  await comesTo('"failed"');
  expect(JSON.parse(shown())).toMatchObject({ status: "failed", problem: { code } });
  expect(sent()).toEqual([]);
});

describe("code that could not be loaded", () => {
  afterEach(() => {
    vi.doUnmock("../../src/redirect/sso/finishSso.js");
    vi.resetModules();
  });

  test("is told, nothing was used, and it can be tried once more", async () => {
    const { fake, sent } = homeserver();
    const callback = await returnFromSso(fake);
    const load = vi.fn(() => {
      throw new TypeError("Failed to fetch dynamically imported module");
    });
    vi.doMock("../../src/redirect/sso/finishSso.js", load);
    show(callback, { fetch: fake.fetch });
    await comesTo('"notLoaded"');
    expect(load).toHaveBeenCalled();
    expect(sent()).not.toContain("POST /login");
    vi.doUnmock("../../src/redirect/sso/finishSso.js");
    act(() => screen.getByRole("button", { name: "Once more" }).click());
    await comesTo('"userId":"@alice:example.org"');
  });
});

test("a refused return names the homeserver that the user left for, once", async () => {
  const homeserver = { baseUrl: "https://matrix.two.example", serverName: "two.example" };
  keepOrigin({ homeserver, username: "alice" });
  const back = () => callbackOf(`https://app.example.org/?sso_return=${"0".repeat(32)}`);
  const { unmount } = show(back());
  await comesTo('"failed"');
  expect(JSON.parse(shown())).toMatchObject({ origin: { homeserver, username: "alice" } });
  unmount();
  show(back());
  await comesTo('"failed"');
  expect(JSON.parse(shown())).toMatchObject({ origin: null });
});

test.each(["", "{", "{}", '{"homeserver":{"baseUrl":7}}'])(
  "the stored origin may be anything: %s",
  async (kept) => {
    sessionStorage.setItem("matrix-register-kit.origin", kept);
    show(callbackOf("https://app.example.org/?sso_return=x"));
    await comesTo('"failed"');
    expect(JSON.parse(shown())).toMatchObject({ origin: null });
  },
);

test("a homeserver that is busy says from when on it is worth trying again", async () => {
  const { fake } = homeserver();
  const callback = await returnFromSso(fake);
  const { clock } = createTestClock();
  const body = { errcode: "M_LIMIT_EXCEEDED", error: "", retry_after_ms: 7_000 };
  const fetch = () => Promise.resolve(Response.json(body, { status: 429 }));
  show(callback, { fetch, clock });
  await comesTo('"failed"');
  expect(JSON.parse(shown())).toMatchObject({
    problem: { code: "rateLimited", retryAt: 1_007_000 },
  });
});

test("an address that another app took is a lost answer", async () => {
  const { fake } = homeserver();
  const callback = await returnFromSso(fake);
  callback.take();
  show(callback, { fetch: fake.fetch });
  await comesTo('"interrupted"');
});

test.each([
  ["Bob", "bob"],
  ["alice", undefined],
  ["ALICE", undefined],
  ["not a name", undefined],
  [undefined, undefined],
])("an account other than the wanted %j is said", async (username, told) => {
  const { fake } = homeserver();
  const { baseUrl, serverName } = fake;
  keepOrigin({ homeserver: { baseUrl, serverName }, username });
  show(await returnFromSso(fake), { fetch: fake.fetch });
  await comesTo('"signedIn"');
  expect(JSON.parse(shown())).toMatchObject({ userId: "@alice:example.org" });
  expect((JSON.parse(shown()) as { otherThan?: string }).otherThan).toBe(told);
});

describe("a reload in the midst of finishing", () => {
  const place = { href: "https://app.example.org/sign-up" };
  const reload = () => takeCallback(place, { state: null, replaceState: () => undefined });
  const origin = {
    homeserver: { baseUrl: "https://matrix.example.org", serverName: "example.org" },
    username: "alice",
  };

  test("is a lost answer, and leads back to where the user left", async () => {
    const { fake } = homeserver();
    keepOrigin(origin);
    const { unmount } = show(await returnFromSso(fake), {
      fetch: () => new Promise(() => undefined),
    });
    await comesTo('"finishing"');
    unmount();
    show(reload());
    await comesTo('"interrupted"');
    expect(JSON.parse(shown())).toMatchObject({ status: "failed", origin });
  });

  test("that cuts the request off is told all the same", async () => {
    const { fake } = homeserver();
    const { unmount } = show(await returnFromSso(fake), {
      fetch: () => Promise.reject(new TypeError("cut off")),
    });
    await comesTo('"interrupted"');
    unmount();
    expect(reload()).not.toBeNull();
  });

  test.each(["signedIn", "failed", "cancelled"] as const)("is none after: %s", async (end) => {
    const { fake } = homeserver();
    const callback = await returnFromSso(fake);
    if (end === "failed") fake.misbehave({ on: { path: "/login" }, do: { kind: "html" } });
    const fetch = end === "cancelled" ? () => new Promise<Response>(() => undefined) : fake.fetch;
    show(callback, { fetch });
    if (end === "cancelled") act(() => createReturn(callback).cancel());
    await comesTo(end === "cancelled" ? '"interrupted"' : `"${end}"`);
    expect(reload()).toBeNull();
  });

  test("is forgotten when it was told, and after half an hour", async () => {
    const { fake } = homeserver();
    show(await returnFromSso(fake), { fetch: () => new Promise(() => undefined) });
    await comesTo('"finishing"');
    const kept = sessionStorage.getItem("matrix-register-kit.finishing") ?? "";
    expect(reload()).not.toBeNull();
    expect(reload()).toBeNull();
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 31 * 60_000);
    sessionStorage.setItem("matrix-register-kit.finishing", kept);
    expect(reload()).toBeNull();
    vi.restoreAllMocks();
  });

  test.each(["", "{", "{}", '{"method":"uia","origin":null,"at":0}', "null"])(
    "may find anything in the tab: %s",
    (kept) => {
      sessionStorage.setItem("matrix-register-kit.finishing", kept);
      expect(reload()).toBeNull();
    },
  );
});
