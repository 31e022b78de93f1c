import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Event } from "../../src/uia/machine/event.js";
import { transition } from "../../src/uia/machine/machine.js";
import { withFacts } from "../../src/uia/machine/session.js";
import type { State } from "../../src/uia/machine/state.js";
import { anyRefusal } from "../uia/anyRegistration.js";
import { heldHomeserver, settle } from "../uia/heldHomeserver.js";
import { states } from "../uia/machineTable.js";
import { alice, registrationOn } from "../uia/registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  email,
  refusal,
  scriptedHomeserver,
  terms,
} from "../uia/scriptedHomeserver.js";

/** Answers to a check that do not say whether the account was made. */
const noWord: readonly [string, Answer][] = [
  ["403 that forbids", refusal(403, "M_FORBIDDEN", { error: "UIAA session does not exist." })],
  ["400 that misses a parameter", refusal(400, "M_MISSING_PARAM")],
  ["401 that cannot be read", { status: 401, body: "nonsense" }],
  ["401 without flows", { status: 401, body: { errcode: "M_UNAUTHORIZED" } }],
  ["401 about a token", refusal(401, "M_MISSING_TOKEN")],
  ["403 that the homeserver is full", refusal(403, "M_RESOURCE_LIMIT_EXCEEDED")],
  ["400 about the password", refusal(400, "M_WEAK_PASSWORD")],
  ["401 with flows beyond the bounds", { status: 401, body: { flows: "x" } }],
  ["404", refusal(404, "M_UNRECOGNIZED")],
];

describe("an account may have been made, and its answer was lost", () => {
  it.each(noWord)("a check that is answered with %s leaves it uncertain", async (_, answer) => {
    const server = scriptedHomeserver(challenge([[dummy]]), "cut", answer);
    const { run, time, now } = registrationOn(server);
    void run.submitAccount({ password: "pw" });
    await vi.waitFor(() => expect(now().activity).toBe("checking"));
    time.pass(1_000);
    await vi.waitFor(() => expect(now().activity).not.toBe("checking"));
    expect(now().status).toBe("uncertain");
  });

  it.each(noWord)("a poll that is answered with %s leaves it uncertain", async (_, answer) => {
    const server = scriptedHomeserver(
      challenge([[email]]),
      { status: 200, body: { sid: "sid1" } },
      "cut",
      answer,
    );
    const { run, time, now } = registrationOn(server);
    void run.submitAccount({ password: "pw", email: "a@b.c" });
    await vi.waitFor(() => {
      expect(now()).toMatchObject({ status: "stage", stage: { validation: { step: "sent" } } });
    });
    run.checkNow();
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    time.pass(5_000);
    run.checkNow();
    await vi.waitFor(() => expect(server.requests).toHaveLength(4));
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    await settle();
    expect(now().status).toBe("uncertain");
  });
});

describe.each([403, 429])("a page of a proxy with status %d in place of an answer", (status) => {
  const page: Answer = { status, body: "a page" };
  const taken = refusal(400, "M_USER_IN_USE");

  async function hidden(flow: readonly string[], ...then: Answer[]) {
    const server = scriptedHomeserver(challenge([flow]), page, ...then);
    const held = registrationOn(server);
    await held.run.submitAccount(alice);
    expect(held.now()).toMatchObject({ activity: "paused", pause: { code: "notLetThrough" } });
    const retry = () => {
      held.time.pass(60_000);
      held.run.retry();
    };
    return { ...held, server, retry };
  }

  it("may hide an account that was made, so that its name is taken", async () => {
    const { now, retry } = await hidden([dummy], taken);
    retry();
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    expect(now()).toMatchObject({ status: "uncertain", reason: "nameTaken" });
  });

  it("may hide one whose session is over, so that no second one is made", async () => {
    const gone = refusal(403, "M_FORBIDDEN", { error: "UIAA session does not exist." });
    const server = scriptedHomeserver(challenge([[dummy]]), page, gone);
    const { run, time, now } = registrationOn(server);
    await run.submitAccount({ password: "pw" });
    time.pass(60_000);
    run.retry();
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    expect(now().status).toBe("uncertain");
  });

  it("may hide one from a user who cancels then", async () => {
    const { run, now } = await hidden([dummy]);
    run.cancel();
    expect(now().status).toBe("uncertain");
  });

  it("may hide one from a user who has cancelled before", async () => {
    const server = heldHomeserver();
    const { run, now } = registrationOn(server);
    void run.submitAccount(alice);
    await (await server.request(1)).answer(challenge([[dummy]]));
    const last = await server.request(2);
    run.cancel();
    await last.answer(page);
    await vi.waitFor(() => expect(now().status).toBe("uncertain"));
  });

  it("may hide one that a poll would have told", async () => {
    const message: Answer = { status: 200, body: { sid: "sid1" } };
    const server = scriptedHomeserver(challenge([[email]]), message, page, taken);
    const { run, time, now } = registrationOn(server);
    void run.submitAccount({ ...alice, email: "a@b.c" });
    await vi.waitFor(() => {
      expect(now()).toMatchObject({ stage: { validation: { step: "sent" } } });
    });
    run.checkNow();
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    time.pass(60_000);
    await vi.waitFor(() => expect(server.requests).toHaveLength(4));
    await vi.waitFor(() => expect(now().status).toBe("uncertain"));
  });

  it("hides none while a stage is left", async () => {
    const { now, retry } = await hidden([dummy, terms], taken);
    retry();
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    expect(now()).toMatchObject({ status: "account", problems: [{ code: "usernameTaken" }] });
  });

  it("hides none once the homeserver asks for the stage again", async () => {
    const { now, retry } = await hidden([dummy], challenge([[dummy]]), taken);
    retry();
    await vi.waitFor(() => expect(now().activity).toBe("idle"));
    expect(now()).toMatchObject({ status: "failed", problem: { code: "noProgress" } });
  });
});

it("no answer but a 401 with flows turns a lost answer into a failure or a problem of the form", () => {
  const lost: Event = { type: "unanswered", reason: "unreachable" };
  const anyEvent = fc.oneof(
    anyRefusal.map((answer): Event => {
      const { status, body } = answer as Exclude<Answer, string>;
      const { errcode, error } = body as Record<string, string>;
      const rest = { retryAfterMs: undefined, contact: undefined };
      return { type: "refused", refusal: { status, errcode, text: error, ...rest } };
    }),
    fc.record({ status: fc.integer({ min: 400, max: 599 }), errcode: fc.string() }).map(
      ({ status, errcode }): Event => ({
        type: "refused",
        refusal: { status, errcode, text: undefined, retryAfterMs: undefined, contact: undefined },
      }),
    ),
    fc.constantFrom<Event>(
      lost,
      { type: "unanswered", reason: "malformed" },
      { type: "unanswered", reason: "serverFailed" },
      { type: "offline" },
      { type: "timeCame" },
      { type: "pollAsked" },
      { type: "retried" },
      { type: "checkedAgain" },
      { type: "cancelled" },
      { type: "flowChosen", flow: [dummy] },
    ),
  );
  const inFlight = Object.values<State>(states).filter(
    ({ task, session, cancelling }) =>
      (task.type === "registering" || task.type === "polling") && session !== null && !cancelling,
  );
  expect(inFlight.length).toBeGreaterThan(4);
  fc.assert(
    fc.property(
      fc.constantFrom(...inFlight),
      fc.array(anyEvent, { minLength: 1, maxLength: 25 }),
      (start, sequence) => {
        let [state] = transition(withFacts(start, { hasId: true }), lost);
        for (const event of sequence) {
          [state] = transition({ ...state, now: state.now + 60_000 }, event);
          expect(state.view.status).not.toBe("failed");
          if (state.view.status === "account") expect(state.view.problems).toEqual([]);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
