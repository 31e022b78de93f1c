import { expect, test } from "vitest";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../../../src/testing/index.js";
import { alice, asking, begin, dummy, logIn } from "../ask.js";
import { manualClock } from "../manualClock.js";

const names = Object.keys(scenarios) as ScenarioName[];

function at(name: ScenarioName) {
  const clock = manualClock();
  const homeserver = createFakeHomeserver({ ...scenarios[name].options, clock });
  return { clock, homeserver, ask: asking(homeserver) };
}

test.each(names)("%s has a title, and the user `taken`", (name) => {
  expect(scenarios[name].title).toMatch(/^[A-Z].*[^.]$/);
  expect(at(name).homeserver.accounts).toMatchObject([{ userId: "@taken:example.org" }]);
});

test("`taken` signs in with `taken-password`", async () => {
  expect(await logIn(at("open").ask, "taken", "taken-password")).toMatchObject({ status: 200 });
});

test("guestsOnly: guests come in, users do not", async () => {
  const { ask } = at("guestsOnly");
  expect(await ask("/register?kind=guest", {})).toMatchObject({ status: 200 });
  expect(await ask("/register", alice)).toMatchObject({
    status: 403,
    body: { errcode: "M_FORBIDDEN" },
  });
});

test("manyTerms: three policies in several languages", async () => {
  const answer = await at("manyTerms").ask("/register", {});
  expect(answer.body["params"]).toMatchObject({
    "m.login.terms": {
      policies: {
        terms_of_service: { version: "2.3", en: {}, de: {}, fr: {} },
        privacy_policy: { version: "1.0", en_US: {}, de: {} },
        code_of_conduct: { en: {} },
      },
    },
  });
});

test("nameTakenLate: free at first, then taken, and another name is good", async () => {
  const { ask } = at("nameTakenLate");
  const session = await begin(ask, alice);
  const auth = { ...dummy, session };
  expect(await ask("/register", { ...alice, auth })).toMatchObject({
    status: 400,
    body: { errcode: "M_USER_IN_USE" },
  });
  const made = await ask("/register", { ...alice, username: "alice2", auth });
  expect(made).toMatchObject({ status: 200, body: { user_id: "@alice2:example.org" } });
});

test("limited: the flows are told, the first attempt waits 5 seconds, the next is good", async () => {
  const { clock, ask } = at("limited");
  expect((await ask("/register", {})).status).toBe(401);
  const refused = ask("/register", { ...alice, auth: dummy });
  await clock.advance(500);
  expect(await refused).toMatchObject({ status: 429, body: { retry_after_ms: 5000 } });
  await clock.advance(4500);
  expect((await ask("/register", { ...alice, auth: dummy })).status).toBe(200);
});

test("answerLost: the account is made, the next request says so", async () => {
  const { ask } = at("answerLost");
  const session = await begin(ask, alice);
  await expect(ask("/register", { ...alice, auth: { ...dummy, session } })).rejects.toThrow();
  expect(await ask("/register", { ...alice, auth: { session } })).toMatchObject({
    status: 200,
    body: { user_id: "@alice:example.org" },
  });
});

test("answerLostForGood: no request says so", async () => {
  const { homeserver, ask } = at("answerLostForGood");
  const session = await begin(ask, alice);
  const { fetch } = homeserver;
  await expect(ask("/register", { ...alice, auth: { ...dummy, session } })).rejects.toThrow();
  await expect(ask("/register", { ...alice, auth: { session } })).rejects.toThrow();
  await expect(fetch(`${homeserver.baseUrl}/_matrix/client/versions`)).resolves.toBeDefined();
  expect(await logIn(ask, "alice", alice.password)).toMatchObject({ status: 200 });
});

test("broken: an account cannot be asked for; down: nothing can", async () => {
  const status = async (name: ScenarioName, body: unknown) => {
    const { homeserver } = at(name);
    const url = `${homeserver.baseUrl}/_matrix/client/v3/register`;
    const init = { method: "POST", body: JSON.stringify(body) };
    return (await homeserver.fetch(url, init)).status;
  };
  expect(await status("broken", {})).toBe(401);
  expect(await status("broken", alice)).toBe(502);
  expect(await status("down", {})).toBe(502);
});

test("otherFlow: a captcha, or nothing at all", async () => {
  const { ask } = at("otherFlow");
  expect((await ask("/register", { ...alice, auth: dummy })).status).toBe(200);
});
