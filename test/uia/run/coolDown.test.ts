// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { heldHomeserver } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import { type Answer, challenge, dummy, email, refusal } from "../scriptedHomeserver.js";

const flow = [email, dummy];
const sid = { status: 200, body: { sid: "sid1" } } as const;
const first = { ...alice, email: "a@example.org" };

function at(snapshot: Snapshot) {
  expect(snapshot).toMatchObject({ status: "stage", stage: { type: email } });
  return snapshot as Extract<Snapshot, { status: "stage" }>;
}

/** A registration at the mail's stage, whose first request for a mail was answered. */
async function asked(answer: Answer = sid) {
  const server = heldHomeserver();
  const made = registrationOn(server, { flows: { flows: [flow], params: {} } });
  void made.run.submitAccount(first);
  await (await server.request(1)).answer(challenge([flow]));
  await (await server.request(2)).answer(answer);
  const mails = () => server.messages().map(({ body }) => String(body["email"]));
  /** The newest mail is sent. */
  const sent = async (reply: Answer = sid) => {
    await server.messages().at(-1)?.answer(reply);
  };
  /** Another address is given in the stage. */
  const change = async (address: string) => {
    const before = server.messages().length;
    made.run.changeAnswer("email");
    made.run.submitStage({ address });
    if (server.messages().length > before) await sent();
  };
  return { server, mails, sent, change, ...made };
}

beforeEach(() => {
  // The tab is hidden, so that nothing is polled for.
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  return () => {
    vi.restoreAllMocks();
  };
});

describe("another mail", () => {
  it("has to wait 30 s, 60 s, and 120 s from then on", async () => {
    const { run, sent, mails, time, now } = await asked();
    for (const [index, seconds] of [30, 60, 120, 120].entries()) {
      expect(at(now()).stage.validation?.resendAt).toBe(time.clock.now() + seconds * 1000);
      time.pass(seconds * 1000 - 1);
      run.resend();
      expect(mails()).toHaveLength(index + 1);
      time.pass(1);
      run.resend();
      expect(mails()).toHaveLength(index + 2);
      await sent();
    }
  });

  it("is not had sooner by a limit that is shorter", async () => {
    const { run, sent, time, now } = await asked();
    const { resendAt } = at(now()).stage.validation ?? {};
    run.changeAnswer("email");
    run.submitStage({ address: "b@example.org" });
    await sent(refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 1_000 }));
    expect(at(now()).problem).toMatchObject({ retryAt: time.clock.now() + 1_000 });
    time.pass(2_000);
    run.submitStage({ address: "a@example.org" });
    expect(at(now()).stage.validation).toMatchObject({ step: "sent", resendAt });
  });

  it("waits for as long as the homeserver says, if that is longer", async () => {
    const { run, sent, mails, time, now } = await asked();
    time.pass(30_000);
    run.resend();
    await sent(refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 333_000 }));
    expect(at(now())).toMatchObject({
      problem: { code: "rateLimited" },
      stage: { validation: { step: "sent", resendAt: time.clock.now() + 333_000 } },
    });
    time.pass(332_999);
    run.resend();
    expect(mails()).toHaveLength(2);
  });

  it("is not had sooner by leaving the stage and coming back", async () => {
    const limit = refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 333_000 });
    const { run, mails, time, now } = await asked(limit);
    const retryAt = time.clock.now() + 333_000;
    run.cancel();
    await run.submitAccount(first);
    expect(at(now())).toMatchObject({
      problem: { code: "rateLimited", field: "email", retryAt },
      stage: { validation: { step: "address" } },
    });
    run.cancel();
    await run.submitAccount({ ...first, email: "b@example.org" });
    expect(mails()).toEqual(["a@example.org"]);
    time.pass(333_000);
    run.submitStage({ address: "b@example.org" });
    expect(mails()).toEqual(["a@example.org", "b@example.org"]);
  });
});

describe("another address", () => {
  it("has its mail at once, as a slip is corrected", async () => {
    const { mails, change, now } = await asked();
    await change("b@example.org");
    expect(mails()).toEqual(["a@example.org", "b@example.org"]);
    expect(at(now()).stage.validation).toMatchObject({ step: "sent", address: "b@example.org" });
  });

  it("to and fro brings no more mails, and the first one still counts", async () => {
    const { server, run, mails, change, now } = await asked();
    await change("b@example.org");
    for (const address of ["a@example.org", "b@example.org", "a@example.org"]) {
      await change(address);
      expect(at(now()).stage.validation).toMatchObject({ step: "sent", address });
    }
    expect(mails()).toEqual(["a@example.org", "b@example.org"]);
    run.checkNow();
    expect((await server.request(4)).body["auth"]).toMatchObject({
      threepid_creds: { sid: "sid1" },
    });
  });

  it("after that one has to wait as well", async () => {
    const { run, mails, change, time, now } = await asked();
    await change("b@example.org");
    await change("c@example.org");
    expect(mails()).toHaveLength(2);
    const retryAt = time.clock.now() + 60_000;
    expect(at(now()).problem).toMatchObject({ code: "rateLimited", retryAt });
    time.pass(60_000);
    run.submitStage({ address: "c@example.org" });
    expect(mails()).toEqual(["a@example.org", "b@example.org", "c@example.org"]);
  });
});
