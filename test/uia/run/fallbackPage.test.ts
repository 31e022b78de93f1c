// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Snapshot } from "../../../src/uia/machine/types.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  challenge,
  dummy,
  email,
  msisdn,
  recaptcha,
  refusal,
  scriptedHomeserver,
  success,
  terms,
  termsParams,
} from "../scriptedHomeserver.js";

const quiz = "org.example.quiz";
const sid = { status: 200, body: { sid: "sid1" } } as const;
const flowsOf = (...flows: string[][]) => ({
  flows,
  params: flows.flat().includes(terms) ? termsParams : {},
});
const withEmail = { ...alice, email: "alice@example.org" };
const pending = (flow: string[], ...completed: string[]) =>
  challenge([flow], {
    completed,
    errcode: "M_UNAUTHORIZED",
    error: "Unable to get validated threepid",
  });

function at(snapshot: Snapshot, type: string) {
  expect(snapshot).toMatchObject({ status: "stage", stage: { type } });
  return snapshot as Extract<Snapshot, { status: "stage" }>;
}

let visibility: DocumentVisibilityState = "visible";

beforeEach(() => {
  visibility = "visible";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a mail", () => {
  const flow = [email, dummy];

  it("is requested once when its stage comes, and polled until the link was opened", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      sid,
      pending(flow),
      pending(flow),
      challenge([flow], { completed: [email] }),
      success,
    );
    const { run, time, now } = registrationOn(server, {
      flows: flowsOf(flow),
      nextLink: "https://app.test/",
    });
    await run.submitAccount(withEmail);
    expect(at(now(), email).stage.validation).toMatchObject({ step: "sending" });
    await vi.waitFor(() =>
      expect(at(now(), email).stage.validation).toMatchObject({
        step: "sent",
        address: "alice@example.org",
        resendAt: time.clock.now() + 30_000,
      }),
    );
    const asked = server.requests[1];
    expect(asked?.path).toBe("/_matrix/client/v3/register/email/requestToken");
    expect(asked?.body).toEqual({
      email: "alice@example.org",
      client_secret: expect.stringMatching(/^[0-9a-zA-Z._]{43}$/) as string,
      send_attempt: 1,
      next_link: "https://app.test/",
    });
    expect(time.pending()).toEqual([5_000]);
    time.pass(5_000);
    expect(now().activity).toBe("idle");
    await vi.waitFor(() => expect(time.pending()).toEqual([5_500]));
    expect(at(now(), email).problem).toBeNull();
    time.pass(5_500);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(30_000);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[2]?.body).toEqual({
      ...server.requests[0]?.body,
      auth: {
        type: email,
        session: "s1",
        threepid_creds: { sid: "sid1", client_secret: asked?.body["client_secret"] },
      },
    });
    expect(server.mostInFlight()).toBe(1);
    expect(time.pending()).toEqual([]);
  });

  it("never comes before its stage", async () => {
    const all = [recaptcha, terms, email];
    const server = scriptedHomeserver(challenge([all]));
    const { run, now } = registrationOn(server, { flows: flowsOf(all) });
    await run.submitAccount({
      ...withEmail,
      acceptedPolicies: [
        { id: "privacy", version: "1", language: "en", url: "https://hs.test/privacy" },
      ],
    });
    at(now(), recaptcha);
    expect(server.requests).toHaveLength(1);
  });

  it("is not polled while the tab is hidden, and at once when the user is back", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      sid,
      challenge([flow], { completed: [email] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    visibility = "hidden";
    time.pass(600_000);
    expect(server.requests).toHaveLength(2);
    visibility = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    await vi.waitFor(() => expect(now().status).toBe("done"));
    window.dispatchEvent(new Event("focus"));
    expect(server.requests).toHaveLength(4);
  });

  it("is polled at most 70 times, within about half an hour, and then by the button", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      sid,
      ...Array.from({ length: 71 }, () => pending(flow)),
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    const began = time.clock.now();
    for (let polls = 0; polls < 70; polls += 1) {
      await vi.waitFor(() => expect(time.pending()).toHaveLength(1), { interval: 1 });
      expect(time.pending()[0]).toBeGreaterThanOrEqual(5_000);
      expect(time.pending()[0]).toBeLessThanOrEqual(30_000);
      time.pass(time.pending()[0] ?? 0);
    }
    await vi.waitFor(() => expect(server.requests).toHaveLength(72));
    expect(time.clock.now() - began).toBeGreaterThan(25 * 60_000);
    expect(time.clock.now() - began).toBeLessThan(35 * 60_000);
    time.pass(3_600_000);
    window.dispatchEvent(new Event("focus"));
    expect(server.requests).toHaveLength(72);
    expect(at(now(), email).stage.validation?.isLate).toBe(true);
    run.checkNow();
    await vi.waitFor(() => expect(at(now(), email).problem?.code).toBe("notOpenedYet"));
  }, 20_000);

  it("reports that it is not confirmed yet, when the user asks", async () => {
    const server = scriptedHomeserver(challenge([flow]), sid, pending(flow));
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    run.checkNow();
    expect(now().activity).toBe("sending");
    await vi.waitFor(() => expect(at(now(), email).problem?.code).toBe("notOpenedYet"));
    expect(time.pending()).toHaveLength(1);
  });

  it("is sent again by a click, after a while, with a higher number", async () => {
    const server = scriptedHomeserver(challenge([flow]), sid, {
      status: 200,
      body: { sid: "sid2" },
    });
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(at(now(), email).stage.validation?.step).toBe("sent"));
    visibility = "hidden";
    time.pass(29_999);
    run.resend();
    expect(server.requests).toHaveLength(2);
    time.pass(1);
    run.resend();
    await vi.waitFor(() =>
      expect(at(now(), email).stage.validation).toMatchObject({
        step: "sent",
        resendAt: time.clock.now() + 60_000,
      }),
    );
    expect(server.requests[2]?.body).toMatchObject({
      send_attempt: 2,
      client_secret: server.requests[1]?.body["client_secret"],
    });
  });

  it.each([
    [refusal(400, "M_THREEPID_IN_USE"), "emailInUse"],
    [refusal(403, "M_THREEPID_DENIED"), "emailRefused"],
    [refusal(400, "M_UNKNOWN", { error: "Unable to parse email address" }), "emailMalformed"],
    [
      refusal(400, "M_UNKNOWN", {
        error: "Email-based registration has been disabled on this server",
      }),
      "emailUnsupported",
    ],
    [refusal(500, "M_UNKNOWN"), "messageInDoubt"],
    ["cut" as const, "messageInDoubt"],
  ])("%j is told in the stage: %s, and another address goes on there", async (answer, code) => {
    const server = scriptedHomeserver(challenge([flow]), answer, sid);
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(at(now(), email).problem?.code).toBe(code));
    expect(at(now(), email).stage.validation?.step).toBe("address");
    run.submitStage({ address: "bob@example.org" });
    await vi.waitFor(() =>
      expect(at(now(), email)).toMatchObject({
        problem: null,
        stage: { validation: { step: "sent", address: "bob@example.org" } },
      }),
    );
    // What was not sent, or not known to be, does not count.
    expect(server.requests[2]?.body["send_attempt"]).toBe(1);
  });

  it("that is limited waits for the time the homeserver asks for", async () => {
    const limit = refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 333_000 });
    const server = scriptedHomeserver(challenge([flow]), limit, sid);
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    const until = time.clock.now() + 333_000;
    await vi.waitFor(() =>
      expect(at(now(), email).problem).toMatchObject({ code: "rateLimited", retryAt: until }),
    );
    run.submitStage({ address: "alice@example.org" });
    expect(server.requests).toHaveLength(2);
    visibility = "hidden";
    time.pass(333_000);
    run.submitStage({ address: "alice@example.org" });
    await vi.waitFor(() => expect(at(now(), email).stage.validation?.step).toBe("sent"));
  });

  it("goes to another address without leaving the stage, even during a poll", async () => {
    const server = scriptedHomeserver(challenge([flow]), sid, pending(flow), {
      status: 200,
      body: { sid: "sid2" },
    });
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(5_000);
    run.changeAnswer("email");
    expect(at(now(), email).stage.validation).toMatchObject({
      step: "address",
      address: "alice@example.org",
    });
    await vi.waitFor(() => expect(server.requests).toHaveLength(3));
    run.submitStage({ address: "not an address" });
    expect(at(now(), email).problem?.code).toBe("emailMalformed");
    run.submitStage({ address: "bob@example.org" });
    await vi.waitFor(() => expect(at(now(), email).stage.validation?.step).toBe("sent"));
    expect(server.requests[3]?.body).toMatchObject({ email: "bob@example.org", send_attempt: 2 });
  });

  it("to an address that is in use by now asks for another address", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      sid,
      challenge([flow], { completed: [email] }),
      refusal(400, "M_THREEPID_IN_USE"),
      { status: 200, body: { sid: "sid2" } },
      challenge([flow], { completed: [email] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(5_000);
    await vi.waitFor(() => expect(at(now(), email).problem?.code).toBe("emailInUse"));
    run.submitStage({ address: "bob@example.org" });
    await vi.waitFor(() => expect(at(now(), email).stage.validation?.step).toBe("sent"));
    run.checkNow();
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[5]?.body["auth"]).toMatchObject({ threepid_creds: { sid: "sid2" } });
  });

  it("counts in a new session without a second one, as long as no session has used it", async () => {
    const unknown = refusal(400, "M_UNKNOWN", { error: "Unknown session ID: s1" });
    const server = scriptedHomeserver(
      challenge([flow]),
      sid,
      unknown,
      challenge([flow], { session: "s2" }),
      challenge([flow], { session: "s2", completed: [email] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    run.checkNow();
    await vi.waitFor(() =>
      expect(now()).toMatchObject({ status: "account", problems: [{ code: "sessionExpired" }] }),
    );
    await run.submitAccount(withEmail);
    time.pass(3_000);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests.filter(({ path }) => path.includes("requestToken"))).toHaveLength(1);
    expect(server.requests[4]?.body["auth"]).toMatchObject({
      session: "s2",
      threepid_creds: { sid: "sid1" },
    });
  });

  it("leaves no secret in what is told", async () => {
    const server = scriptedHomeserver(challenge([flow]), sid);
    const { run, now, snapshots, events } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(withEmail);
    await vi.waitFor(() => expect(at(now(), email).stage.validation?.step).toBe("sent"));
    const secret = server.requests[1]?.body["client_secret"] as string;
    expect(JSON.stringify([snapshots, events])).not.toContain(secret);
    expect(JSON.stringify([snapshots, events])).not.toContain("sid1");
    run.dispose();
    window.dispatchEvent(new Event("focus"));
    expect(server.requests).toHaveLength(2);
  });
});

describe("a text message", () => {
  const flow = [msisdn];
  const phone = { country: "GB", number: "07700 900111" };
  const requested = {
    status: 200,
    body: {
      sid: "sid1",
      submit_url: "https://hs.test/_matrix/client/unstable/add_threepid/msisdn/submit_token",
    },
  };

  it("brings a code, which is typed; a wrong one keeps everything", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      requested,
      { status: 200, body: { success: false } },
      refusal(400, "M_TOKEN_INCORRECT"),
      { status: 200, body: { success: true } },
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    expect(at(now(), msisdn).stage.validation?.step).toBe("address");
    run.submitStage({ phone: { country: "GB", number: "" } });
    expect(at(now(), msisdn).problem?.code).toBe("phoneMissing");
    run.submitStage({ phone });
    await vi.waitFor(() =>
      expect(at(now(), msisdn).stage.validation).toMatchObject({ step: "sent", asksCode: true }),
    );
    expect(server.requests[1]?.body).toMatchObject({ country: "GB", phone_number: "07700 900111" });
    for (const code of ["000000", "111111"]) {
      run.submitStage({ code });
      expect(now().activity).toBe("sending");
      await vi.waitFor(() => expect(at(now(), msisdn).problem?.code).toBe("codeRefused"));
    }
    run.submitStage({ code: "123456" });
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[4]?.body).toMatchObject({ sid: "sid1", token: "123456" });
    expect(server.requests[5]?.body["auth"]).toMatchObject({
      type: msisdn,
      threepid_creds: { sid: "sid1" },
    });
  });

  it("goes to the number from the account form without asking again", async () => {
    const server = scriptedHomeserver(challenge([flow]), requested);
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    const empty = { ...alice, phone: { country: "GB", number: "" } };
    const refused = { ok: false, problems: [{ code: "phoneMissing", field: "phone" }] };
    expect(await run.submitAccount(empty)).toEqual(refused);
    const unreadable = { ...alice, phone: { country: "", number: "call me" } };
    expect(await run.submitAccount(unreadable)).toMatchObject({
      problems: [{ code: "phoneMalformed", field: "phone" }],
    });
    await run.submitAccount({ ...alice, phone });
    await vi.waitFor(() =>
      expect(at(now(), msisdn).stage.validation).toMatchObject({
        step: "sent",
        address: "GB 07700 900111",
      }),
    );
    expect(server.requests[1]?.body).toMatchObject({ country: "GB", phone_number: "07700 900111" });
    run.changeAnswer("phone");
    expect(at(now(), msisdn).stage.validation).toMatchObject({
      step: "address",
      address: "GB 07700 900111",
    });
    run.cancel();
    expect(now()).toMatchObject({ status: "account", answers: { phone } });
  });

  it("is not asked for where the form has the number empty and it is optional", async () => {
    const server = scriptedHomeserver(challenge([flow, [dummy]]), success);
    const { run, now } = registrationOn(server, { flows: flowsOf(flow, [dummy]) });
    await run.submitAccount({ ...alice, phone: { country: "GB", number: "" } });
    await vi.waitFor(() => expect(now().status).toBe("done"));
  });
});

describe("a captcha", () => {
  const flow = [recaptcha, dummy];

  it("is answered once; a refused answer asks for another", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], {
        completed: [],
        errcode: "M_UNAUTHORIZED",
        error: "Captcha authentication failed",
      }),
      challenge([flow], { completed: [recaptcha] }),
      success,
    );
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    run.submitStage({ response: "first" });
    await vi.waitFor(() => expect(at(now(), recaptcha).problem?.code).toBe("captchaRefused"));
    run.submitStage({ response: "second" });
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[2]?.body["auth"]).toEqual({
      type: recaptcha,
      session: "s1",
      response: "second",
    });
  });

  it("whose answer was lost is asked for anew, not repeated", async () => {
    const server = scriptedHomeserver(challenge([flow]), "cut", challenge([flow]));
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    run.submitStage({ response: "once" });
    await vi.waitFor(() => expect(time.pending()).toEqual([1_000]));
    time.pass(1_000);
    await vi.waitFor(() =>
      expect(at(now(), recaptcha)).toMatchObject({
        activity: "idle",
        problem: { code: "notReceived" },
      }),
    );
  });
});

describe("a captcha that cannot be shown", () => {
  const flow = [recaptcha, dummy];

  it("is done on the homeserver's own page, and polled from then on", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow]),
      challenge([flow], { completed: [recaptcha] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    expect(at(now(), recaptcha).stage.supported).toBe(true);
    expect(time.pending()).toEqual([]);
    run.checkNow();
    await vi.waitFor(() => expect(at(now(), recaptcha).problem?.code).toBe("notFinishedYet"));
    expect(server.requests[1]?.body["auth"]).toEqual({ session: "s1" });
    time.pass(time.pending()[0] ?? 0);
    await vi.waitFor(() => expect(now().status).toBe("done"));
  });

  it("is polled as soon as the user goes to the homeserver's own page", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow], { completed: [recaptcha] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    expect(time.pending()).toEqual([]);
    expect(run.openFallback("click")).toBe("followLink");
    expect(time.pending()).toEqual([5_000]);
    expect(server.requests).toHaveLength(1);
    await vi.waitFor(() => {
      window.dispatchEvent(new Event("focus"));
      expect(now().status).toBe("done");
    });
    expect(server.requests[1]?.body["auth"]).toEqual({ session: "s1" });
  });

  it("takes an answer that is given during a poll", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      challenge([flow]),
      challenge([flow], { completed: [recaptcha] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    run.openFallback("link");
    await vi.waitFor(() => {
      time.pass(5_000);
      expect(server.requests).toHaveLength(2);
    });
    run.submitStage({ response: "solved after all" });
    expect(server.requests).toHaveLength(2);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(server.requests[2]?.body["auth"]).toMatchObject({ response: "solved after all" });
    expect(server.mostInFlight()).toBe(1);
  });

  it.each([
    ["its key is missing", {}, "listed"],
    ["the homeserver came from a link", { public_key: "key" }, "any"],
  ] as const)("from the beginning where %s", async (_, params, trust) => {
    const server = scriptedHomeserver(challenge([flow], { params: { [recaptcha]: params } }));
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow), trust });
    await run.submitAccount(alice);
    expect(at(now(), recaptcha).stage.supported).toBe(false);
    expect(time.pending()).toHaveLength(1);
  });
});

describe("the homeserver's own page", () => {
  const flow = [quiz, dummy];

  it("has the session in its address, and is polled by itself and by a button", async () => {
    const server = scriptedHomeserver(
      challenge([flow], { session: "s/1" }),
      challenge([flow], { session: "s/1" }),
      challenge([flow], { session: "s/1", completed: [quiz] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    expect(run.fallbackUrl()).toBeUndefined();
    await run.submitAccount(alice);
    expect(at(now(), quiz).stage.supported).toBe(false);
    expect(run.fallbackUrl()).toBe(
      "https://hs.test/_matrix/client/v3/auth/org.example.quiz/fallback/web?session=s%2F1",
    );
    run.checkNow();
    await vi.waitFor(() => expect(at(now(), quiz).problem?.code).toBe("notFinishedYet"));
    expect(server.requests[1]?.body["auth"]).toEqual({ session: "s/1" });
    time.pass(time.pending()[0] ?? 0);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    expect(run.fallbackUrl()).toBeUndefined();
  });

  it.each(["m.login.password", "m.login.sso"])("is where %s is done", async (type) => {
    const server = scriptedHomeserver(
      challenge([[type]]),
      challenge([[type]]),
      challenge([[type]], { completed: [type] }),
      success,
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf([type]) });
    await run.submitAccount(alice);
    expect(at(now(), type).stage.supported).toBe(false);
    run.submitStage({ password: "an old password" });
    expect(server.requests).toHaveLength(1);
    run.checkNow();
    await vi.waitFor(() => expect(at(now(), type).problem?.code).toBe("notFinishedYet"));
    time.pass(time.pending()[0] ?? 0);
    await vi.waitFor(() => expect(now().status).toBe("done"));
    // The new password is the account's; no stage is ever given it, nor anything in its place.
    for (const { body } of server.requests.slice(1))
      expect(body["auth"]).toEqual({ session: "s1" });
  });

  it("has no address on a screen that is no stage, although there is a session", async () => {
    const server = scriptedHomeserver(challenge([flow]), challenge([flow]), "cut");
    const { run, events, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    expect(run.fallbackUrl()).toBeDefined();
    run.cancel();
    const isNowhere = () => {
      expect(run.fallbackUrl()).toBeUndefined();
      expect(run.openFallback("click")).toBe("followLink");
    };
    expect(now().status).toBe("account");
    isNowhere();
    // The session goes on with the form.
    await run.submitAccount({ ...alice, username: "bob" });
    expect(server.requests[1]?.body["auth"]).toEqual({ session: "s1" });
    run.checkNow();
    run.cancel();
    await vi.waitFor(() => expect(now()).toMatchObject({ status: "uncertain", canCheck: true }));
    isNowhere();
    expect(JSON.stringify(events)).not.toContain("s1");
  });

  it("cannot be reached without a session", async () => {
    const server = scriptedHomeserver({ status: 401, body: { flows: [{ stages: flow }] } });
    const { run, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    expect(now()).toMatchObject({
      status: "failed",
      problem: { code: "noSupportedFlow", stages: [quiz] },
    });
  });

  it("is not used if the app says so", () => {
    const { now } = registrationOn(scriptedHomeserver(), { flows: flowsOf(flow), fallback: false });
    expect(now()).toMatchObject({
      status: "failed",
      problem: { code: "noSupportedFlow", stages: [quiz] },
    });
  });

  it("a limited poll waits as long as the homeserver says", async () => {
    const server = scriptedHomeserver(
      challenge([flow]),
      refusal(429, "M_LIMIT_EXCEEDED", { retry_after_ms: 60_000 }),
    );
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    time.pass(5_000);
    await vi.waitFor(() => expect(time.pending()).toEqual([60_000]));
    expect(at(now(), quiz).activity).toBe("idle");
  });

  it("a poll whose answer is lost is repeated, and finds the account", async () => {
    const server = scriptedHomeserver(challenge([flow]), "cut", success);
    const { run, time, now } = registrationOn(server, { flows: flowsOf(flow) });
    await run.submitAccount(alice);
    time.pass(5_000);
    await vi.waitFor(() => expect(time.pending()).toHaveLength(1));
    time.pass(30_000);
    await vi.waitFor(() => expect(now().status).toBe("done"));
  });
});
