// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../../src/uia/machine/types.js";
import { heldHomeserver } from "../../heldHomeserver.js";
import { alice, registrationOn } from "../../registrationOn.js";
import {
  acceptedPrivacy,
  challenge,
  dummy,
  email,
  recaptcha,
  refusal,
  scriptedHomeserver,
  success,
  terms,
  termsParams,
} from "../../scriptedHomeserver.js";

const pledge = "org.example.pledge";
const withKey = { [recaptcha]: { public_key: "key" } };

function at(snapshot: Snapshot, type: string) {
  expect(snapshot).toMatchObject({ status: "stage", stage: { type } });
  return snapshot as Extract<Snapshot, { status: "stage" }>;
}

describe("an answer to a stage", () => {
  it("goes with its stage and with no other", async () => {
    const flow = [recaptcha, terms, dummy];
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [recaptcha] }),
      challenge([flow], { completed: [recaptcha, terms] }),
      success,
    );
    const params = { ...withKey, ...termsParams };
    const { run, now } = registrationOn(server, { flows: { flows: [flow], params } });
    await run.submitAccount({ ...alice, acceptedPolicies: [acceptedPrivacy] });
    run.submitStage({ response: "good for one use" });
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests.map(({ body }) => body["auth"])).toEqual([
      undefined,
      { type: recaptcha, response: "good for one use", session: "s1" },
      { type: terms, session: "s1" },
      { type: dummy, session: "s1" },
    ]);
  });

  it("may have no keys", async () => {
    const flow = [pledge, dummy];
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [pledge] }),
      success,
    );
    const { run, now } = registrationOn(server, {
      flows: { flows: [flow], params: {} },
      supportedStages: [pledge, dummy],
    });
    await run.submitAccount(alice);
    run.submitStage({});
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[1]?.body["auth"]).toEqual({ type: pledge, session: "s1" });
  });
});

describe("a captcha that was answered here after its own page was opened", () => {
  const flow = [recaptcha, dummy];
  async function answered() {
    const server = heldHomeserver();
    const made = registrationOn(server, { flows: { flows: [flow], params: withKey } });
    void made.run.submitAccount(alice);
    await (await server.request(1)).answer(challenge([flow]));
    made.run.openFallback("link");
    made.run.submitStage({ response: "solved here" });
    return { server, ...made };
  }

  it("is told as refused", async () => {
    const { server, now } = await answered();
    const refused = { completed: [], errcode: "M_UNAUTHORIZED", error: "Captcha failed" };
    await (await server.request(2)).answer(challenge([flow], refused));
    expect(at(now(), recaptcha).problem?.code).toBe("captchaRefused");
  });

  it("is asked for anew when it was lost", async () => {
    const { server, time, now } = await answered();
    await (await server.request(2)).answer("cut");
    time.pass(1_000);
    await (await server.request(3)).answer(challenge([flow]));
    expect(at(now(), recaptcha)).toMatchObject({
      activity: "idle",
      problem: { code: "notReceived" },
    });
  });

  it.each([
    ["refused", 2],
    ["lost", 3],
  ])("counts when it is done on that page after all, though it was %s here", async (how, last) => {
    const { server, time, now } = await answered();
    if (how === "lost") {
      await (await server.request(2)).answer("cut");
      time.pass(1_000);
    }
    await (await server.request(last)).answer(challenge([flow], { errcode: "M_UNAUTHORIZED" }));
    time.pass(30_000);
    const look = await server.request(last + 1);
    expect(look.body["auth"]).toEqual({ session: "s1" });
    await look.answer(challenge([flow], { completed: [recaptcha] }));
    await (await server.request(last + 2)).answer(success);
    expect(now().status).toBe("done");
  });
});

describe("an address that is corrected after it was confirmed", () => {
  const flow = [email, dummy];
  async function confirmedButNameTaken() {
    const server = heldHomeserver();
    const made = registrationOn(server, { flows: { flows: [flow], params: {} } });
    void made.run.submitAccount({ ...alice, email: "old@example.org" });
    await (await server.request(1)).answer(challenge([flow]));
    await (await server.request(2)).answer({ status: 200, body: { sid: "old-sid" } });
    made.time.pass(5_000);
    await (await server.request(3)).answer(challenge([flow], { completed: [email] }));
    await (await server.request(4)).answer(refusal(400, "M_USER_IN_USE"));
    expect(made.now().status).toBe("account");
    return { server, ...made };
  }

  it.each([
    ["with another name", "bob"],
    ["alone", "alice"],
  ])("%s begins a new session, in which the new one is confirmed", async (_, username) => {
    const { run, server, time, now } = await confirmedButNameTaken();
    void run.submitAccount({ ...alice, username, email: "new@example.org" });
    const fresh = await server.request(5);
    expect(fresh.body["auth"]).toBeUndefined();
    await fresh.answer(challenge([flow], { session: "s2" }));
    const message = await server.request(6);
    expect(message.body).toMatchObject({ email: "new@example.org" });
    await message.answer({ status: 200, body: { sid: "new-sid" } });
    time.pass(5_000);
    expect((await server.request(7)).body["auth"]).toMatchObject({
      session: "s2",
      threepid_creds: { sid: "new-sid" },
    });
    expect(at(now(), email).stage.validation?.address).toBe("new@example.org");
  });

  it("and not corrected, goes on in its session", async () => {
    const { run, server } = await confirmedButNameTaken();
    void run.submitAccount({ ...alice, username: "bob", email: "old@example.org" });
    expect((await server.request(5)).body["auth"]).toEqual({ session: "s1" });
  });
});
