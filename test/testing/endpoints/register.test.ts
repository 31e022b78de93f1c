import { expect, test } from "vitest";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { alice, asking, begin, dummy } from "../ask.js";
import { manualClock } from "../manualClock.js";

const token = { type: "m.login.registration_token", token: "once" };

test.each([
  [{}, [["m.login.dummy"]]],
  [{ registrationToken: "required" }, [["m.login.registration_token", "m.login.dummy"]]],
  [{ registrationToken: "bypass" }, [["m.login.dummy"], ["m.login.registration_token"]]],
  [
    { ...scenarios.terms.options, registrationToken: "bypass" },
    [
      ["m.login.terms", "m.login.dummy"],
      ["m.login.terms", "m.login.registration_token"],
    ],
  ],
  [
    scenarios.tokenAndTerms.options,
    [["m.login.registration_token", "m.login.terms", "m.login.dummy"]],
  ],
  [{ flows: [["m.login.recaptcha"], []] }, [["m.login.recaptcha"], []]],
] as const)("%o offers %o", async (options, flows) => {
  const answer = await asking(createFakeHomeserver(options))("/register", {});
  expect(answer.body["flows"]).toEqual(flows.map((stages) => ({ stages })));
});

test("the captcha's public key is told", async () => {
  const answer = await asking(createFakeHomeserver(scenarios.captchaOnly.options))("/register", {});
  expect(answer.body["params"]).toEqual({ "m.login.recaptcha": { public_key: "fake-site-key" } });
});

test("the token alone is enough where it spares the rest", async () => {
  const homeserver = createFakeHomeserver({
    registrationToken: "bypass",
    registrationTokens: [{ token: "once", usesAllowed: 1 }],
  });
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  const made = await ask("/register", { ...alice, auth: { ...token, session } });
  expect(made.status).toBe(200);
  expect(homeserver.registrationTokens).toMatchObject([{ pending: 0, completed: 1 }]);
});

test("a token that a session held is free again when the session expires", async () => {
  const clock = manualClock();
  const homeserver = createFakeHomeserver({ ...scenarios.token.options, clock });
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  await ask("/register", { auth: { ...token, session } });
  const uses = () => homeserver.registrationTokens.find((use) => use.token === "once");
  expect(uses()).toMatchObject({ pending: 1, completed: 0 });
  await clock.advance(48 * 60 * 60_000);
  expect(await ask("/register", { auth: { session } })).toMatchObject({ status: 400 });
  expect(uses()).toMatchObject({ pending: 0, completed: 0 });
});

test("a full homeserver says so at the end, and whom to ask", async () => {
  const homeserver = createFakeHomeserver(scenarios.full.options);
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  expect(await ask("/register", { ...alice, auth: { ...dummy, session } })).toMatchObject({
    status: 403,
    body: {
      errcode: "M_RESOURCE_LIMIT_EXCEEDED",
      admin_contact: "mailto:admin@example.org",
      limit_type: "monthly_active_user",
    },
  });
  expect(homeserver.accounts).toHaveLength(1);
});

test("a name kept for application services is refused", async () => {
  const ask = asking(createFakeHomeserver({ reservedUsernames: [/^irc_/] }));
  const refusal = { status: 400, body: { errcode: "M_EXCLUSIVE" } };
  expect(await ask("/register", { username: "irc_x" })).toMatchObject(refusal);
  expect(await ask("/register/available?username=irc_x")).toMatchObject(refusal);
});

test("two last requests at once make one account", async () => {
  const homeserver = createFakeHomeserver();
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  const last = { ...alice, auth: { ...dummy, session } };
  const answers = await Promise.all([ask("/register", last), ask("/register", last)]);
  expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 400]);
  expect(homeserver.accounts).toHaveLength(1);
});

test.each([
  [{ auth: "text" }, "M_BAD_JSON"],
  [{ auth: [] }, "M_BAD_JSON"],
  [{ auth: { session: 5 } }, "M_BAD_JSON"],
  [{ auth: { type: 5 } }, "M_BAD_JSON"],
  [{ auth: { type: null } }, "M_INVALID_PARAM"],
  [{ auth: { type: "m.login.password" } }, "M_INVALID_PARAM"],
  [{ auth: { type: "toString" } }, "M_INVALID_PARAM"],
  [{ type: "m.login.application_service" }, "M_UNKNOWN"],
])("%o is refused with %s", async (body, errcode) => {
  const answer = await asking(createFakeHomeserver())("/register", body);
  expect(answer).toMatchObject({ status: 400, body: { errcode } });
});

test("consent to documents that are not there fails once, with the account made", async () => {
  const ask = asking(createFakeHomeserver());
  const session = await begin(ask, alice);
  await ask("/register", { auth: { type: "m.login.terms", session } });
  const last = { ...alice, auth: { ...dummy, session } };
  expect((await ask("/register", last)).status).toBe(500);
  expect((await ask("/register", last)).status).toBe(200);
});

test("`auth: null` is none, and an empty session begins one", async () => {
  const ask = asking(createFakeHomeserver());
  const without = await ask("/register", { auth: null });
  expect(without.status).toBe(401);
  expect(without.body).not.toHaveProperty("completed");
  const empty = await ask("/register", { auth: { session: "" } });
  expect(empty).toMatchObject({ status: 401, body: { completed: [] } });
});
