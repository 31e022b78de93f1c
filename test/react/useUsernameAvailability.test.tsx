import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { useUsernameAvailability } from "../../src/react/useUsernameAvailability.js";

const modes = [
  ["plain", false],
  ["strict", true],
] as const;

const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };

type Answer = (username: string) => Response | Promise<Response>;

/** A homeserver that answers one question; keeps what was asked and when. */
function asking(answer: Answer) {
  const asked: { username: string; at: number; signal: AbortSignal }[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const username = new URL(url).searchParams.get("username") ?? "";
    asked.push({ username, at: Date.now(), signal: init.signal! });
    return answer(username);
  };
  return { asked, fetch };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

const free: Answer = () => json(200, { available: true });

function Username(props: {
  username: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  enabled?: boolean;
}) {
  const { username, fetch, enabled = true } = props;
  const { status } = useUsernameAvailability(username, { homeserver, fetch, enabled });
  return <output>{status}</output>;
}

const status = () => screen.getByRole("status").textContent;
/** Lets time go by. What it sets going is seen one ms later, when it has been rendered. */
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const shown = () => pass(1);

// It comes late, and no clock of a test would wait for it.
beforeAll(() => import("../../src/react/username/availabilityRequests.js"));

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe.each(modes)("in a %s tree", (_, reactStrictMode) => {
  const inMode = { reactStrictMode };

  test("asks once the user has stopped typing", async () => {
    const { asked, fetch } = asking(free);
    const { rerender } = render(<Username username="" fetch={fetch} />, inMode);
    expect(status()).toBe("idle");
    for (const username of ["a", "al", "ali", "alice"]) {
      rerender(<Username username={username} fetch={fetch} />);
      await pass(599);
      expect(status()).toBe("checking");
    }
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked.map(({ username }) => username)).toEqual(["alice"]);
    await shown();
    expect(status()).toBe("available");
  });

  test("asks nothing more when it is told not to, and keeps what it knows", async () => {
    const { asked, fetch } = asking(free);
    const { rerender } = render(<Username username="alice" fetch={fetch} />, inMode);
    await pass(601);
    rerender(<Username username="alicia" fetch={fetch} />);
    await pass(300);
    rerender(<Username username="alicia" fetch={fetch} enabled={false} />);
    await pass(10_000);
    expect(asked.map(({ username }) => username)).toEqual(["alice"]);
    expect(status()).toBe("idle");
    rerender(<Username username="alice" fetch={fetch} enabled={false} />);
    expect(status()).toBe("available");
    rerender(<Username username="alicia" fetch={fetch} />);
    await pass(600);
    await pass(1_401);
    expect(asked.map(({ username }) => username)).toEqual(["alice", "alicia"]);
    expect(status()).toBe("available");
  });

  test("asks at most once in two seconds", async () => {
    const { asked, fetch } = asking(free);
    const { rerender } = render(<Username username="alice" fetch={fetch} />, inMode);
    await pass(600);
    rerender(<Username username="alicia" fetch={fetch} />);
    await pass(1_999);
    expect(asked).toHaveLength(1);
    await pass(1);
    expect(asked.map(({ at }) => at)).toEqual([1_000_600, 1_002_600]);
    await shown();
    expect(status()).toBe("available");
  });

  test("an answer that comes late is not shown for another name", async () => {
    const late: { answer?: (response: Response) => void } = {};
    const { asked, fetch } = asking((username) =>
      username === "alice"
        ? new Promise((resolve) => {
            late.answer = resolve;
          })
        : json(200, { available: true }),
    );
    const { rerender } = render(<Username username="alice" fetch={fetch} />, inMode);
    await pass(600);
    rerender(<Username username="bob" fetch={fetch} />);
    await pass(2_000);
    await shown();
    expect(status()).toBe("available");
    expect(asked[0]?.signal.aborted).toBe(true);
    late.answer?.(json(400, { errcode: "M_USER_IN_USE" }));
    await shown();
    expect(status()).toBe("available");
  });

  test("does not ask twice for one name", async () => {
    const { asked, fetch } = asking(free);
    const { rerender } = render(<Username username="alice" fetch={fetch} />, inMode);
    await pass(600);
    rerender(<Username username="alicia" fetch={fetch} />);
    await pass(3_000);
    rerender(<Username username="alice" fetch={fetch} />);
    expect(status()).toBe("available");
    await pass(3_000);
    expect(asked).toHaveLength(2);
  });

  test("leaves nothing behind", async () => {
    const { asked, fetch } = asking(free);
    const { unmount } = render(<Username username="alice" fetch={fetch} />, inMode);
    await pass(100);
    unmount();
    await pass(1);
    expect(vi.getTimerCount()).toBe(0);
    await pass(10_000);
    expect(asked).toEqual([]);
  });
});

test.each<[string, Answer, string]>([
  ["free", free, "available"],
  ["not free", () => json(200, { available: false }), "taken"],
  ["in use", () => json(400, { errcode: "M_USER_IN_USE" }), "taken"],
  ["refused", () => json(400, { errcode: "M_INVALID_USERNAME" }), "invalid"],
  ["reserved", () => json(400, { errcode: "M_EXCLUSIVE" }), "reserved"],
  ["forbidden by the owner", () => json(403, { errcode: "M_FORBIDDEN" }), "invalid"],
  ["not known here", () => json(404, { errcode: "M_UNRECOGNIZED" }), "unknown"],
  ["an odd errcode", () => json(400, { errcode: "constructor" }), "unknown"],
  ["limited", () => json(429, { errcode: "M_LIMIT_EXCEEDED" }), "unknown"],
  ["HTML", () => new Response("<html>", { status: 200 }), "unknown"],
  ["no answer", () => Promise.reject(new TypeError("Failed to fetch")), "unknown"],
])("%s", async (_, answer, expected) => {
  const { asked, fetch } = asking(answer);
  render(<Username username="alice" fetch={fetch} />);
  await pass(600);
  await shown();
  expect(status()).toBe(expected);
  await pass(60_000);
  expect(asked).toHaveLength(1);
});

test("a limit is heeded by the next question", async () => {
  const { asked, fetch } = asking(() =>
    json(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 5_000 }),
  );
  const { rerender } = render(<Username username="alice" fetch={fetch} />);
  await pass(600);
  rerender(<Username username="bob" fetch={fetch} />);
  await pass(4_999);
  expect(asked).toHaveLength(1);
  await pass(1);
  expect(asked).toHaveLength(2);
});

test("asks in lower case", async () => {
  const { asked, fetch } = asking(free);
  render(<Username username="ALICE" fetch={fetch} />);
  await pass(600);
  expect(asked.map(({ username }) => username)).toEqual(["alice"]);
});

test.each(["al ice", "älice", "alice:example.org", "@alice", "a".repeat(243)])(
  "%j is no username, and no request is sent",
  async (username) => {
    const { asked, fetch } = asking(free);
    render(<Username username={username} fetch={fetch} />);
    expect(status()).toBe("invalid");
    await pass(10_000);
    expect(asked).toEqual([]);
  },
);

test("the longest user ID has 255 bytes", async () => {
  const { asked, fetch } = asking(free);
  render(<Username username={"a".repeat(242)} fetch={fetch} />);
  await pass(600);
  expect(asked).toHaveLength(1);
});

test("is silent when not wanted", async () => {
  const { asked, fetch } = asking(free);
  render(<Username username="alice" fetch={fetch} enabled={false} />);
  expect(status()).toBe("idle");
  await pass(10_000);
  expect(asked).toEqual([]);
});
