/** The ground rules while answers are on their way: they come when they like, in any order. */
import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { builtInStages } from "../../../src/uia/run/settingsOf.js";
import { runs } from "../../runs.js";
import { type AnyBrowser, anyBrowser } from "../anyBrowser.js";
import {
  type Act,
  anyAct,
  anyAnswer,
  anyFlows,
  anyRefusal,
  expectNameKept,
  expectOwnAnswers,
  expectSameBodies,
  inStage,
  quiz,
  uiaSession,
} from "../anyRegistration.js";
import { type HeldRequest, heldHomeserver, isRegistration, settle } from "../heldHomeserver.js";
import { registrationOn } from "../registrationOn.js";
import { type Answer, challenge, dummy, email, msisdn, success } from "../scriptedHomeserver.js";

const alice = {
  username: "alice",
  password: "canary-password",
  email: "alice@example.org",
  phone: { country: "GB", number: "07700900111" },
};

/** What a homeserver does with a request that waits: what is right, or something else. */
type Reply = "right" | "notYet" | Answer;
type Step =
  | { readonly act: Act }
  | { readonly reply: Reply; readonly to: number }
  | { readonly passes: number }
  | { readonly browser: keyof AnyBrowser["does"] };

const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Reply>("right") },
  { weight: 2, arbitrary: fc.constant<Reply>("notYet") },
  { weight: 1, arbitrary: anyAnswer },
  { weight: 1, arbitrary: anyRefusal },
);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: anyAct.map((act) => ({ act })) },
  { weight: 4, arbitrary: fc.constantFrom(...inStage).map((act) => ({ act })) },
  { weight: 9, arbitrary: fc.record({ reply: anyReply, to: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.constantFrom(1_000, 6_000, 40_000).map((passes) => ({ passes })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("hide", "show", "focus", "loseConnection", "findConnection")
      .map((browser) => ({ browser }) as const),
  },
);
/** One after another address while no link is opened, so that there are several messages. */
const addressStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Act>(
        ...inStage.filter(({ name }) => /address|number|look|message|code/.test(name)),
        { name: "cancel", on: (run) => run.cancel() },
        { name: "submit", on: (run) => void run.submitAccount(alice) },
      )
      .map((act) => ({ act })),
  },
  { weight: 4, arbitrary: fc.record({ reply: fc.constant<Reply>("notYet"), to: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.constantFrom(6_000, 40_000).map((passes) => ({ passes })) },
);
const anyOffer = fc.oneof(
  fc.constantFrom<readonly (readonly string[])[]>(
    [[email, dummy]],
    [[msisdn, email]],
    [[email, dummy], [msisdn]],
    [[quiz, email], [dummy]],
  ),
  anyFlows.filter((flows) => flows.length > 0),
);

let browser: AnyBrowser;
afterEach(() => {
  vi.unstubAllGlobals();
});

it("no act, answer or absence at any moment breaks the ground rules", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyOffer,
      fc.oneof(
        fc.array(anyStep, { minLength: 5, maxLength: 40 }),
        fc.array(addressStep, { minLength: 5, maxLength: 40 }),
      ),
      async (flows, steps) => {
        browser = anyBrowser();
        const { server, run, time, now, ...seen } = begin(flows);
        void run.submitAccount(alice);
        await settle();
        for (const step of steps) {
          let wasMade = false;
          if ("act" in step) {
            // Who does something is there.
            browser.does.show();
            step.act.on(run);
          }
          if ("passes" in step) time.pass(step.passes);
          if ("browser" in step) browser.does[step.browser]();
          if ("reply" in step) {
            const request = server.open()[step.to % Math.max(server.open().length, 1)];
            const answer = request && server.answerTo(request, step.reply);
            wasMade = answer === success && request !== undefined && isRegistration(request);
            if (request && answer) await request.answer(answer);
          }
          await settle();
          if (wasMade) expect(now().status, "a 200 is never ignored").toBe("done");
          expectNotStuck(now(), server.open(), time.pending().length);
        }

        // However it stands, there is a way out.
        browser.does.show();
        browser.does.findConnection();
        for (let turn = 0; turn < 12; turn += 1) {
          run.cancel();
          for (const request of server.open()) await request.answer("cut");
          time.pass(20_000);
          await settle();
        }
        expect(now()).toMatchObject({
          status: expect.stringMatching(/^(account|uncertain|failed|done)$/) as string,
          activity: "idle",
        });

        expect(server.mostRegistrations(), "requests in flight").toBeLessThanOrEqual(1);
        expect(server.wrong).toEqual([]);
        server.registrations().forEach(expectOwnAnswers);
        expectSameBodies(server.registrations());
        expectNameKept(seen.snapshots);
        expect(JSON.stringify([seen.snapshots, seen.events])).not.toMatch(
          /canary|secret-access-token/,
        );
        run.dispose();
      },
    ),
    { numRuns: runs(400) },
  );
}, 120_000);

it("whatever the user does, polls are 3 s apart, and 70 in half an hour at most", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<readonly string[]>([email, dummy], [msisdn], [dance, dummy]),
      fc.array(
        fc.record({
          act: fc.constantFrom<Act>(
            { name: "focus", on: () => browser.does.focus() },
            { name: "hide", on: () => browser.does.hide() },
            { name: "show", on: () => browser.does.show() },
            { name: "find a connection", on: () => browser.does.findConnection() },
            ...inStage.filter(({ name }) => /look|message|page/.test(name)),
          ),
          times: fc.integer({ min: 1, max: 60 }),
          every: fc.constantFrom(0, 500, 4_000, 20_000, 90_000),
        }),
        { minLength: 2, maxLength: 10 },
      ),
      async (flow, script) => {
        browser = anyBrowser();
        const { server, run, time, now, looks } = begin([flow]);
        const answer = async () => {
          await settle();
          for (const request of server.open()) {
            const { auth } = request.body;
            await request.answer(server.answerTo(request, auth === undefined ? "right" : "notYet"));
          }
        };
        void run.submitAccount(alice);
        for (let turn = 0; turn < 3; turn += 1) await answer();
        expect(now()).toMatchObject({ status: "stage", stage: { polling: "active" } });

        for (const { act, times, every } of script) {
          for (let done = 0; done < times; done += 1) {
            act.on(run);
            await answer();
            await time.passSlowly(every, answer);
          }
        }
        expectSparse(looks);
        expect(server.wrong).toEqual([]);
        run.dispose();
      },
    ),
    { numRuns: runs(40) },
  );
}, 120_000);

const dance = "org.example.dance";

function expectSparse(looks: readonly number[]): void {
  for (const [index, at] of looks.entries()) {
    const before = looks[index - 1] ?? -Infinity;
    expect(at - before, "since the last poll").toBeGreaterThanOrEqual(3_000);
    const since = looks.slice(0, index + 1).filter((each) => each > at - 30 * 60_000);
    expect(since.length, "in half an hour").toBeLessThanOrEqual(70);
  }
}

/** A registration on a homeserver that keeps the rules of its flows, where it is let. */
function begin(flows: readonly (readonly string[])[]) {
  const server = heldHomeserver();
  const completed = new Set<string>();
  /** By `sid`, the address that a message was sent to. */
  const addresses = new Map<string, string>();
  /** When it was looked by itself whether a stage was done elsewhere. */
  const looks: number[] = [];
  /** What is not as it must be when a request is sent. */
  const wrong: string[] = [];
  const fetch: typeof server.fetch = (url, init) => {
    const answer = server.fetch(url, init);
    const request = server.requests.at(-1);
    if (request !== undefined) wrong.push(...faultsOf(request));
    return answer;
  };
  const { events, ...rest } = registrationOn(
    { fetch },
    { supportedStages: [...builtInStages, quiz], formStages: [quiz] },
  );

  function faultsOf(request: HeldRequest): readonly string[] {
    const faults: string[] = [];
    if (isRegistration(request) && !browser.isOnline()) faults.push("sent without a connection");
    const { threepid_creds: creds } = (request.body["auth"] ?? {}) as {
      threepid_creds?: { sid: string };
    };
    const shown = addressShown(rest.now());
    if (creds !== undefined && addresses.get(creds.sid) !== shown) {
      faults.push(`the check of ${addresses.get(creds.sid)} was sent for ${shown}`);
    }
    const sent = events.at(-1);
    if (sent?.type === "sent" && sent.purpose === "poll") {
      looks.push(rest.time.clock.now());
      if (!browser.isSeen()) faults.push("looked while nobody is there");
    }
    return faults;
  }

  function answerTo(request: HeldRequest, reply: Reply): Answer {
    const { path, body } = request;
    if (reply !== "right" && reply !== "notYet") return reply;
    if (path.endsWith("/validity")) return { status: 200, body: { valid: reply === "right" } };
    if (path.endsWith("/submit_token"))
      return { status: 200, body: { success: reply === "right" } };
    if (path.endsWith("/requestToken")) {
      const { email: address, country, phone_number: number } = body as Record<string, string>;
      const sid = `canary-sid-${addresses.size}`;
      addresses.set(sid, address ?? `${country} ${number}`);
      return { status: 200, body: { sid } };
    }
    const { type } = (body["auth"] ?? {}) as { type?: string };
    if (body["auth"] === undefined) completed.clear();
    if (type !== undefined && reply === "right") completed.add(type);
    const isDone =
      body["auth"] !== undefined &&
      reply === "right" &&
      flows.some((flow) => flow.every((stage) => completed.has(stage)));
    return isDone ? success : challenge(flows, { session: uiaSession, completed: [...completed] });
  }

  return { server: { ...server, answerTo, wrong }, looks, events, ...rest };
}

function addressShown(snapshot: Snapshot): string | undefined {
  return snapshot.status === "stage" ? snapshot.stage.validation?.address : undefined;
}

/** What is said to be going on is going on, so that it has an end; what waits is waited for. */
function expectNotStuck(now: Snapshot, open: readonly HeldRequest[], timers: number): void {
  const asks = open.filter((request) => !request.path.endsWith("/requestToken"));
  if (now.activity === "sending" || now.cancelling) expect(asks, now.activity).toHaveLength(1);
  if (now.activity === "checking") expect(asks.length + timers).toBeGreaterThan(0);
  if (now.activity === "paused") expect(now.pause).not.toBeNull();
  if (now.status !== "stage") return;
  const { validation, polling } = now.stage;
  if (validation?.step === "sending") expect(open.length, "a message").toBeGreaterThan(0);
  if (polling === "active" && now.activity === "idle" && browser.isSeen()) {
    expect(asks.length + timers, "a poll").toBeGreaterThan(0);
  }
}
