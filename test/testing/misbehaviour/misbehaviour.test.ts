import { describe, expect, test } from "vitest";
import {
  createFakeHomeserver,
  type FakeHomeserverOptions,
  type Misbehaviour,
  type Rule,
  scenarios,
} from "../../../src/testing/index.js";
import { alice, asking, begin, dummy, logIn } from "../ask.js";
import { manualClock, settled } from "../manualClock.js";

function misbehaving(rules: readonly Rule[] | Misbehaviour, options: FakeHomeserverOptions = {}) {
  const misbehaviour = "kind" in rules ? [{ do: rules }] : rules;
  const homeserver = createFakeHomeserver({ ...options, misbehaviour });
  return { homeserver, ask: asking(homeserver) };
}

const cut = { kind: "cut" } as const;

describe("a rule", () => {
  test("acts as often as it says", async () => {
    const { ask } = misbehaving([{ times: 2, do: cut }]);
    await expect(ask("/login")).rejects.toThrow(TypeError);
    await expect(ask("/login")).rejects.toThrow(TypeError);
    expect((await ask("/login")).status).toBe(200);
  });

  test("acts on the nth request it is for", async () => {
    const { ask } = misbehaving([{ on: { path: "/login", nth: 2 }, do: cut }]);
    await ask("/account/whoami");
    await ask("/login");
    await expect(ask("/login")).rejects.toThrow(TypeError);
    expect((await ask("/login")).status).toBe(200);
  });

  test.each([
    [{ method: "POST" }, [false, true, true, true, true]],
    [{ path: "/login" }, [true, false, false, false, false]],
    [{ authType: "none" }, [true, true, false, false, true]],
    [{ authType: "session" }, [false, false, true, false, false]],
    [{ authType: "m.login.dummy" }, [false, false, false, true, false]],
    [{ bodyHas: "password" }, [false, false, false, false, true]],
  ])("for %o", async (on, acts) => {
    const { ask } = misbehaving([{ on, do: { kind: "status", status: 503 } }]);
    const answers = [
      await ask("/login"),
      await ask("/register", {}),
      await ask("/register", { auth: { session: "none" } }),
      await ask("/register", { auth: { ...dummy, session: "none" } }),
      await ask("/register", { password: "secret" }),
    ];
    expect(answers.map(({ status }) => status === 503)).toEqual(acts);
  });

  test("is taken back", async () => {
    const { homeserver, ask } = misbehaving([]);
    const takeBack = homeserver.misbehave({ do: cut });
    await expect(ask("/login")).rejects.toThrow(TypeError);
    takeBack();
    expect((await ask("/login")).status).toBe(200);
  });
});

test("slow: it acts late", async () => {
  const clock = manualClock();
  const { homeserver, ask } = misbehaving({ kind: "slow", ms: 1000 }, { clock });
  const answer = ask("/register", { ...alice, auth: dummy });
  await clock.advance(999);
  await settled();
  expect(homeserver.accounts).toEqual([]);
  await clock.advance(1);
  expect((await answer).status).toBe(200);
});

test.each<[string, Misbehaviour, number]>([
  ["cut: nothing is done", cut, 0],
  ["dropAnswer: the account is made", { kind: "dropAnswer" }, 1],
])("%s, and the network fails", async (_, misbehaviour, accounts) => {
  const { homeserver, ask } = misbehaving(misbehaviour);
  await expect(ask("/register", { ...alice, auth: dummy })).rejects.toThrow(TypeError);
  expect(homeserver.accounts).toHaveLength(accounts);
  expect(homeserver.requests).toMatchObject([{ status: 0 }]);
});

test.each([
  [false, 0],
  [true, 1],
])("status: another answer, acted: %s", async (acted, accounts) => {
  const { homeserver, ask } = misbehaving({ kind: "status", status: 500, acted });
  expect(await ask("/register", { ...alice, auth: dummy })).toMatchObject({
    status: 500,
    body: { errcode: "M_UNKNOWN" },
  });
  expect(homeserver.accounts).toHaveLength(accounts);
});

test("status: with a body of one's own", async () => {
  const body = { errcode: "M_USER_LIMIT_EXCEEDED", info_uri: "https://example.org" };
  const { ask } = misbehaving({ kind: "status", status: 403, body });
  expect(await ask("/register", {})).toMatchObject({ status: 403, body });
});

test.each([
  [false, 0],
  [true, 1],
])("html: a proxy's page, acted: %s", async (acted, accounts) => {
  const { homeserver } = misbehaving({ kind: "html", acted });
  const answer = await homeserver.fetch(`${homeserver.baseUrl}/_matrix/client/v3/register`, {
    method: "POST",
    body: JSON.stringify({ ...alice, auth: dummy }),
  });
  expect(answer.status).toBe(502);
  expect(answer.headers.get("Content-Type")).toBe("text/html");
  expect(homeserver.accounts).toHaveLength(accounts);
});

test("wrongTypes: no value is of the type it should be", async () => {
  const right = await asking(createFakeHomeserver())("/register", { auth: {} });
  const { ask } = misbehaving({ kind: "wrongTypes" });
  const wrong = await ask("/register", { auth: {} });
  expect(wrong.status).toBe(401);
  expect(Object.keys(wrong.body)).toEqual(Object.keys(right.body));
  const typeOf = (value: unknown) => (Array.isArray(value) ? "array" : typeof value);
  for (const [key, value] of Object.entries(right.body)) {
    expect(typeOf(wrong.body[key])).not.toBe(typeOf(value));
  }
});

test("rewrite: the answer says what it is made to say", async () => {
  const { ask } = misbehaving({
    kind: "rewrite",
    body: (body) => ({ ...body, user_id: "@alice:evil.test" }),
  });
  const answer = await ask("/register", { ...alice, auth: dummy });
  expect(answer.body).toMatchObject({ user_id: "@alice:evil.test", home_server: "example.org" });
});

test("unauthorizedWithoutFlows: nothing but an error, and nothing done", async () => {
  const { homeserver, ask } = misbehaving([
    {
      on: { authType: "m.login.dummy" },
      do: { kind: "unauthorizedWithoutFlows", errcode: "M_BAD_JSON", error: "no" },
    },
  ]);
  const session = await begin(ask, alice);
  const refused = await ask("/register", { auth: { ...dummy, session } });
  expect(refused).toMatchObject({ status: 401, body: { errcode: "M_BAD_JSON", error: "no" } });
  expect(refused.body).not.toHaveProperty("flows");
  expect(homeserver.accounts).toEqual([]);
});

test.each([
  ["body", 5000, null],
  ["header", undefined, "5"],
  ["hiddenHeader", undefined, null],
] as const)("limited: the time to wait is in the %s", async (where, inBody, inHeader) => {
  const { ask } = misbehaving({ kind: "limited", retryAfterMs: 5000, in: where });
  const answer = await ask("/register", {});
  expect(answer).toMatchObject({ status: 429, body: { errcode: "M_LIMIT_EXCEEDED" } });
  expect(answer.body["retry_after_ms"]).toBe(inBody);
  expect(answer.headers.get("Retry-After")).toBe(inHeader);
});

test("bucketFull: others were faster", async () => {
  const clock = manualClock();
  const limits = { registration: { perSecond: 0.2, burst: 3 } };
  const { ask } = misbehaving([{ times: 1, do: { kind: "bucketFull" } }], { clock, limits });
  const refused = ask("/register", {});
  await clock.advance(500);
  expect(await refused).toMatchObject({ status: 429, body: { retry_after_ms: 5000 } });
  await clock.advance(4500);
  expect((await ask("/register", {})).status).toBe(401);
});

test("takeUsername: another user takes it, whether it was sent again or not", async () => {
  const onLast: Rule = { on: { authType: "m.login.dummy" }, do: { kind: "takeUsername" } };
  for (const last of [alice, {}]) {
    const { homeserver, ask } = misbehaving([onLast]);
    const session = await begin(ask, alice);
    const refused = await ask("/register", { ...last, auth: { ...dummy, session } });
    expect(refused).toMatchObject({ status: 400, body: { errcode: "M_USER_IN_USE" } });
    expect(homeserver.accounts).toMatchObject([{ userId: "@alice:example.org" }]);
  }
});

test("changingSession: each answer names another session, which remembers everything", async () => {
  const { ask } = misbehaving({ kind: "changingSession" }, scenarios.terms.options);
  const first = await begin(ask, alice);
  const second = await begin(ask, { auth: { type: "m.login.terms", session: first } });
  expect(second).not.toBe(first);
  expect(await ask("/register", { auth: { session: first } })).toMatchObject({ status: 400 });
  const made = await ask("/register", { auth: { ...dummy, session: second } });
  expect(made).toMatchObject({ status: 200, body: { user_id: "@alice:example.org" } });
});

test("strictOrder: a stage out of turn is refused, and its turn comes", async () => {
  const { ask } = misbehaving({ kind: "strictOrder" }, scenarios.terms.options);
  const session = await begin(ask, alice);
  expect(await ask("/register", { auth: { ...dummy, session } })).toMatchObject({
    status: 401,
    body: { errcode: "M_UNAUTHORIZED", completed: [], session },
  });
  await ask("/register", { auth: { type: "m.login.terms", session } });
  expect(await ask("/register", { auth: { ...dummy, session } })).toMatchObject({ status: 200 });
});

test("sameBodyRequired: another body is refused, the first is not", async () => {
  const { ask } = misbehaving({ kind: "sameBodyRequired" });
  const session = await begin(ask, alice);
  const auth = { ...dummy, session };
  for (const other of [{}, { ...alice, username: "bob" }, { ...alice, password: "other" }]) {
    expect(await ask("/register", { ...other, auth })).toMatchObject({ status: 403 });
  }
  const { username, password } = alice;
  expect(await ask("/register", { auth, password, username })).toMatchObject({ status: 200 });
});

test("sessionLifetime: five minutes, and the session is unknown", async () => {
  const clock = manualClock();
  const { ask } = misbehaving({ kind: "sessionLifetime" }, { clock });
  const session = await begin(ask, alice);
  await clock.advance(5 * 60_000 - 1);
  expect((await ask("/register", { auth: { session } })).status).toBe(401);
  await clock.advance(1);
  expect((await ask("/register", { auth: { session } })).status).toBe(400);
});

test("unknownSessionsAccepted: an unknown session begins anew", async () => {
  const { ask } = misbehaving({ kind: "unknownSessionsAccepted" });
  expect(await ask("/register", { ...alice, auth: { session: "mine" } })).toMatchObject({
    status: 401,
    body: { session: "mine", completed: [] },
  });
  const made = await ask("/register", { auth: { ...dummy, session: "mine" } });
  expect(made).toMatchObject({ status: 200, body: { user_id: "@alice:example.org" } });
});

test("accountWithoutPassword: an account that refuses every login", async () => {
  const { ask } = misbehaving({ kind: "accountWithoutPassword" });
  expect((await ask("/register", { ...alice, auth: dummy })).status).toBe(200);
  expect((await logIn(ask, "alice", alice.password)).status).toBe(403);
});

test("neverCompletes: the stage is accepted and never counts", async () => {
  const { ask } = misbehaving({ kind: "neverCompletes" });
  const session = await begin(ask, alice);
  const answer = await ask("/register", { auth: { ...dummy, session } });
  expect(answer).toMatchObject({ status: 401, body: { session, completed: [] } });
  expect(answer.body).not.toHaveProperty("errcode");
});
