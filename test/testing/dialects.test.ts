import { describe, expect, test } from "vitest";
import {
  createFakeHomeserver,
  type DialectName,
  type FakeHomeserverOptions,
} from "../../src/testing/index.js";
import { manualClock } from "./manualClock.js";

const register = "/_matrix/client/v3/register";
const tokenType = "m.login.registration_token";
const account = { username: "ann", password: "correct horse battery" };
const onePolicy = {
  id: "privacy_policy",
  version: "1.0",
  translations: { en: { name: "Privacy Policy", url: "https://example.org/privacy" } },
};

function asking(dialect: DialectName, options: FakeHomeserverOptions = {}) {
  const fake = createFakeHomeserver({ ...options, dialect });
  const ask = async (path: string, body?: unknown) => {
    const response = await fake.handle(
      new Request(fake.baseUrl + path, {
        ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
      }),
    );
    const json = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body: json };
  };
  return { fake, ask };
}

test.each(["synapse", "dendrite", "conduit", "continuwuity", "tuwunel"] as const)(
  "an account on %s is let in by its password, and by no other",
  async (dialect) => {
    const { ask } = asking(dialect);
    const { body } = await ask(register, account);
    const auth = { type: "m.login.dummy", session: body["session"] };
    expect(await ask(register, { ...account, auth })).toMatchObject({ status: 200 });
    const logIn = (password: string) =>
      ask("/_matrix/client/v3/login", {
        type: "m.login.password",
        identifier: { type: "m.id.user", user: account.username },
        password,
      });
    expect(await logIn("another horse")).toMatchObject({
      status: 403,
      body: { errcode: "M_FORBIDDEN" },
    });
    expect(await logIn(account.password)).toMatchObject({
      status: 200,
      body: { user_id: "@ann:example.org" },
    });
  },
);

describe.each(["conduit", "continuwuity", "tuwunel"] as const)("%s", (dialect) => {
  const token = "a+b/c=&^@ é";
  const withToken = {
    registrationToken: "required",
    registrationTokens: [{ token, usesAllowed: 1 }],
  } as const;

  test("takes a token of any signs, blanks around it cut, and counts it at its stage", async () => {
    const { fake, ask } = asking(dialect, withToken);
    const first = await ask(register, account);
    expect(first.body["flows"]).toEqual([{ stages: [tokenType] }]);
    const auth = { type: tokenType, session: first.body["session"], token: ` ${token}\n` };
    // The stage is done, and its end is refused or not: the use is over.
    await ask(register, { ...account, auth });
    expect(fake.registrationTokens).toMatchObject([{ pending: 0, completed: 1 }]);
    const second = await ask(register, { username: "bea", password: account.password });
    const again = { type: tokenType, session: second.body["session"], token };
    expect(await ask(register, { username: "bea", auth: again })).toMatchObject({
      status: 401,
      body: { errcode: "M_FORBIDDEN" },
    });
  });

  test("forgets a session once it is finished", async () => {
    const { ask } = asking(dialect);
    const { body } = await ask(register, account);
    const auth = { type: "m.login.dummy", session: body["session"] };
    expect(await ask(register, { ...account, auth })).toMatchObject({ status: 200 });
    const other = await ask(register, { ...account, username: "bea", auth });
    const unknown = dialect === "continuwuity" ? [400, "M_INVALID_PARAM"] : [403, "M_FORBIDDEN"];
    expect([other.status, other.body["errcode"]]).toEqual(unknown);
  });
});

describe.each([
  ["tuwunel", 403],
  ["continuwuity", 401],
] as const)("a name that the owner of a %s forbids", (dialect, status) => {
  test("is refused", async () => {
    const { ask } = asking(dialect, { forbiddenUsernames: [/^admin/] });
    const refusal = { errcode: "M_FORBIDDEN", error: "Username is forbidden" };
    const named = { ...account, username: "admin" };
    expect(await ask(`${register}/available?username=admin`)).toEqual({
      status: 403,
      body: refusal,
    });
    expect((await ask(register, named)).status).toBe(status);
    const auth = { type: "m.login.dummy" };
    expect(await ask(register, { ...named, auth })).toEqual({ status: 403, body: refusal });
  });
});

test("continuwuity tells the version of its terms beside them", async () => {
  const { ask } = asking("continuwuity", { terms: [onePolicy] });
  expect((await ask(register, {})).body).toMatchObject({
    flows: [{ stages: ["m.login.terms"] }],
    params: {
      "m.login.terms": {
        policies: {
          privacy_policy: { en: { name: "Privacy Policy", url: "https://example.org/privacy" } },
          version: "latest",
        },
      },
    },
  });
});

test.each([
  ["continuwuity", []],
  ["mas", ["login"]],
] as const)("a closed %s still tells its account pages", async (dialect, prompts) => {
  const { ask } = asking(dialect, { closed: true });
  expect((await ask(register, {})).body).toMatchObject({ errcode: "M_FORBIDDEN" });
  expect(await ask("/_matrix/client/v1/auth_metadata")).toMatchObject({
    status: 200,
    body: { prompt_values_supported: prompts },
  });
});

test("mas answers sign-in where that is routed to it", async () => {
  const { ask } = asking("mas", { loginRouted: true });
  const login = "/_matrix/client/v3/login";
  expect((await ask(login)).body).toMatchObject({
    flows: [
      { type: "m.login.password" },
      { type: "m.login.sso", oauth_aware_preferred: true },
      { type: "m.login.token" },
    ],
  });
  expect(await asking("mas").ask(login)).toMatchObject({ status: 404 });
});

test("a session of Dendrite is forgotten after five minutes without a request", async () => {
  const clock = manualClock();
  const { ask } = asking("dendrite", { clock, flows: [["m.login.dummy", "m.login.recaptcha"]] });
  const { body } = await ask(register, account);
  const auth = { type: "m.login.dummy", session: body["session"] };
  const done = ["m.login.dummy"];
  expect((await ask(register, { ...account, auth })).body["completed"]).toEqual(done);
  const look = { ...account, auth: { session: body["session"] } };
  await clock.advance(4 * 60_000);
  expect((await ask(register, look)).body["completed"]).toEqual(done);
  await clock.advance(4 * 60_000);
  expect((await ask(register, look)).body["completed"]).toEqual(done);
  await clock.advance(5 * 60_000);
  expect((await ask(register, look)).body).toMatchObject({
    completed: [],
    session: body["session"],
  });
});

test("a limit of Dendrite counts every request, and has no header", async () => {
  const limits = { registration: { perSecond: 2, burst: 1 } };
  const { fake, ask } = asking("dendrite", { clock: manualClock(), limits });
  expect((await ask(register, {})).status).toBe(401);
  expect(await ask(register, {})).toMatchObject({
    status: 429,
    body: { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 500 },
  });
  const response = await fake.handle(new Request(fake.baseUrl + register, { method: "POST" }));
  expect([response.status, response.headers.get("Retry-After")]).toEqual([429, null]);
});

test("a guest of tuwunel is let in where guests are", async () => {
  const closed = asking("tuwunel");
  expect(await closed.ask(`${register}?kind=guest`, {})).toMatchObject({
    status: 403,
    body: { errcode: "M_GUEST_ACCESS_FORBIDDEN" },
  });
  const { fake, ask } = asking("tuwunel", { guests: true });
  expect((await ask(`${register}?kind=guest`, {})).status).toBe(200);
  expect(fake.accounts).toMatchObject([{ kind: "guest" }]);
});
