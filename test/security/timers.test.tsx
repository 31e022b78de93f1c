import { act, renderHook } from "@testing-library/react";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import { useHomeserver } from "../../src/react/useHomeserver.js";
import { useRegistrationTokenValidity } from "../../src/react/useRegistrationTokenValidity.js";
import { useUsernameAvailability } from "../../src/react/useUsernameAvailability.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { runs } from "../runs.js";
import { alice, homeserver } from "../uia/registrationOn.js";
import { challenge, dummy, email, msisdn, respond, success } from "../uia/scriptedHomeserver.js";

/** A timer with a longer delay, in ms, calls back at once. */
const longestTimer = 2 ** 31 - 1;

let timers: MockInstance<typeof globalThis.setTimeout>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  timers = vi.spyOn(globalThis, "setTimeout");
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A number that a homeserver may write for a time, whether it is one or not. */
const written = fc.oneof(
  fc.constantFrom<unknown>(2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1e300, 1e308, -1),
  fc.constantFrom<unknown>(0, -0, 0.5, null, "9", "1e9", "2147483648", [2 ** 31], {}, true),
  fc.maxSafeNat(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.nat(3_000),
);
/** The header: seconds, a date, or anything else. */
const header = fc.oneof(
  fc.constantFrom("2147484", "99999999999999999999", "1e9", "-5", "0x10", " 7 ", "Infinity", "NaN"),
  fc.constantFrom(
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "x GMT",
    " GMT",
  ),
  fc.nat(2 ** 31).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
);
/** An answer that limits or fails, with whatever wait it asks for. */
const limit = fc.record({
  status: fc.constantFrom(429, 429, 429, 403, 503),
  wait: written,
  header: fc.option(header, { nil: undefined }),
  lifetime: written,
});
type Limit = typeof limit extends fc.Arbitrary<infer Value> ? Value : never;

function limited({ status, wait, header: retryAfter }: Limit): Response {
  const body = { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: wait };
  return Response.json(body, { status, headers: retryAfter ? { "Retry-After": retryAfter } : {} });
}

/** A homeserver that limits one of its endpoints for ever. It notes the requests there. */
function limitingAt(path: string, answer: Limit) {
  let asked = 0;
  const phone = { sid: "sid", submit_url: "https://hs.test/submit" };
  const fetch: Fetch = async (url, init) => {
    const { pathname } = new URL(url);
    const body = typeof init.body === "string" ? init.body : "";
    const at = pathname.endsWith("/register") && body.includes('"session"') ? "stage" : pathname;
    if (at.endsWith(path)) {
      asked += 1;
      return limited(answer);
    }
    if (pathname.endsWith("/requestToken")) return Response.json(phone);
    if (pathname.endsWith("/submit")) return Response.json({ success: true });
    if (pathname.endsWith("/login")) return Response.json({ flows: [] });
    return pathname.endsWith("/register") ? respond(challenge([[msisdn, dummy]])) : notThere();
  };
  return { fetch, asked: () => asked };
}

function notThere(): Response {
  return Response.json({ errcode: "M_UNRECOGNIZED" }, { status: 404 });
}

/** React renders at the end of an act, and a question comes after that. */
async function pass(ms: number): Promise<void> {
  for (const step of [ms, 0, 0]) await act(() => vi.advanceTimersByTimeAsync(step));
}

type Journey = (fetch: Fetch) => Promise<() => void>;

function signUp(path: "form" | "message" | "code"): Journey {
  return async (fetch) => {
    const registration = createRegistration({ homeserver, trust: "listed", fetch });
    registration.subscribe(() => undefined);
    const phone = { country: "GB", number: "07700900111" };
    void registration.submitAccount({ ...alice, phone });
    await pass(0);
    if (path === "code") registration.submitStage({ code: "123456" });
    if (path === "message") registration.resend();
    return () => registration.dispose();
  };
}

/** Each question that a limit can meet: its endpoint, and the way to it. */
const journeys: Readonly<Record<string, readonly [path: string, Journey]>> = {
  "the availability of a username": [
    "/register/available",
    async (fetch) => {
      const ask = ({ name }: { name: string }) =>
        useUsernameAvailability(name, { homeserver, fetch });
      const { rerender, unmount } = renderHook(ask, { initialProps: { name: "a" } });
      await pass(700);
      rerender({ name: "ab" });
      return unmount;
    },
  ],
  "a registration token": [
    "/validity",
    async (fetch) =>
      renderHook(() => useRegistrationTokenValidity("invited", { homeserver, fetch })).unmount,
  ],
  "discovery, its probe": [
    "/register",
    async (fetch) => renderHook(() => useHomeserver("hs.test", { fetch })).unmount,
  ],
  "discovery, the document of the name": [
    "/matrix/client",
    async (fetch) => renderHook(() => useHomeserver("hs.test", { fetch })).unmount,
  ],
  "the form": ["/register", signUp("form")],
  "a stage": ["stage", signUp("code")],
  "a message": ["/requestToken", signUp("message")],
  "a code": ["/submit", signUp("code")],
};

describe("no timer is longer than one can be, and no homeserver is asked in a loop", () => {
  test.each(Object.entries(journeys))("%s", async (_, [path, begin]) => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(limit, async (answer) => {
        timers.mockClear();
        const { fetch, asked } = limitingAt(path, answer);
        const end = await begin(fetch);
        await pass(900);
        // One question, and for short limits once more.
        expect(asked()).toBeLessThanOrEqual(3);
        hits += asked();
        await pass(20_000);
        expect(asked()).toBeLessThanOrEqual(12);
        const delays = timers.mock.calls.map(([, ms = 0]) => ms);
        const impossible = delays.filter((ms) => !(ms >= 0 && ms <= longestTimer));
        expect(impossible).toEqual([]);
        end();
        vi.clearAllTimers();
      }),
      { numRuns: runs(150) },
    );
    expect(hits).toBeGreaterThan(0);
  });
});

test("a token that lives for any time sets no timer", async () => {
  await fc.assert(
    fc.asyncProperty(written, async (lifetime) => {
      const body = { ...(success as { body: object }).body, expires_in_ms: lifetime };
      const fetch: Fetch = async () => Response.json({ ...body, refresh_token: "r" });
      const registration = createRegistration({ homeserver, trust: "listed", fetch });
      await registration.submitAccount(alice);
      const result = await registration.result;
      const expiresAt =
        result.outcome === "registered" ? result.account.session?.expiresAt : "no account";
      expect(expiresAt === undefined || Number.isSafeInteger(expiresAt)).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    }),
    { numRuns: runs(100) },
  );
});

test("a question about a username keeps its distance to the last when the wall clock is set", async () => {
  const day = 24 * 60 * 60_000;
  const log = async (shiftMs: number) => {
    const began = performance.now();
    const asked: number[] = [];
    const fetch: Fetch = async () => {
      asked.push(Math.round(performance.now() - began));
      return Response.json({ available: true });
    };
    const ask = ({ name }: { name: string }) =>
      useUsernameAvailability(name, { homeserver, fetch });
    const { rerender, unmount } = renderHook(ask, { initialProps: { name: "a" } });
    await pass(700);
    vi.setSystemTime(Date.now() + shiftMs);
    rerender({ name: "ab" });
    await pass(1_000);
    rerender({ name: "abc" });
    await pass(8_000);
    unmount();
    vi.clearAllTimers();
    return asked;
  };
  const usual = await log(0);
  expect(usual).toHaveLength(2);
  for (const shiftMs of [-day, -5_000, 5_000, day]) expect(await log(shiftMs)).toEqual(usual);
});

test("emails are waited for by timers that can be", async () => {
  const fetch: Fetch = async (url) =>
    url.endsWith("/requestToken")
      ? Response.json({ sid: "sid" })
      : respond(challenge([[email]], { errcode: "M_UNAUTHORIZED" }));
  const registration = createRegistration({ homeserver, trust: "listed", fetch });
  void registration.submitAccount({ ...alice, email: "a@b.c" });
  await pass(3 * 60 * 60_000);
  const delays = timers.mock.calls.map(([, ms = 0]) => ms);
  expect(delays.length).toBeGreaterThan(20);
  expect(delays.filter((ms) => !(ms >= 0 && ms <= longestTimer))).toEqual([]);
  registration.dispose();
});
