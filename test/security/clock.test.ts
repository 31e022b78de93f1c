import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { discoverHomeserver } from "../../src/discovery/discoverHomeserver.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { alice, homeserver } from "../uia/registrationOn.js";
import { type Answer, challenge, email, respond, success } from "../uia/scriptedHomeserver.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const day = 24 * 60 * 60_000;
const shifts = [-400 * day, -day, -20_000, -1_000, 1_000, 20_000, day, 400 * day];

const limit = (ms: number): Answer => ({
  status: 429,
  body: { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: ms },
});

/** Notes each request with the time that has passed since the beginning. */
function noted(answerTo: (path: string, number: number) => Answer | Promise<Answer>) {
  const began = performance.now();
  const log: string[] = [];
  const fetch = async (url: string) => {
    const { pathname } = new URL(url);
    log.push(`${Math.round(performance.now() - began)} ms: ${pathname}`);
    return respond(await answerTo(pathname, log.length));
  };
  return { fetch, log };
}

/** What is asked, and what comes of it, when the clock on the wall is set by so many ms after 2 s. */
type Scenario = (setClock: () => Promise<void>) => Promise<unknown>;

const scenarios: Readonly<Record<string, Scenario>> = {
  "a limit, and a user who tries again every second": async (setClock) => {
    const { fetch, log } = noted((_, number) => (number === 1 ? limit(7_000) : success));
    const registration = createRegistration({ homeserver, trust: "listed", fetch });
    void registration.submitAccount(alice);
    await setClock();
    for (let second = 0; second < 10; second += 1) {
      registration.retry();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    return [log, registration.getSnapshot().status];
  },
  "a mail that is waited for, and sent once more": async (setClock) => {
    const { fetch, log } = noted((path) =>
      path.endsWith("/requestToken") ? { status: 200, body: { sid: "s" } } : challenge([[email]]),
    );
    const registration = createRegistration({ homeserver, trust: "listed", fetch });
    void registration.submitAccount({ ...alice, email: "a@b.c" });
    await setClock();
    for (let second = 0; second < 240; second += 1) {
      if (second % 20 === 0) registration.resend();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    const snapshot = registration.getSnapshot();
    registration.dispose();
    return [log, snapshot.status === "stage" && snapshot.stage.validation?.isLate];
  },
  "an answer that is lost, and looked for": async (setClock) => {
    const { fetch, log } = noted((_, number) =>
      number === 1 ? challenge([["m.login.dummy"]]) : number < 4 ? "cut" : success,
    );
    const registration = createRegistration({ homeserver, trust: "listed", fetch });
    void registration.submitAccount(alice);
    await setClock();
    await vi.advanceTimersByTimeAsync(60_000);
    return [log, registration.getSnapshot().status];
  },
  "a homeserver that is found slowly": async (setClock) => {
    const { fetch, log } = noted(async (path) => {
      await new Promise((resolve) => setTimeout(resolve, 4_000));
      if (path.endsWith("/login")) return { status: 200, body: { flows: [] } };
      return path.endsWith("/register")
        ? challenge([["m.login.dummy"]])
        : { status: 404, body: {} };
    });
    const finding = discoverHomeserver("hs.test", { fetch });
    await setClock();
    await vi.advanceTimersByTimeAsync(60_000);
    return [log, (await finding).status];
  },
};

describe("the wall clock is set during a sign-up, and nothing else changes", () => {
  const run = async (scenario: Scenario, shiftMs: number) => {
    const done = scenario(async () => {
      await vi.advanceTimersByTimeAsync(2_000);
      vi.setSystemTime(Date.now() + shiftMs);
    });
    const [log, end] = (await done) as [readonly string[], unknown];
    expect(log.length).toBeGreaterThan(1);
    return { log, end };
  };

  test.each(Object.entries(scenarios))("%s", async (_, scenario) => {
    const usual = await run(scenario, 0);
    for (const shiftMs of shifts) {
      vi.useFakeTimers();
      expect(await run(scenario, shiftMs), `${shiftMs} ms`).toEqual(usual);
    }
  });
});
