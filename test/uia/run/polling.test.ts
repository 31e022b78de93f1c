// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { settle } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  email,
  refusal,
  respond,
  scriptedHomeserver,
} from "../scriptedHomeserver.js";

const dance = "org.example.dance";
const flow = [dance, dummy];

let visibility: DocumentVisibilityState = "visible";
let isOnline = true;

beforeEach(() => {
  visibility = "visible";
  isOnline = true;
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  vi.spyOn(navigator, "onLine", "get").mockImplementation(() => isOnline);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function show(state: DocumentVisibilityState): void {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
}

function connect(to: boolean): void {
  isOnline = to;
  window.dispatchEvent(new Event(to ? "online" : "offline"));
}

function at(snapshot: Snapshot) {
  expect(snapshot.status).toBe("stage");
  return snapshot as Extract<Snapshot, { status: "stage" }>;
}

/** A registration at a stage on the homeserver's own page, on a homeserver that always answers the same. */
async function waiting(look: Answer = challenge([flow])) {
  let registrations = 0;
  const fetch = (): Promise<Response> => {
    registrations += 1;
    return Promise.resolve(respond(registrations === 1 ? challenge([flow]) : look));
  };
  const made = registrationOn({ fetch }, { flows: { flows: [flow], params: {} } });
  await made.run.submitAccount(alice);
  await settle();
  return { ...made, looks: () => registrations - 1 };
}

describe("automatic polls", () => {
  it("are some seconds apart, however often the user comes back", async () => {
    const { time, looks } = await waiting();
    for (let times = 0; times < 100; times += 1) {
      window.dispatchEvent(new Event("focus"));
      time.pass(3);
      await settle();
    }
    expect(looks()).toBe(1);
    time.pass(3_000);
    await settle();
    expect(looks()).toBe(2);
  });

  it("leave the snapshot as it is when they find nothing, so that nothing is rendered", async () => {
    const { run, looks } = await waiting();
    const before = run.getSnapshot();
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(looks()).toBe(1);
    expect(run.getSnapshot()).toBe(before);
  });

  it.each(["focus", "pageshow"])("come at once when the user is back: %s", async (event) => {
    const { looks } = await waiting();
    window.dispatchEvent(new Event(event));
    await settle();
    expect(looks()).toBe(1);
  });

  it("are 70 in half an hour at most, whatever the user does", async () => {
    const { run, time, looks } = await waiting();
    let most = 0;
    const taken: number[] = [];
    for (let seconds = 0; seconds < 60 * 60; seconds += 2) {
      const before = looks();
      window.dispatchEvent(new Event("focus"));
      // A click begins the polls anew.
      if (seconds % 300 === 0) run.checkNow();
      time.pass(2_000);
      await settle();
      for (let look = before; look < looks(); look += 1) taken.push(seconds);
      most = Math.max(most, taken.filter((when) => when > seconds - 30 * 60).length);
    }
    // Each click is one more than what comes by itself.
    expect(most).toBeLessThanOrEqual(70 + 6);
    expect(most).toBeGreaterThanOrEqual(70);
  }, 60_000);

  it("wait for as long as a limit asks, even when the user comes back", async () => {
    const limit = refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 600_000 });
    const { run, time, looks, now } = await waiting(limit);
    time.pass(5_000);
    await settle();
    expect(looks()).toBe(1);
    expect(at(now())).toMatchObject({ activity: "idle", problem: null });
    for (let minute = 0; minute < 9; minute += 1) {
      time.pass(60_000);
      window.dispatchEvent(new Event("focus"));
      await settle();
    }
    expect(looks()).toBe(1);
    // A click does not shorten it, and is told.
    run.checkNow();
    expect(at(now()).problem).toMatchObject({ code: "rateLimited" });
    expect(looks()).toBe(1);
    time.pass(60_000);
    await settle();
    expect(looks()).toBe(2);
  });

  it("come within two seconds when the connection is back, not all at once", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { time, looks } = await waiting();
    connect(false);
    time.pass(60_000);
    await settle();
    expect(looks()).toBe(0);
    connect(true);
    await settle();
    expect(looks()).toBe(0);
    time.pass(1_000);
    await settle();
    expect(looks()).toBe(1);
  });
});

describe("the state of polling", () => {
  it("is active, then offline without a connection, then ended", async () => {
    const { run, time, now } = await waiting();
    expect(at(now()).stage.polling).toBe("active");
    connect(false);
    expect(at(now()).stage.polling).toBe("offline");
    connect(true);
    time.pass(5_000);
    await settle();
    expect(at(now()).stage.polling).toBe("active");
    for (let look = 0; look < 80; look += 1) {
      time.pass(30_000);
      await settle();
    }
    expect(at(now()).stage.polling).toBe("ended");
    // Who says that they are done is looked after once more.
    run.checkNow();
    await settle();
    expect(at(now()).stage.polling).toBe("active");
  });

  it("is offline although the browser did not report it", async () => {
    const { time, now } = await waiting();
    isOnline = false;
    time.pass(5_000);
    expect(at(now()).stage.polling).toBe("offline");
  });

  it("is absent without anything to wait for", async () => {
    const server = scriptedHomeserver(challenge([[email, dummy]]));
    const { run, now } = registrationOn(server);
    await run.submitAccount(alice);
    expect(at(now()).stage).toMatchObject({ polling: "none", validation: { step: "address" } });
  });
});

describe("two tabs that wait for the same", () => {
  it("poll in the visible one, even if the hidden one was first", async () => {
    vi.stubGlobal("navigator", { onLine: true, locks: createLocks() });
    const options = { device: { id: "SAME" } };
    const answers = () => Array.from({ length: 9 }, () => challenge([flow]));
    const one = scriptedHomeserver(...answers());
    const hidden = registrationOn(one, { flows: { flows: [flow], params: {} }, ...options });
    await hidden.run.submitAccount(alice);
    await settle();
    // Its tab is left; the other one is in front.
    show("hidden");
    await settle();
    visibility = "visible";
    const two = scriptedHomeserver(...answers());
    const seen = registrationOn(two, { flows: { flows: [flow], params: {} }, ...options });
    await seen.run.submitAccount(alice);
    await settle();
    seen.time.pass(5_000);
    await settle();
    expect(two.requests).toHaveLength(2);
    expect(one.requests).toHaveLength(1);
  });

  it("poll at once in the one that the user goes back to", async () => {
    vi.stubGlobal("navigator", { onLine: true, locks: createLocks() });
    const { looks } = await waiting();
    show("hidden");
    show("visible");
    await settle();
    expect(looks()).toBe(1);
  });
});

/** Web Locks with exclusive requests, as far as they are used. */
function createLocks() {
  const queues = new Map<string, Promise<unknown>>();
  return {
    request(name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<unknown>) {
      const turn = queues.get(name) ?? Promise.resolve();
      const held = turn.then(() => (signal.aborted ? undefined : hold()));
      queues.set(name, held);
      return held;
    },
  };
}
