import { afterEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../src/uia/browser/clock.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { heldHomeserver, settle } from "../uia/heldHomeserver.js";
import { alice, homeserver, registrationOn } from "../uia/registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  email,
  refusal,
  scriptedHomeserver,
  success,
} from "../uia/scriptedHomeserver.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const sent: Answer = { status: 200, body: { sid: "sid1" } };
const limit: Answer = {
  status: 429,
  body: { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 600_000 },
};

describe("a session that is not handed over", () => {
  it("is ended when the account is of another homeserver, and the account is told", async () => {
    const server = scriptedHomeserver(
      challenge([[dummy]]),
      {
        status: 200,
        body: { user_id: "@alice:other.test", access_token: "secret-token", device_id: "D" },
      },
      { status: 200, body: {} },
    );
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
    expect(server.requests[2]?.path).toBe("/_matrix/client/v3/logout");
    expect(now()).toMatchObject({
      status: "failed",
      problem: { code: "wrongServerName", userId: "@alice:other.test" },
    });
  });

  it("is ended when login is inhibited and the homeserver makes one all the same", async () => {
    const server = scriptedHomeserver(challenge([[dummy]]), success, { status: 200, body: {} });
    const { run, handed } = registrationOn(server, { inhibitLogin: true });
    await run.submitAccount(alice);
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
    expect(server.requests[2]?.path).toBe("/_matrix/client/v3/logout");
    expect(handed).toMatchObject([{ account: { userId: "@alice:hs.test", session: null } }]);
    expect(JSON.stringify(handed)).not.toContain("secret-access-token");
  });
});

describe("a limit of the homeserver", () => {
  it("is kept to when the user cancels and submits anew", async () => {
    const server = scriptedHomeserver(limit, success);
    const { run, time, now } = registrationOn(server);
    for (let turn = 0; turn < 5; turn += 1) {
      await run.submitAccount(alice);
      run.retry();
      run.cancel();
      run.startAgain();
    }
    expect(server.requests).toHaveLength(1);
    await run.submitAccount(alice);
    expect(now()).toMatchObject({ activity: "paused", pause: { code: "rateLimited" } });
    time.pass(600_000);
    run.retry();
    await vi.waitFor(() => expect(now().status).toBe("done"));
  });

  it("ends when the clock is set back further than a limit can be", async () => {
    const server = scriptedHomeserver(limit, success);
    let now = 1_000_000_000_000;
    const run = createRegistration({
      homeserver,
      trust: "listed",
      fetch: server.fetch,
      clock: { now: () => now, wait: () => () => undefined },
    });
    await run.submitAccount(alice);
    expect(run.getSnapshot().activity).toBe("paused");
    now -= 23 * 3_600_000;
    run.retry();
    await vi.waitFor(() => expect(run.getSnapshot().status).toBe("done"));
  });
});

describe("the clock", () => {
  it("goes on when the machine's clock is set back", () => {
    const before = systemClock.now();
    vi.spyOn(Date, "now").mockReturnValue(0);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  it.each([2 ** 31, 2 ** 40, Number.MAX_VALUE, Infinity])(
    "does not call back at once for %d ms, which no timer can hold",
    (ms) => {
      vi.useFakeTimers();
      const callback = vi.fn();
      systemClock.wait(ms, callback);
      vi.advanceTimersByTime(3_600_000);
      expect(callback).not.toHaveBeenCalled();
      vi.useRealTimers();
    },
  );

  it("set back while a mail is awaited sets no more timers than polls, and none that is too long", async () => {
    const pending = challenge([[email]], { errcode: "M_UNAUTHORIZED" });
    const server = scriptedHomeserver(challenge([[email]]), sent, pending, pending, pending);
    let now = 1_000_000_000_000;
    const waits: { ms: number; callback: () => void }[] = [];
    const run = createRegistration({
      homeserver,
      trust: "listed",
      fetch: server.fetch,
      clock: {
        now: () => now,
        wait: (ms, callback) => {
          waits.push({ ms, callback });
          return () => undefined;
        },
      },
    });
    void run.submitAccount({ ...alice, email: "a@b.c" });
    await vi.waitFor(() => expect(waits).toHaveLength(1));
    now -= 30 * 24 * 3_600_000;
    waits[0]?.callback();
    await vi.waitFor(() => expect(waits.length).toBeGreaterThan(1));
    await settle();
    expect(waits.length).toBeLessThanOrEqual(2);
    expect(Math.max(...waits.map(({ ms }) => ms))).toBeLessThanOrEqual(30 * 60_000);
    run.dispose();
  });
});

describe("a callback of the app that throws", () => {
  const fault = new Error("The app's own error");
  const thrower = () => {
    throw fault;
  };
  // An app in plain JavaScript may pass a promise anywhere.
  const rejecter = (async () => thrower()) as unknown as () => undefined;

  it.each([
    ["subscriber", thrower, {}],
    ["subscriber, which rejects,", rejecter, {}],
    ["onEvent", undefined, { onEvent: thrower }],
    ["onEvent, which rejects,", undefined, { onEvent: rejecter }],
    ["chooseFlow", undefined, { chooseFlow: thrower }],
    ["chooseFlow, which rejects,", undefined, { chooseFlow: rejecter }],
  ])("%s is reported, and the account is handed over", async (_, subscriber, options) => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const server = scriptedHomeserver(challenge([[dummy]]), success);
    const { run, handed, now } = registrationOn(server, options);
    if (subscriber !== undefined) run.subscribe(subscriber);
    await run.submitAccount(alice);
    await vi.waitFor(() => expect(now()).toMatchObject({ status: "done", handover: "done" }));
    expect(handed).toHaveLength(1);
    expect(reported).toHaveBeenCalledWith(fault);
  });
});

describe("polling", () => {
  it("goes on where the browser refuses locks", async () => {
    const refused = () => Promise.reject(new DOMException("no", "SecurityError"));
    vi.stubGlobal("navigator", { onLine: true, locks: { request: refused } });
    const pending = challenge([[email]], { errcode: "M_UNAUTHORIZED" });
    const server = scriptedHomeserver(challenge([[email]]), sent, pending, pending);
    const { run, time } = registrationOn(server);
    void run.submitAccount({ ...alice, email: "a@b.c" });
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    await settle();
    time.pass(5_000);
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
  });
});

describe("a stage of several requests", () => {
  const type = "org.example.twosteps";

  it("is still there after a 401 without an errcode, with the keys of its type", async () => {
    const server = scriptedHomeserver(
      challenge([[type]], { params: { [type]: { step: 1 } } }),
      challenge([[type]], { params: { [type]: { step: 2 } } }),
      challenge([[type]], { params: { other: {} } }),
    );
    const { run, now } = registrationOn(server, { supportedStages: [type] });
    await run.submitAccount(alice);
    run.submitStage({ a: 1 });
    await vi.waitFor(() => {
      expect(now()).toMatchObject({
        activity: "idle",
        problem: null,
        stage: { params: { step: 2 } },
      });
    });
    run.submitStage({ a: 2 });
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
    await vi.waitFor(() => {
      expect(now()).toMatchObject({
        activity: "idle",
        problem: null,
        stage: { params: { step: 2 } },
      });
    });
  });

  it("is refused by a 401 with an errcode", async () => {
    const server = scriptedHomeserver(
      challenge([[type]]),
      challenge([[type]], { errcode: "M_UNAUTHORIZED", error: "No" }),
    );
    const { run, now } = registrationOn(server, { supportedStages: [type] });
    await run.submitAccount(alice);
    run.submitStage({ a: 1 });
    await vi.waitFor(() => expect(now()).toMatchObject({ problem: { code: "stageRefused" } }));
  });
});

it("a late answer about a message of before a failure says nothing of the newest one", async () => {
  const server = heldHomeserver();
  const { run, now } = registrationOn(server);
  const flows = [[email, dummy], [dummy]];
  void run.submitAccount({ ...alice, email: "old@b.c" });
  await (await server.request(1)).answer(challenge(flows));
  const old = await server.request(2);
  run.chooseFlow([dummy]);
  await (await server.request(3)).answer(refusal(403, "M_USER_LIMIT_EXCEEDED"));
  expect(now().status).toBe("failed");
  run.startAgain();
  void run.submitAccount({ ...alice, email: "new@b.c" });
  await (await server.request(4)).answer(challenge([[email, dummy]]));
  expect((await server.request(5)).body).toMatchObject({ email: "new@b.c" });
  await old.answer({ status: 200, body: { sid: "OLD-SID" } });
  expect(now()).toMatchObject({
    status: "stage",
    stage: { validation: { step: "sending", address: "new@b.c" } },
  });
});
