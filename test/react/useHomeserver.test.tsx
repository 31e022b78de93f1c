import { act, render, screen } from "@testing-library/react";
import { StrictMode } from "react";
import { describe, expect, test, vi } from "vitest";
import { beginDiscovery, foundDiscovery, takeDiscovery } from "../../src/discovery/begun.js";
import { type HomeserverState, useHomeserver } from "../../src/react/useHomeserver.js";
import { createFakeHomeserver } from "../../src/testing/index.js";
import type { Clock } from "../../src/uia/machine/types.js";

const modes = [
  ["plain", false],
  ["strict", true],
] as const;

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

let latest: HomeserverState;

function Homeserver({ input, fetch, clock }: { input: string; fetch: Fetch; clock?: Clock }) {
  latest = useHomeserver(input, { fetch, clock });
  return <output>{latest.status === "unavailable" ? latest.reason : latest.status}</output>;
}

/** What is asked of a homeserver that is open. */
const questions = ["/v3/login", "/v1/auth_metadata", "/v3/register"];

describe.each(modes)("in a %s tree", (_, reactStrictMode) => {
  const inMode = { reactStrictMode };

  test("finds a homeserver, each question asked once", async () => {
    const homeserver = createFakeHomeserver();
    render(<Homeserver input={homeserver.baseUrl} fetch={homeserver.fetch} />, inMode);
    expect(screen.getByText("finding")).toBeInTheDocument();
    expect(await screen.findByText("found")).toBeInTheDocument();
    expect(homeserver.requests.map(({ uri }) => uri.replace(/.*\/client/, ""))).toEqual(questions);
    expect(latest).toMatchObject({ preferred: { type: "uia", flows: [["m.login.dummy"]] } });
  });

  test("says why there is none", async () => {
    const homeserver = createFakeHomeserver({ closed: true });
    render(<Homeserver input={homeserver.baseUrl} fetch={homeserver.fetch} />, inMode);
    expect(await screen.findByText("closed")).toBeInTheDocument();
  });

  test("another homeserver is another question", async () => {
    const open = createFakeHomeserver({ serverName: "open.example" });
    const closed = createFakeHomeserver({ serverName: "closed.example", closed: true });
    const fetch: Fetch = (url, init) => (url.includes("open") ? open : closed).fetch(url, init);
    const { rerender } = render(<Homeserver input={open.baseUrl} fetch={fetch} />, inMode);
    expect(await screen.findByText("found")).toBeInTheDocument();
    rerender(<Homeserver input={closed.baseUrl} fetch={fetch} />);
    expect(await screen.findByText("closed")).toBeInTheDocument();
  });

  test("looks again when told to", async () => {
    const homeserver = createFakeHomeserver();
    let down = true;
    const fetch: Fetch = (url, init) =>
      down ? Promise.reject(new TypeError("Failed to fetch")) : homeserver.fetch(url, init);
    render(<Homeserver input={homeserver.baseUrl} fetch={fetch} />, inMode);
    expect(await screen.findByText("unreachable")).toBeInTheDocument();
    down = false;
    act(() => {
      if (latest.status === "unavailable") latest.retry();
    });
    expect(await screen.findByText("found")).toBeInTheDocument();
  });
});

test("before the homeserver's time it does not ask again, by the app's clock", async () => {
  let now = 1_000_000;
  const clock = { now: () => now, wait: () => () => undefined };
  let asked = 0;
  const fetch = async () => {
    asked += 1;
    const body = { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 3_000 };
    return new Response(JSON.stringify(body), { status: 429 });
  };
  render(<Homeserver input="https://matrix.example.org" fetch={fetch} clock={clock} />);
  expect(await screen.findByText("rateLimited")).toBeInTheDocument();
  expect(latest).toMatchObject({ retryAt: 1_003_000 });
  const retry = () => {
    if (latest.status === "unavailable") latest.retry();
  };
  now = 1_002_999;
  await act(async () => retry());
  expect(asked).toBe(questions.length);
  now = 1_003_000;
  await act(async () => retry());
  expect(asked).toBe(2 * questions.length);
});

test.each(["ends", "goes on"])(
  "a limit shorter than two seconds is not told while it may end: it %s",
  async (then) => {
    const homeserver = createFakeHomeserver();
    const limited = () =>
      Response.json({ errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 500 }, { status: 429 });
    const waits: { readonly ms: number; readonly end: () => void }[] = [];
    const clock: Clock = {
      now: () => 1_000_000,
      wait: (ms, end) => {
        waits.push({ ms, end });
        return () => undefined;
      },
    };
    let isLimited = true;
    const fetch: Fetch = async (url, init) => (isLimited ? limited() : homeserver.fetch(url, init));
    render(<Homeserver input={homeserver.baseUrl} fetch={fetch} clock={clock} />);
    const limits = () => waits.filter(({ ms }) => ms === 500);
    await vi.waitFor(() => expect(limits()).toHaveLength(1));
    expect(screen.getByText("finding")).toBeInTheDocument();
    isLimited = then === "goes on";
    limits()[0]?.end();
    expect(await screen.findByText(isLimited ? "rateLimited" : "found")).toBeInTheDocument();
    expect(limits()).toHaveLength(1);
  },
);

test("a question on its way is given up when the component has gone", async () => {
  const signals: AbortSignal[] = [];
  const fetch: Fetch = (_url, init) => {
    if (init?.signal) signals.push(init.signal);
    return new Promise(() => undefined);
  };
  const { unmount } = render(
    <StrictMode>
      <Homeserver input="https://matrix.example.org" fetch={fetch} />
    </StrictMode>,
  );
  unmount();
  await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]));
});

test("the window's focus asks nothing", async () => {
  const homeserver = createFakeHomeserver();
  render(<Homeserver input={homeserver.baseUrl} fetch={homeserver.fetch} />);
  expect(await screen.findByText("found")).toBeInTheDocument();
  await act(async () => {
    window.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("focus"));
    window.dispatchEvent(new Event("online"));
  });
  expect(homeserver.requests.map(({ uri }) => uri.replace(/.*\/client/, ""))).toEqual(questions);
});

test.each(modes)(
  "an answer that came before the code is there at once, in a %s tree",
  async (_, reactStrictMode) => {
    const homeserver = createFakeHomeserver();
    vi.stubGlobal("fetch", homeserver.fetch);
    const input = homeserver.baseUrl;
    const statuses: string[] = [];
    const Early = () => {
      statuses.push(useHomeserver(input).status);
      return null;
    };
    beginDiscovery(input, { trust: "listed" });
    await vi.waitFor(() => {
      expect(foundDiscovery(input, { trust: "listed" })).toBeDefined();
    });
    render(<Early />, { reactStrictMode });
    await act(async () => undefined);

    expect(new Set(statuses)).toEqual(new Set(["found"]));
    expect(homeserver.requests.map(({ uri }) => uri.replace(/.*\/client/, ""))).toEqual(questions);
    expect(takeDiscovery(input, { trust: "listed" })).toBeUndefined();
    vi.unstubAllGlobals();
  },
);
