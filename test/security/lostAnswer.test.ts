import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Event } from "../../src/uia/machine/event.js";
import { transition } from "../../src/uia/machine/machine.js";
import { withFacts } from "../../src/uia/machine/session.js";
import type { State } from "../../src/uia/machine/state.js";
import { anyRefusal } from "../uia/anyRun.js";
import { settle } from "../uia/heldHomeserver.js";
import { states } from "../uia/machineTable.js";
import { runOn } from "../uia/runOn.js";
import {
  type Answer,
  challenge,
  dummy,
  email,
  refusal,
  scriptedHomeserver,
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
    const { run, time, now } = runOn(server);
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
    const { run, time, now } = runOn(server);
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
