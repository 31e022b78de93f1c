// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import type { ResumeStorage } from "../../../src/uia/run/registrationOptions.js";
import { heldHomeserver, settle } from "../heldHomeserver.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  acceptedPrivacy,
  challenge,
  dummy,
  email,
  msisdn,
  refusal,
  success,
  terms,
  termsParams,
} from "../scriptedHomeserver.js";

const quiz = "org.example.dance";
const flowsOf = (...flows: string[][]) => ({
  flows,
  params: flows.flat().includes(terms) ? termsParams : {},
});
const sidOf = (sid: string) => ({ status: 200, body: { sid } }) as const;
const oldAddress = { ...alice, email: "old@example.org" };
const newAddress = { ...alice, email: "new@example.org" };
const unknownSession = refusal(400, "M_UNKNOWN", { error: "Unknown session ID: s1" });
const pending = (flow: string[], ...completed: string[]) =>
  challenge([flow], {
    completed,
    errcode: "M_UNAUTHORIZED",
    error: "Unable to get validated threepid",
  });
const credsOf = ({ body }: { body: Record<string, unknown> }) =>
  (body["auth"] as { threepid_creds?: { sid?: string } } | undefined)?.threepid_creds?.sid;

function at(snapshot: Snapshot, type: string) {
  expect(snapshot).toMatchObject({ status: "stage", stage: { type } });
  return snapshot as Extract<Snapshot, { status: "stage" }>;
}

/** A registration that waits for the mail to old@example.org to be opened. */
async function waitingForMail(flow: string[] = [email, dummy], flows: string[][] = [flow]) {
  const server = heldHomeserver();
  const made = registrationOn(server, { flows: flowsOf(...flows) });
  void made.run.submitAccount(oldAddress);
  await (await server.request(1)).answer(challenge(flows));
  await (await server.request(2)).answer(sidOf("old-sid"));
  expect(at(made.now(), email).stage.validation?.step).toBe("sent");
  return { server, ...made };
}

/** The same, while it is being looked whether the link was opened. */
async function looking(flow?: string[], flows?: string[][]) {
  const made = await waitingForMail(flow, flows);
  made.time.pass(5_000);
  const look = await made.server.request(3);
  expect(look.body["auth"]).toMatchObject({ type: email });
  return { ...made, look };
}

describe("an answer about a message that comes late", () => {
  /** Two mails on their way: to the old address, left by a Cancel, and to the new one. */
  async function twoMailsAsked(options: { storage?: ResumeStorage } = {}) {
    const server = heldHomeserver();
    const made = registrationOn(server, {
      flows: flowsOf([email, dummy]),
      ...(options.storage && { resume: true, storage: options.storage }),
    });
    void made.run.submitAccount(oldAddress);
    await (await server.request(1)).answer(challenge([[email, dummy]]));
    const old = await server.request(2);
    made.run.cancel();
    expect(made.now().status).toBe("account");
    void made.run.submitAccount(newAddress);
    const newer = await server.request(3);
    expect(newer.body).toMatchObject({ email: "new@example.org" });
    return { server, old, newer, ...made };
  }

  it("is not taken for one about the address that is shown", async () => {
    const { old, newer, server, time, now } = await twoMailsAsked();
    await newer.answer(sidOf("new-sid"));
    await old.answer(sidOf("old-sid"));
    expect(at(now(), email).stage.validation).toMatchObject({
      step: "sent",
      address: "new@example.org",
    });
    time.pass(5_000);
    expect(credsOf(await server.request(4))).toBe("new-sid");
  });

  it("does not end the waiting for the newer one", async () => {
    const { old, newer, now } = await twoMailsAsked();
    await old.answer(sidOf("old-sid"));
    expect(at(now(), email).stage.validation?.step).toBe("sending");
    await newer.answer(sidOf("new-sid"));
    expect(at(now(), email).stage.validation?.step).toBe("sent");
  });

  it("and refuses the old address says nothing of the new one", async () => {
    const { old, newer, now } = await twoMailsAsked();
    await newer.answer(sidOf("new-sid"));
    await old.answer(refusal(400, "M_THREEPID_IN_USE"));
    expect(at(now(), email)).toMatchObject({
      problem: null,
      stage: { validation: { step: "sent", address: "new@example.org" } },
    });
  });

  it("is not what a reload goes on with", async () => {
    const kept = new Map<string, string>();
    const storage: ResumeStorage = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
    const { old, newer } = await twoMailsAsked({ storage });
    await newer.answer(sidOf("new-sid"));
    await old.answer(sidOf("old-sid"));
    const record = [...kept.values()].join();
    expect(record).toContain("new-sid");
    expect(record).not.toContain("old-sid");
  });

  it("and refuses does not take the user out of the account form", async () => {
    const { run, server, now } = await waitingForMail();
    run.changeAnswer("email");
    run.submitStage({ address: "new@example.org" });
    const asked = await server.request(3);
    run.cancel();
    expect(now().status).toBe("account");
    await asked.answer(refusal(400, "M_THREEPID_IN_USE"));
    expect(now().status).toBe("account");
  });

  it("and refuses does not disturb another stage's request", async () => {
    const flows = [[email], [dummy]];
    const { run, server, time, now, handed } = await waitingForMail([email], flows);
    expect(time.pending()).toHaveLength(1);
    run.changeAnswer("email");
    run.submitStage({ address: "new@example.org" });
    const asked = await server.request(3);
    run.chooseFlow([dummy]);
    const last = await server.request(4);
    await asked.answer(refusal(400, "M_THREEPID_IN_USE"));
    expect(now().activity).toBe("sending");
    await last.answer(success);
    expect(now().status).toBe("done");
    expect(handed).toHaveLength(1);
  });

  it("is not requested twice when the user returns to the same address", async () => {
    const server = heldHomeserver();
    const { run, now } = registrationOn(server, { flows: flowsOf([email, dummy]) });
    void run.submitAccount(oldAddress);
    await (await server.request(1)).answer(challenge([[email, dummy]]));
    const asked = await server.request(2);
    run.cancel();
    void run.submitAccount(oldAddress);
    await settle();
    expect(server.messages()).toHaveLength(1);
    await asked.answer(sidOf("old-sid"));
    expect(at(now(), email).stage.validation?.step).toBe("sent");
  });
});

describe("while a poll is in flight", () => {
  it("a message that is refused does not lose the account it finds", async () => {
    const { run, server, time, now, handed } = await waitingForMail([email]);
    time.pass(26_000);
    const look = await server.request(3);
    time.pass(5_000);
    run.resend();
    await (await server.request(4)).answer(
      refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 60_000 }),
    );
    window.dispatchEvent(new Event("focus"));
    await settle();
    expect(server.mostRegistrations()).toBe(1);
    await look.answer(success);
    expect(now().status).toBe("done");
    expect(handed).toHaveLength(1);
  });

  it("an address that is none does not lose the account it finds", async () => {
    const { run, look, now, handed } = await looking([email]);
    run.changeAnswer("email");
    run.submitStage({ address: "nonsense" });
    expect(at(now(), email).problem?.code).toBe("emailMalformed");
    await look.answer(success);
    expect(now().status).toBe("done");
    expect(handed).toHaveLength(1);
  });

  it("the same address sends no second request", async () => {
    const { run, server, look, now } = await looking([email]);
    run.changeAnswer("email");
    run.submitStage({ address: "old@example.org" });
    await settle();
    expect(at(now(), email).stage.validation?.step).toBe("sent");
    expect(server.mostRegistrations()).toBe(1);
    await look.answer(success);
    expect(now().status).toBe("done");
  });

  it("another flow begins when the poll has ended, and words say so meanwhile", async () => {
    const flows = [
      [email, dummy],
      [msisdn, dummy],
    ];
    const { run, server, look, now } = await looking([email, dummy], flows);
    run.chooseFlow([msisdn, dummy]);
    expect(now().activity).toBe("sending");
    expect(server.mostRegistrations()).toBe(1);
    await look.answer(challenge(flows, { errcode: "M_UNAUTHORIZED", error: "Not validated" }));
    expect(at(now(), msisdn)).toMatchObject({ activity: "idle", problem: null });
  });

  it("another flow begins when the poll's answer was lost", async () => {
    const flows = [
      [email, dummy],
      [msisdn, dummy],
    ];
    const { run, look, now } = await looking([email, dummy], flows);
    run.chooseFlow([msisdn, dummy]);
    await look.answer("cut");
    await vi.waitFor(() => at(now(), msisdn));
  });

  it("Cancel shows that it waits for the poll's end", async () => {
    const { run, look, now } = await looking();
    run.cancel();
    expect(now()).toMatchObject({ status: "stage", activity: "sending", cancelling: true });
    await look.answer(pending([email, dummy]));
    expect(now()).toMatchObject({ status: "account", activity: "idle", problems: [] });
  });

  it("a press of check now does not undo Cancel", async () => {
    const { run, look, now } = await looking();
    run.cancel();
    run.checkNow();
    await look.answer(pending([email, dummy]));
    expect(now().status).toBe("account");
  });

  it("a press of check now is answered when the poll has ended", async () => {
    const { run, server, look, now } = await looking();
    run.checkNow();
    expect(now().activity).toBe("sending");
    await settle();
    expect(server.requests).toHaveLength(3);
    await look.answer(pending([email, dummy]));
    expect(at(now(), email)).toMatchObject({
      activity: "idle",
      problem: { code: "notOpenedYet" },
    });
  });

  it("a message that comes goes on being waited for", async () => {
    const { run, server, time, now } = await waitingForMail();
    time.pass(26_000);
    const look = await server.request(3);
    time.pass(5_000);
    run.resend();
    await (await server.request(4)).answer(sidOf("old-sid-2"));
    expect(at(now(), email).stage.validation?.step).toBe("sent");
    expect(server.mostRegistrations()).toBe(1);
    await look.answer(pending([email, dummy]));
    expect(time.pending()).toHaveLength(1);
    time.pass(30_000);
    expect(credsOf(await server.request(5))).toBe("old-sid-2");
  });

  it("a new address gets its mail, and its polls after this one", async () => {
    const { run, server, look, time, now } = await looking();
    run.changeAnswer("email");
    run.submitStage({ address: "new@example.org" });
    await (await server.request(4)).answer(sidOf("new-sid"));
    await look.answer(pending([email, dummy]));
    expect(at(now(), email)).toMatchObject({
      problem: null,
      stage: { validation: { step: "sent" } },
    });
    time.pass(30_000);
    expect(credsOf(await server.request(5))).toBe("new-sid");
  });

  it("the old address counting does not make the account with it once a new one was given", async () => {
    const { run, server, look, time, now } = await looking();
    run.changeAnswer("email");
    run.submitStage({ address: "new@example.org" });
    await (await server.request(4)).answer(sidOf("new-sid"));
    await look.answer(challenge([[email, dummy]], { completed: [email] }));
    const next = await server.request(5);
    expect(next.body["auth"]).toBeUndefined();
    await next.answer(challenge([[email, dummy]], { session: "s2" }));
    time.pass(5_000);
    expect(credsOf(await server.request(6))).toBe("new-sid");
    expect(at(now(), email).stage.validation?.address).toBe("new@example.org");
  });
});

describe("a session that is lost during a poll", () => {
  it("is begun again unseen, stage by stage, without a word about a link", async () => {
    const flow = [terms, email, dummy];
    const server = heldHomeserver();
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    void run.submitAccount({ ...oldAddress, acceptedPolicies: [acceptedPrivacy] });
    await (await server.request(1)).answer(challenge([flow]));
    await (await server.request(2)).answer(challenge([flow], { completed: [terms] }));
    await (await server.request(3)).answer(sidOf("old-sid"));
    time.pass(5_000);
    await (await server.request(4)).answer(unknownSession);
    const fresh = await server.request(5);
    expect(fresh.body["auth"]).toBeUndefined();
    await fresh.answer(challenge([flow], { session: "s2" }));
    const again = await server.request(6);
    expect(again.body["auth"]).toEqual({ type: terms, session: "s2" });
    await again.answer(challenge([flow], { session: "s2", completed: [terms] }));
    time.pass(5_000);
    const look = await server.request(7);
    expect(look.body["auth"]).toMatchObject({ type: email, session: "s2" });
    expect(at(now(), email).problem).toBeNull();
    expect(server.messages()).toHaveLength(1);
  });

  it("says that the homeserver's own page is to be opened anew", async () => {
    const flow = [quiz, dummy];
    const server = heldHomeserver();
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    void run.submitAccount(alice);
    await (await server.request(1)).answer(challenge([flow]));
    time.pass(5_000);
    await (await server.request(2)).answer(unknownSession);
    await (await server.request(3)).answer(challenge([flow], { session: "s2" }));
    expect(at(now(), quiz)).toMatchObject({ activity: "idle", problem: { code: "pageOutdated" } });
    expect(run.fallbackUrl()).toContain("session=s2");
    // Looks go on, in the new session, and do not take the words away.
    time.pass(5_000);
    const look = await server.request(4);
    expect(look.body["auth"]).toEqual({ session: "s2" });
    await look.answer(challenge([flow], { session: "s2" }));
    expect(at(now(), quiz).problem?.code).toBe("pageOutdated");
  });
});

describe("Cancel while a code is checked", () => {
  const flow = [msisdn, dummy];
  async function codeOnItsWay() {
    const server = heldHomeserver();
    const made = registrationOn(server, { flows: flowsOf(flow) });
    void made.run.submitAccount({ ...alice, phone: { country: "GB", number: "07700900111" } });
    await (await server.request(1)).answer(challenge([flow]));
    const submit_url = "https://hs.test/submit";
    await (await server.request(2)).answer({ status: 200, body: { sid: "sid1", submit_url } });
    made.run.submitStage({ code: "123456" });
    const code = await server.request(3);
    made.run.cancel();
    return { server, code, ...made };
  }

  it.each([
    ["right", { status: 200, body: { success: true } }],
    ["wrong", { status: 200, body: { success: false } }],
    ["refused", refusal(400, "M_TOKEN_INCORRECT")],
    ["lost", "cut"],
  ] as const)("leads back to the account form when it was %s", async (_, answer) => {
    const { code, server, now } = await codeOnItsWay();
    expect(now()).toMatchObject({ activity: "sending", cancelling: true });
    await code.answer(answer);
    expect(now()).toMatchObject({ status: "account", activity: "idle", problems: [] });
    expect(server.requests).toHaveLength(3);
  });
});

describe("a registration that is disposed while its first request is in flight", () => {
  it.each([
    ["asks for no mail", [email, dummy]],
    ["does no stage by itself", [dummy]],
  ])("%s", async (_, flow) => {
    const server = heldHomeserver();
    const { run } = registrationOn(server, { flows: flowsOf(flow) });
    void run.submitAccount(oldAddress);
    const first = await server.request(1);
    run.dispose();
    await first.answer(challenge([flow]));
    await settle();
    expect(server.requests).toHaveLength(1);
    await expect(run.result).rejects.toThrow();
  });

  it("still learns what became of its last one", async () => {
    const server = heldHomeserver();
    const { run, time, handed } = registrationOn(server, { flows: flowsOf([dummy]) });
    void run.submitAccount(alice);
    await (await server.request(1)).answer(challenge([[dummy]]));
    const last = await server.request(2);
    run.dispose();
    await last.answer("cut");
    time.pass(1_000);
    await (await server.request(3)).answer(success);
    expect(handed).toMatchObject([{ account: { userId: "@alice:hs.test" } }]);
  });
});
