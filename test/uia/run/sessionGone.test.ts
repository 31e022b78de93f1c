import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fetch } from "../../../src/protocol/wire/request.js";
import type { RegistrationEvent } from "../../../src/uia/machine/types.js";
import { runs } from "../../runs.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  recaptcha,
  refusal,
  respond,
  type SeenRequest,
  success,
} from "../scriptedHomeserver.js";

/** A homeserver with sessions that it may forget, and with words of its own for it. */
function forgetfulHomeserver({
  flow,
  gone,
  forgets,
  name = refusal(404, "M_UNRECOGNIZED"),
  finish = () => success,
}: {
  readonly flow: readonly string[];
  /** The answer to a request with a session that it does not know. */
  readonly gone: Answer;
  /** Whether it forgets the session before this answer of a stage: the nth, from 1. */
  readonly forgets: (nth: number) => boolean;
  /** The answer about a name. */
  readonly name?: Answer;
  /** The answer once all stages are done. */
  readonly finish?: (nth: number) => Answer;
}) {
  const sessions = new Map<string, Set<string>>();
  const requests: SeenRequest[] = [];
  let stages = 0;
  let finishes = 0;
  const isMade = () => finishes > 0;
  function answer({ body }: SeenRequest): Answer {
    const { auth } = body as { auth?: { type?: string; session?: string } };
    if (auth === undefined) {
      const id = `s${sessions.size + 1}`;
      sessions.set(id, new Set());
      return challenge([flow], { session: id });
    }
    const id = auth.session ?? "";
    if (auth.type !== undefined) stages += 1;
    if (auth.type !== undefined && forgets(stages)) sessions.delete(id);
    const completed = sessions.get(id);
    if (completed === undefined) return gone;
    if (auth.type !== undefined) completed.add(auth.type);
    if (completed.size < flow.length) {
      return challenge([flow], { session: id, completed: [...completed] });
    }
    sessions.delete(id);
    if (finishes > 0) return refusal(400, "M_USER_IN_USE");
    finishes += 1;
    return finish(finishes);
  }
  const fetch: Fetch = async (input, init) => {
    const { pathname, search } = new URL(input);
    await Promise.resolve();
    if (pathname.endsWith("/register/available")) return respond(name);
    const body = JSON.parse(init.body as string) as SeenRequest["body"];
    const request = { method: "POST", path: pathname + search, body };
    requests.push(request);
    return respond(answer(request));
  };
  return { fetch, requests, isMade };
}

interface Gone {
  readonly status: number;
  readonly body: { readonly errcode: string; readonly error: string };
}

/** Answers of no field, no stage, no limit and no end, in any words. */
const anyGone: fc.Arbitrary<Gone> = fc
  .record({
    status: fc.oneof(fc.constantFrom(400, 401, 403, 404), fc.integer({ min: 400, max: 499 })),
    errcode: fc.oneof(
      fc.constantFrom("M_FORBIDDEN", "M_INVALID_PARAM", "M_UNKNOWN", "M_NOT_FOUND"),
      fc.stringMatching(/^[A-Z][A-Z_.]{0,30}$/),
    ),
    error: fc.oneof(
      fc.constantFrom("UIAA session does not exist.", "Invalid session", "Username is forbidden"),
      fc.string({ maxLength: 60 }),
    ),
  })
  .filter(
    ({ status, errcode, error }) =>
      status !== 429 &&
      !/^M_(?:USER_IN_USE|INVALID_USERNAME|EXCLUSIVE|WEAK_PASSWORD|PASSWORD_.*|THREEPID_.*)$/.test(
        errcode,
      ) &&
      !errcode.endsWith("LIMIT_EXCEEDED") &&
      !/different user id/i.test(error),
  )
  .map(({ status, ...body }) => ({ status, body }));

const mostRequests = 12;

function sent(events: readonly RegistrationEvent[]): number {
  return events.filter(({ type }) => type === "sent").length;
}

describe("a session that the homeserver no longer knows", () => {
  it("is replaced unseen, whatever the words, if the user did no stage", async () => {
    await fc.assert(
      fc.asyncProperty(anyGone, async (gone) => {
        const server = forgetfulHomeserver({
          flow: [dummy],
          gone,
          forgets: (nth) => nth === 1,
        });
        const { run, events, now } = registrationOn(server);
        expect(await run.submitAccount(alice)).toEqual({ ok: true });
        expect(now()).toMatchObject({ status: "done", outcome: "registered" });
        expect(sent(events)).toBeLessThanOrEqual(mostRequests);
      }),
      { numRuns: runs(200) },
    );
  });

  it("is reported, whatever the words, if the user did a stage", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyGone.filter(({ status }) => status !== 401),
        fc.constantFrom([recaptcha], [recaptcha, "m.login.terms"]),
        async (gone, flow) => {
          const server = forgetfulHomeserver({
            flow,
            gone,
            forgets: (nth) => nth === 1,
            name: { status: 200, body: { available: true } },
          });
          const { run, events, now } = registrationOn(server);
          await run.submitAccount(alice);
          run.submitStage({ response: "solved" });
          await expect.poll(() => now().status).toBe("account");
          expect(now()).toMatchObject({
            username: "alice",
            problems: [{ code: "sessionExpired" }],
          });
          expect(sent(events)).toBeLessThanOrEqual(mostRequests);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  it("is told where every session is unknown at once, in a bounded number of requests", async () => {
    await fc.assert(
      fc.asyncProperty(anyGone, fc.boolean(), async (gone, isNameKnown) => {
        const server = forgetfulHomeserver({
          flow: [dummy],
          gone,
          forgets: () => true,
          ...(isNameKnown && { name: { status: 200, body: { available: true } } }),
        });
        const { run, events, now } = registrationOn(server);
        await run.submitAccount(alice);
        expect(now().status).toMatch(/^(?:account|failed)$/);
        expect(now().activity).toBe("idle");
        expect(now().username).toBe("alice");
        expect(server.isMade()).toBe(false);
        expect(sent(events)).toBeLessThanOrEqual(mostRequests);
      }),
      { numRuns: runs(100) },
    );
  });

  it("leaves the doubt where the refused request may have made the account", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyGone.filter(({ status, body: { errcode, error } }) => {
          // These come before the account is made.
          return (
            status !== 401 &&
            !["M_FORBIDDEN", "M_MISSING_PARAM"].includes(errcode) &&
            !/session/i.test(error)
          );
        }),
        async (odd) => {
          const server = forgetfulHomeserver({
            flow: [dummy],
            gone: odd,
            forgets: () => false,
            finish: () => odd,
          });
          const { run, now } = registrationOn(server);
          await run.submitAccount(alice);
          expect(server.isMade()).toBe(true);
          expect(now()).toMatchObject({ status: "uncertain", reason: "nameTaken" });
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe("a lost answer whose session is gone", () => {
  const invalid = refusal(400, "M_INVALID_PARAM", { error: "Invalid session" });

  it.each([
    ["taken", refusal(400, "M_USER_IN_USE"), "nameTaken"],
    ["free", { status: 200, body: { available: true } }, "noAnswer"],
    ["not told", refusal(404, "M_UNRECOGNIZED"), "noAnswer"],
  ])("is decided by the name: %s", async (_name, name, reason) => {
    const server = forgetfulHomeserver({
      flow: [dummy],
      gone: invalid,
      forgets: () => false,
      name,
      finish: () => "cut",
    });
    const { run, time, now } = registrationOn(server);
    void run.submitAccount(alice);
    await expect.poll(() => now().activity).toBe("checking");
    time.pass(1_000);
    await expect.poll(() => now().status).toBe("uncertain");
    expect(now()).toMatchObject({ reason, canCheck: false });
    expect(server.requests).toHaveLength(3);
  });
});
