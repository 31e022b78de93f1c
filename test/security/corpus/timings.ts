import fc from "fast-check";
import { vi } from "vitest";
import { discoverHomeserver } from "../../../src/discovery/discoverHomeserver.js";
import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { NetworkError } from "../../../src/protocol/wire/errors.js";
import { request } from "../../../src/protocol/wire/request.js";
import { type Kind, kind } from "./kind.js";
import { account, challenge, dummy, replyOf, responseOf } from "./replies.js";
import { homeserver, outcomeOf, signUp } from "./signUp.js";

const group = "timings";

/** Bodies in pieces, with a pause before each, in ms. The last piece may never come. */
const drip = fc.record({
  text: fc.constantFrom(JSON.stringify(account), JSON.stringify(challenge)),
  pieces: fc.integer({ min: 1, max: 12 }),
  pauseMs: fc.integer({ min: 0, max: 1_500 }),
  ends: fc.boolean(),
});
type Drip = typeof drip extends fc.Arbitrary<infer Value> ? Value : never;

const wait = fc.oneof(
  fc.constantFrom(0, 1, 999, 1_000, 899_999, 900_000, 900_001, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1),
  fc.nat(2 ** 31 - 1),
  fc.nat(60_000),
);
const noWait = fc.oneof(
  fc.constantFrom<unknown>(-1, 1.5, 1e300, "1000", null, [1000], { ms: 1 }, true, -0.5, 2 ** 53),
  fc.integer({ min: -(2 ** 31), max: -1 }),
  fc.double({ min: 0.01, max: 1e6, noNaN: true }).filter((value) => !Number.isInteger(value)),
  fc.string(),
);

export const timings: readonly Kind[] = [
  kind({
    group,
    name: "a body in pieces, in time",
    size: 19,
    input: drip.filter(({ ends, pieces, pauseMs }) => ends && pieces * pauseMs < 19_000),
    right: { request: [dripped, "an answer"] },
  }),
  kind({
    group,
    name: "a body that stops half-way",
    size: 19,
    input: drip.filter(({ ends }) => !ends),
    right: { request: [dripped, "timeout"] },
  }),
  kind({
    group,
    name: "no answer for any time",
    size: 19,
    input: fc.integer({ min: 60_001, max: 10_000_000 }),
    right: {
      probe: [lateProbe, "none: unreachable"],
      first: [lateFirst, "pause: unreachable"],
      last: [lateLast, "account"],
    },
  }),
  kind({
    group,
    name: "a limit with any number of ms",
    size: 37,
    input: wait,
    right: { first: [limited, "no request before 1 s, one after 15 min at most"] },
  }),
  kind({
    group,
    name: "a limit with a wait that is none",
    size: 31,
    input: noWait,
    right: { first: [limited, "no request before 1 s, one after 15 min at most"] },
  }),
  kind({
    group,
    name: "a limit at a check, with any number of ms",
    size: 25,
    input: wait,
    right: { check: [limitedCheck, "account"] },
  }),
  kind({
    group,
    name: "a lifetime of the token that is none",
    size: 25,
    input: noWait,
    right: { last: [lifetime, "account that does not say when it ends"] },
  }),
  kind({
    group,
    name: "an answer after the user has cancelled",
    size: 12,
    input: fc.constantFrom(
      ...[200, 201].map((status) => replyOf(status, account)),
      ...[401, 403, 429, 500].map((status) =>
        replyOf(status, { ...challenge, flows: [{ stages: [dummy] }] }),
      ),
      ...[401, 403, 404, 429, 502].map((status) => ({ status, body: "<html>" })),
    ),
    right: { last: [cancelled, "told what became of it"] },
  }),
];

/** Lets the time limits of requests pass, while answers arrive as they do. */
async function inFakeTime<Value>(
  act: (pass: (ms: number) => Promise<void>) => Promise<Value>,
): Promise<Value> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  try {
    return await act(async (ms) => {
      await turn();
      await vi.advanceTimersByTimeAsync(ms);
      await turn();
    });
  } finally {
    vi.useRealTimers();
  }
}

async function turn(): Promise<void> {
  for (let turns = 0; turns < 4; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

function dripped({ text, pieces, pauseMs, ends }: Drip): Promise<string> {
  return inFakeTime(async (pass) => {
    const size = Math.ceil(text.length / pieces);
    let at = 0;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        const isLast = at + size >= text.length;
        if (isLast && !ends) return new Promise(() => undefined);
        controller.enqueue(new TextEncoder().encode(text.slice(at, at + size)));
        at += size;
        if (isLast) controller.close();
      },
    });
    const fetch: Fetch = async () => new Response(body);
    const answer = request("GET", `${homeserver.baseUrl}/x`, undefined, { fetch }).then(
      () => "an answer",
      (error: unknown) => (error instanceof NetworkError ? error.reason : String(error)),
    );
    for (let second = 0; second < 21; second += 1) await pass(1_000);
    return answer;
  });
}

const never = () => new Promise<Response>(() => undefined);

function lateProbe(ms: number): Promise<string> {
  return inFakeTime(async (pass) => {
    const found = discoverHomeserver(homeserver.baseUrl, { trust: "any", fetch: never });
    await pass(Math.min(ms, 20_000));
    await pass(20_000);
    const discovery = await found;
    return discovery.status === "found" ? "found" : `none: ${discovery.reason}`;
  });
}

function lateFirst(ms: number): Promise<string> {
  return inFakeTime(async (pass) => {
    const { now } = await signUp(["never"]);
    await pass(ms);
    return outcomeOf(now());
  });
}

function lateLast(ms: number): Promise<string> {
  return inFakeTime(async (pass) => {
    const { now, time, rest } = await signUp([
      replyOf(401, challenge),
      "never",
      replyOf(200, account),
    ]);
    await pass(ms);
    time.pass(1_000);
    await rest();
    return outcomeOf(now());
  });
}

async function limited(retry_after_ms: unknown): Promise<string> {
  const limit = replyOf(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms });
  const { registration, now, time, rest, registrations } = await signUp([
    limit,
    replyOf(200, account),
  ]);
  const at = now();
  // A short wait is waited for, without a pause.
  if (!["paused", "sending"].includes(at.activity)) return outcomeOf(at);
  const ms = at.activity === "paused" ? (at.pause?.retryAt ?? 0) - time.clock.now() : 1_000;
  if (ms < 1_000 || ms > 900_000) return `a wait of ${ms}`;
  time.pass(999);
  registration.retry();
  await rest();
  if (registrations() !== 1) return "a request too early";
  time.pass(900_000);
  registration.retry();
  await rest();
  return outcomeOf(now()) === "account" && registrations() === 2
    ? "no request before 1 s, one after 15 min at most"
    : `${outcomeOf(now())} after ${registrations()}`;
}

async function limitedCheck(retry_after_ms: unknown): Promise<string> {
  const limit = replyOf(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms });
  const { now, time, rest } = await signUp([
    replyOf(401, challenge),
    "cut",
    limit,
    replyOf(200, account),
  ]);
  time.pass(900_000);
  await rest();
  return outcomeOf(now());
}

async function lifetime(expires_in_ms: unknown): Promise<string> {
  const { registration } = await signUp([
    replyOf(401, challenge),
    replyOf(200, { ...account, expires_in_ms }),
  ]);
  const result = await registration.result;
  if (result.outcome !== "registered") return result.outcome;
  const { session } = result.account;
  return session !== null && session.expiresAt === undefined
    ? "account that does not say when it ends"
    : JSON.stringify(session?.expiresAt);
}

async function cancelled(reply: ReturnType<typeof replyOf>): Promise<string> {
  let answer: (response: Response) => void = () => undefined;
  let asked = 0;
  const fetch: Fetch = async () => {
    asked += 1;
    if (asked !== 2) return responseOf(replyOf(401, challenge));
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
  const { registration, now, rest } = await signUp([], { options: { fetch } });
  registration.cancel();
  answer(responseOf(reply));
  await rest();
  const said = outcomeOf(now());
  // Whether the account was made decides: only a 401, 403 or 429 comes before it.
  const made = reply.status < 300 && said === "account";
  const doubt = said === "uncertain";
  const form = said.startsWith("form") && [401, 403, 429].includes(reply.status);
  return made || doubt || form ? "told what became of it" : `${said} at ${reply.status}`;
}
