import { describe, expect, test } from "vitest";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../../../src/testing/index.js";
import { alice, asking, begin, dummy } from "../ask.js";
import { manualClock } from "../manualClock.js";

function at(name: ScenarioName) {
  const clock = manualClock();
  const homeserver = createFakeHomeserver({ ...scenarios[name].options, clock });
  const ask = asking(homeserver);
  return {
    clock,
    homeserver,
    ask,
    complete: (session: string, type: string, more = {}) =>
      ask("/register", { ...alice, auth: { type, session, ...more } }),
    requestMail: (more = {}) =>
      ask("/register/email/requestToken", {
        client_secret: "secret",
        email: "alice@example.org",
        send_attempt: 1,
        ...more,
      }),
    requestCode: (more = {}) =>
      ask("/register/msisdn/requestToken", {
        client_secret: "secret",
        country: "GB",
        phone_number: "07700 900111",
        send_attempt: 1,
        ...more,
      }),
    open: (link: string | undefined) => homeserver.handle(new Request(link ?? "")),
  };
}

const emailType = "m.login.email.identity";
const inUse = { status: 400, body: { errcode: "M_THREEPID_IN_USE" } };

describe("the stages of flows", () => {
  test.each<[ScenarioName, string[][]]>([
    ["recaptcha", [["m.login.recaptcha", "m.login.dummy"]]],
    ["email", [[emailType]]],
    ["emailOptional", [["m.login.dummy"], [emailType]]],
    ["captchaTermsEmail", [["m.login.recaptcha", "m.login.terms", emailType]]],
    ["msisdn", [["m.login.msisdn"]]],
    [
      "emailAndMsisdn",
      [
        ["m.login.dummy"],
        [emailType],
        ["m.login.msisdn"],
        ["m.login.msisdn", emailType],
        ["m.login.registration_token"],
      ],
    ],
  ])("%s", async (name, flows) => {
    const answer = await at(name).ask("/register", {});
    expect(answer.body["flows"]).toEqual(flows.map((stages) => ({ stages })));
  });

  test("an email address and a phone number can both be required", async () => {
    const homeserver = createFakeHomeserver({ email: "required", phone: "required" });
    const answer = await asking(homeserver)("/register", {});
    expect(answer.body["flows"]).toEqual([{ stages: ["m.login.msisdn", emailType] }]);
  });
});

describe("a captcha", () => {
  test.each<[ScenarioName, number]>([
    ["captchaDown", 500],
    ["captchaRefused", 401],
  ])("%s: %i, however right the answer", async (name, status) => {
    const { ask, complete } = at(name);
    const session = await begin(ask, alice);
    const answer = await complete(session, "m.login.recaptcha", { response: "good" });
    expect(answer.status).toBe(status);
    expect((await ask("/register", { auth: { session } })).body["completed"]).toEqual([]);
  });

  test("may have no public key, and is solved on the homeserver's own page", async () => {
    const { homeserver, ask } = at("recaptchaWithoutKey");
    const answer = await ask("/register", alice);
    expect(answer.body["params"]).toEqual({ "m.login.recaptcha": { public_key: null } });
    const session = String(answer.body["session"]);
    const page = await submit(homeserver.baseUrl, homeserver.handle, "m.login.recaptcha", {
      session,
      "g-recaptcha-response": "good",
    });
    expect(page).toContain("authDone");
    const made = await ask("/register", { ...alice, auth: { ...dummy, session } });
    expect(made.status).toBe(200);
  });
});

describe("a mail", () => {
  test("mailLost: it never comes, without an error", async () => {
    const { homeserver, requestMail } = at("mailLost");
    expect((await requestMail()).status).toBe(200);
    expect(homeserver.mailbox).toEqual([]);
  });

  test("mailDown: it is told that it cannot be sent", async () => {
    const { homeserver, requestMail } = at("mailDown");
    expect((await requestMail()).status).toBe(500);
    expect(homeserver.mailbox).toEqual([]);
  });

  test("mailLate: the first link has expired, the second is good", async () => {
    const { homeserver, requestMail, open } = at("mailLate");
    await requestMail();
    expect((await open(homeserver.mailbox[0]?.link)).status).toBe(400);
    await requestMail({ send_attempt: 2 });
    expect((await open(homeserver.mailbox[1]?.link)).status).toBe(200);
  });

  test("mailLimited: one in 20 seconds", async () => {
    const { clock, requestMail } = at("mailLimited");
    expect((await requestMail()).status).toBe(200);
    const refused = requestMail({ send_attempt: 2 });
    await clock.advance(500);
    expect(await refused).toMatchObject({ status: 429, body: { retry_after_ms: 20_000 } });
    await clock.advance(19_500);
    expect((await requestMail({ send_attempt: 2 })).status).toBe(200);
  });

  test("its link is good for an hour, and once opened for good", async () => {
    const { clock, homeserver, requestMail, open } = at("email");
    await requestMail();
    await requestMail({ client_secret: "other" });
    await clock.advance(60 * 60_000 - 1);
    expect((await open(homeserver.mailbox[0]?.link)).status).toBe(200);
    await clock.advance(1);
    expect((await open(homeserver.mailbox[0]?.link)).status).toBe(200);
    expect((await open(homeserver.mailbox[1]?.link)).status).toBe(400);
  });

  test("taken@example.org is in use, and so is +44 7700 900999", async () => {
    const { requestMail } = at("email");
    expect(await requestMail({ email: "Taken@example.org" })).toMatchObject(inUse);
    const { requestCode } = at("msisdn");
    expect(await requestCode({ phone_number: "07700900999" })).toMatchObject(inUse);
  });

  test("addressesHidden: that an address is in use takes half a second to be hidden", async () => {
    const { clock, homeserver, requestMail } = at("addressesHidden");
    const answer = requestMail({ email: "taken@example.org" });
    await clock.advance(500);
    expect((await answer).status).toBe(200);
    expect(homeserver.mailbox).toMatchObject([{ subject: "[example.org] Email already in use" }]);
  });

  test("a confirmed address belongs to the account", async () => {
    const { homeserver, ask, requestMail, open } = at("email");
    const { sid } = (await requestMail()).body;
    await open(homeserver.mailbox[0]?.link);
    const auth = { type: emailType, threepid_creds: { sid, client_secret: "secret" } };
    expect((await ask("/register", { ...alice, auth })).status).toBe(200);
    expect(homeserver.accounts.at(-1)?.threepids).toEqual([
      { medium: "email", address: "alice@example.org" },
    ]);
    expect(await requestMail({ client_secret: "other" })).toMatchObject(inUse);
  });

  test("goes to no address but those that are allowed", async () => {
    const allowedThreepids = [{ medium: "email", pattern: /^alice@/ } as const];
    const homeserver = createFakeHomeserver({ email: "required", allowedThreepids });
    const answer = await asking(homeserver)("/register/email/requestToken", {
      client_secret: "secret",
      email: "bob@example.org",
      send_attempt: 1,
    });
    expect(answer).toMatchObject({ status: 403, body: { errcode: "M_THREEPID_DENIED" } });
  });
});

test("sessionExpires: with the mail confirmed the session is gone, and the next one is good", async () => {
  const { homeserver, ask, complete, requestMail, open } = at("sessionExpires");
  const { sid } = (await requestMail()).body;
  await open(homeserver.mailbox[0]?.link);
  const finish = async (response: string) => {
    const session = await begin(ask, alice);
    await complete(session, "m.login.recaptcha", { response });
    await complete(session, "m.login.terms");
    return complete(session, emailType, { threepid_creds: { sid, client_secret: "secret" } });
  };
  expect(await finish("good")).toMatchObject({
    status: 400,
    body: { error: expect.stringMatching(/^Unknown session ID: /) as unknown },
  });
  expect(await finish("good-again")).toMatchObject({ status: 200 });
});

describe("an SMS", () => {
  test("smsLost: it never comes", async () => {
    const { homeserver, requestCode } = at("smsLost");
    expect((await requestCode()).status).toBe(200);
    expect(homeserver.smsInbox).toEqual([]);
  });

  test("smsDown: it cannot be sent", async () => {
    expect((await at("smsDown").requestCode()).status).toBe(500);
  });

  test.each([
    ["DE", "0151 23456789", "4915123456789"],
    ["GB", "07700 900111", "447700900111"],
    ["IT", "06 1234 5678", "390612345678"],
    ["US", "(202) 555-0123", "12025550123"],
    ["US", "1 202 555 0123", "12025550123"],
    ["HU", "06 1 234 5678", "3612345678"],
    ["RU", "8 912 345-67-89", "79123456789"],
    ["FR", "+49 151 23456789", "4915123456789"],
  ])("in %s %s is %s", async (country, phone_number, msisdn) => {
    const { homeserver, requestCode } = at("msisdn");
    expect((await requestCode({ country, phone_number })).status).toBe(200);
    expect(homeserver.smsInbox).toEqual([
      { to: msisdn, code: expect.stringMatching(/^\d{6}$/) as unknown },
    ]);
  });
});

describe("a stage of one's own", () => {
  test("quiz: the question is told, the right answer is 42", async () => {
    const { ask, complete } = at("quiz");
    const first = await ask("/register", alice);
    const type = "org.example.quiz";
    expect(first.body["params"]).toEqual({ [type]: { question: "What is six times seven?" } });
    const session = String(first.body["session"]);
    const { body } = await complete(session, type, { answer: "41" });
    expect(body).toMatchObject({ errcode: "M_UNAUTHORIZED", completed: [] });
    expect((await complete(session, type)).body).toMatchObject({ errcode: "M_MISSING_PARAM" });
    expect((await complete(session, type, { answer: "42" })).body["completed"]).toEqual([type]);
    expect((await complete(session, dummy.type)).status).toBe(200);
  });

  test("quiz: it can be answered on the homeserver's own page as well", async () => {
    const { homeserver, ask, complete } = at("quiz");
    const session = await begin(ask, alice);
    const answer = (text: string) =>
      submit(homeserver.baseUrl, homeserver.handle, "org.example.quiz", { session, answer: text });
    expect(await answer("41")).toContain("Error: Wrong answer");
    expect(await answer("42")).toContain("authDone");
    expect((await complete(session, dummy.type)).status).toBe(200);
  });

  test.each<[ScenarioName, string]>([
    ["otherStages", "org.example.confirmation"],
    ["ssoStage", "m.login.sso"],
    ["passwordStage", "m.login.password"],
  ])("%s: it is confirmed on the homeserver's own page alone", async (name, type) => {
    const { homeserver, ask, complete } = at(name);
    const session = await begin(ask, alice);
    expect(await complete(session, type)).toMatchObject({
      status: 400,
      body: { errcode: "M_INVALID_PARAM" },
    });
    const url = `${homeserver.baseUrl}/_matrix/client/v3/auth/${type}/fallback/web`;
    const shown = await homeserver.handle(new Request(`${url}?session=${session}`));
    expect(await shown.text()).toContain('value="Confirm"');
    const page = await submit(homeserver.baseUrl, homeserver.handle, type, { session });
    expect(page).toContain("authDone");
    const answer = await ask("/register", { auth: { session } });
    expect(answer.body["completed"] ?? [type]).toContain(type);
  });

  test("text from elsewhere is shown as text", async () => {
    const { homeserver } = at("quiz");
    const url = `${homeserver.baseUrl}/_matrix/client/v3/auth/org.example.quiz/fallback/web`;
    const session = '"><script>alert(1)</script>';
    const query = new URLSearchParams({ session }).toString();
    const page = await homeserver.handle(new Request(`${url}?${query}`));
    expect(await page.text()).not.toContain("<script>alert");
  });

  test("below a base URL with a path the form goes there", async () => {
    const homeserver = createFakeHomeserver({ recaptcha: true, baseUrl: "https://a.test/matrix" });
    const path = "/matrix/_matrix/client/v3/auth/m.login.recaptcha/fallback/web";
    const page = await homeserver.handle(new Request(`https://a.test${path}?session=x`));
    expect(await page.text()).toContain(`action="${path}"`);
  });

  test("a stage that never counts does not count on that page either", async () => {
    const { homeserver, ask } = at("quiz");
    homeserver.misbehave({ do: { kind: "neverCompletes" } });
    const session = await begin(ask, alice);
    const form = { session, answer: "42" };
    await submit(homeserver.baseUrl, homeserver.handle, "org.example.quiz", form);
    expect((await ask("/register", { auth: { session } })).body["completed"]).toEqual([]);
  });
});

async function submit(
  baseUrl: string,
  handle: (request: Request) => Promise<Response>,
  type: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const url = `${baseUrl}/_matrix/client/v3/auth/${type}/fallback/web`;
  const body = new URLSearchParams(form);
  const response = await handle(new Request(url, { method: "POST", body }));
  return response.text();
}
