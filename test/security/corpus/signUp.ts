import { expect } from "vitest";
import { discoverHomeserver } from "../../../src/discovery/discoverHomeserver.js";
import type { Discovery } from "../../../src/discovery/methods.js";
import type { RegistrationEvent, Snapshot } from "../../../src/uia/machine/types.js";
import { createRegistration } from "../../../src/uia/run/createRegistration.js";
import type { RegistrationOptions } from "../../../src/uia/run/registrationOptions.js";
import { createTestClock } from "../../uia/testClock.js";
import { account, challenge, type Reply, replyOf, responseOf } from "./replies.js";

export const homeserver = {
  baseUrl: "https://matrix.hs.example.org",
  serverName: "hs.example.org",
};
const api = `${homeserver.baseUrl}/_matrix/client`;

/** One answer for each request to /register, the last one for all that follow. */
export type Script = readonly (Reply | "cut" | "never")[];

interface SignUp {
  readonly options?: Partial<RegistrationOptions>;
  readonly input?: Parameters<ReturnType<typeof createRegistration>["submitAccount"]>[0];
  /** Answers to requests that are none to /register, by the end of their path. */
  readonly others?: Readonly<Record<string, Reply>>;
}

/** A registration that is answered by a script, until nothing goes on by itself any more. */
export async function signUp(script: Script, { options, input, others = {} }: SignUp = {}) {
  const time = createTestClock();
  const asked: { readonly url: string; readonly body: string }[] = [];
  const events: RegistrationEvent[] = [];
  let registrations = 0;
  const registration = createRegistration({
    homeserver,
    trust: "any",
    clock: time.clock,
    onEvent: (event) => events.push(event),
    onDone: () => undefined,
    fetch: async (url, { body }) => {
      asked.push({ url, body: typeof body === "string" ? body : "" });
      const other = Object.entries(others).find(([path]) => url.endsWith(path));
      if (other !== undefined) return responseOf(other[1]);
      if (!url.endsWith("/v3/register")) return responseOf(replyOf(200, {}));
      const next = script[Math.min(registrations, script.length - 1)] ?? "cut";
      registrations += 1;
      if (next === "never") return new Promise(() => undefined);
      if (next === "cut") throw new TypeError("Failed to fetch");
      return responseOf(next);
    },
    ...options,
  });
  const told: Snapshot[] = [];
  registration.subscribe(() => told.push(registration.getSnapshot()));
  void registration.submitAccount({ username: "alice", password: "canary-password", ...input });
  const now = () => registration.getSnapshot();
  await rest(now);
  for (let check = 0; check < 4 && now().activity === "checking"; check += 1) {
    time.pass(20_000);
    await rest(now);
  }
  assertHarmless({ told, events, asked });
  return {
    registration,
    time,
    asked,
    now,
    rest: () => rest(now),
    registrations: () => registrations,
  };
}

/** What holds whatever a homeserver answers. */
function assertHarmless({
  told,
  events,
  asked,
}: {
  told: readonly Snapshot[];
  events: readonly RegistrationEvent[];
  asked: readonly { readonly url: string }[];
}): void {
  expect(asked.length, "requests").toBeLessThanOrEqual(14);
  for (const { url } of asked) expect(url.startsWith(`${api}/`), url).toBe(true);
  const text = JSON.stringify([told, events]);
  expect(text).not.toMatch(/canary/);
  for (const snapshot of told) assertCleanWords(snapshot);
}

const hidden = /(?!\p{Join_Control}|\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Surrogate}]/u;

function assertCleanWords(snapshot: Snapshot): void {
  const problems = [
    snapshot.pause,
    ...(snapshot.status === "account" ? snapshot.problems : []),
    ...(snapshot.status === "failed" || snapshot.status === "stage" ? [snapshot.problem] : []),
  ];
  for (const problem of problems) {
    const said = problem?.detail?.text ?? "";
    expect(said).not.toMatch(hidden);
    expect(Array.from(said).length).toBeLessThanOrEqual(500);
    expect(problem?.detail?.errcode ?? "").toMatch(/^[\w.-]{0,128}$/);
  }
}

/** Lets every answer arrive that is on its way. */
async function rest(now: () => Snapshot): Promise<void> {
  let quiet = 0;
  for (let turn = 0; turn < 60 && quiet < 2; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = now().activity === "sending" ? 0 : quiet + 1;
  }
}

/** The state of a registration, in words. */
export function outcomeOf(now: Snapshot): string {
  if (now.activity === "paused") return `pause: ${now.pause?.code}`;
  if (now.activity !== "idle") return `goes on: ${now.activity}`;
  switch (now.status) {
    case "account":
      return `form: ${now.problems.map(({ code }) => code).join(", ")}`;
    case "stage":
      return `stage: ${now.stage.supported ? now.stage.type : "homeserver's page"}`;
    case "done":
      return now.outcome === "registered" ? "account" : now.outcome;
    case "uncertain":
      return "uncertain";
    case "failed":
      return `end: ${now.problem.code}`;
  }
}

const good = replyOf(200, account);
const asking = replyOf(401, challenge);

/** The answer to the probe of discovery. Nothing else is known there. */
export async function probe(reply: Reply): Promise<string> {
  const unknown = replyOf(404, {});
  return discover(homeserver.baseUrl, {
    [`${api}/v3/register`]: reply,
    [`${api}/v3/login`]: unknown,
    [`${api}/v1/auth_metadata`]: unknown,
    [`${api}/unstable/org.matrix.msc2965/auth_metadata`]: unknown,
  });
}

/** The answer to the first request of a registration. */
export async function first(reply: Reply): Promise<string> {
  return outcomeOf((await signUp([reply, good])).now());
}

/** The answer to every request of a registration. */
export async function always(reply: Reply): Promise<string> {
  return outcomeOf((await signUp([reply])).now());
}

/** The answer to the request that makes the account. A check of it would find the account. */
export async function last(reply: Reply): Promise<string> {
  return outcomeOf((await signUp([asking, reply, good])).now());
}

/** The answer to each check of a request whose own answer was lost. */
export async function check(reply: Reply): Promise<string> {
  return outcomeOf((await signUp([asking, "cut", reply])).now());
}

/** What discovery finds where only these addresses answer, and no other was asked. */
export async function discover(
  input: string,
  replies: Readonly<Record<string, Reply>>,
  allowed: (url: string) => boolean = (url) => url.startsWith(`${api}/`),
): Promise<string> {
  const discovery = await discoverHomeserver(input, {
    trust: "any",
    fetch: async (url) => {
      expect(allowed(url), `asked ${url}`).toBe(true);
      const reply = replies[url];
      if (reply === undefined) throw new TypeError("Failed to fetch");
      return responseOf(reply);
    },
  });
  return found(discovery);
}

function found(discovery: Discovery): string {
  return discovery.status === "unavailable"
    ? `none: ${discovery.reason}`
    : `found: ${discovery.methods.map(({ type }) => type).join(", ")}`;
}
