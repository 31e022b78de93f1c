import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { type HeldRequest, heldHomeserver } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import { challenge, dummy, email, refusal } from "../scriptedHomeserver.js";

const flow = [email, dummy];
const address = "alice@example.org";
const sidOf = (sid: string) => ({ status: 200, body: { sid } }) as const;
const input = { ...alice, email: address };

/** The proof that a poll shows. */
function proofOf({ body }: HeldRequest): unknown {
  return (body["auth"] as { threepid_creds?: unknown } | undefined)?.threepid_creds;
}

function stepOf(now: Snapshot): string | undefined {
  return now.status === "stage" ? now.stage.validation?.step : now.status;
}

/** A registration at its mail, the first of which is still to be answered. */
async function mailAsked() {
  const server = heldHomeserver();
  const made = registrationOn(server, { flows: { flows: [flow], params: {} } });
  void made.run.submitAccount(input);
  await (await server.request(1)).answer(challenge([flow]));
  return { server, first: await server.request(2), ...made };
}

describe("two mails to one address, with another one asked for in between", () => {
  async function askedTwice() {
    const made = await mailAsked();
    const { run, server } = made;
    run.cancel();
    void run.submitAccount({ ...alice, email: "other@example.org" });
    const other = await server.request(3);
    run.cancel();
    void run.submitAccount(input);
    return { ...made, other, newest: await server.request(4) };
  }

  it.each([
    ["in order", ["first", "other", "newest"]],
    ["the newest first", ["newest", "first", "other"]],
    ["the newest in between", ["other", "newest", "first"]],
  ] as const)("the proof is that of the newest, answered %s", async (_, order) => {
    const made = await askedTwice();
    for (const name of order) await made[name].answer(sidOf(`${name}-sid`));
    expect(stepOf(made.now())).toBe("sent");
    made.time.pass(5_000);
    expect(proofOf(await made.server.request(5))).toMatchObject({ sid: "newest-sid" });
  });
});

describe("a mail that was asked for before a failure", () => {
  /** The registration has failed while a second mail was on its way. */
  async function failedMeanwhile() {
    const made = await mailAsked();
    const { run, server, time, now } = made;
    await made.first.answer(sidOf("first-sid"));
    time.pass(26_000);
    const poll = await server.request(3);
    time.pass(5_000);
    run.resend();
    const late = await server.request(4);
    await poll.answer(refusal(403, "M_RESOURCE_LIMIT_EXCEEDED"));
    expect(now().status).toBe("failed");
    time.pass(300_000);
    return { ...made, late };
  }

  /** Begins anew with the same address, up to the request for its mail. */
  async function startAgain({ run, server, now }: Awaited<ReturnType<typeof failedMeanwhile>>) {
    const sent = server.requests.length;
    run.startAgain();
    expect(now().status).toBe("account");
    void run.submitAccount(input);
    await (await server.request(sent + 1)).answer(challenge([flow], { session: "s2" }));
    return server.request(sent + 2);
  }

  it.each(["before the new one", "while the new one is on its way", "after the new one"])(
    "is no proof in the new registration, nor counted there: it comes %s",
    async (when) => {
      const made = await failedMeanwhile();
      const { server, late, time, now } = made;
      if (when.startsWith("before")) await late.answer(sidOf("late-sid"));
      const fresh = await startAgain(made);
      expect(fresh.body["send_attempt"]).toBe(1);
      expect(fresh.body["client_secret"]).not.toBe(late.body["client_secret"]);
      if (when.startsWith("while")) {
        await late.answer(sidOf("late-sid"));
        expect(stepOf(now())).toBe("sending");
      }
      await fresh.answer(sidOf("fresh-sid"));
      if (when.startsWith("after")) await late.answer(sidOf("late-sid"));
      expect(stepOf(now())).toBe("sent");
      time.pass(5_000);
      const poll = await server.request(server.requests.length);
      const { client_secret } = fresh.body;
      expect(proofOf(poll)).toEqual({ sid: "fresh-sid", client_secret });
      // The next one of the new registration is its second, whatever came late.
      await poll.answer(challenge([flow], { session: "s2" }));
      time.pass(300_000);
      await (await server.request(server.requests.length)).answer(challenge([flow]));
      made.run.resend();
      const next = server.messages().at(-1);
      expect(next?.body).toMatchObject({ send_attempt: 2, client_secret });
    },
  );

  it("does not fail the new one by its refusal", async () => {
    const made = await failedMeanwhile();
    const fresh = await startAgain(made);
    await made.late.answer(refusal(400, "M_THREEPID_IN_USE"));
    expect(made.now()).toMatchObject({ status: "stage", problem: null });
    await fresh.answer(sidOf("fresh-sid"));
    expect(stepOf(made.now())).toBe("sent");
  });
});
