import { expect, test } from "vitest";
import { createFakeHomeserver } from "../../../src/testing/index.js";
import { alice, asking, dummy, logIn } from "../ask.js";

const password = "secret";

function bob() {
  const homeserver = createFakeHomeserver({ usersTaken: [{ username: "bob", password }] });
  return { homeserver, ask: asking(homeserver) };
}

test.each([["bob"], ["BOB"], ["@bob:example.org"]])("a person signs in as %s", async (user) => {
  const { ask } = bob();
  expect(await logIn(ask, user, password)).toMatchObject({
    status: 200,
    body: {
      user_id: "@bob:example.org",
      well_known: { "m.homeserver": { base_url: "https://matrix.example.org/" } },
    },
  });
});

test.each([
  [{}, 400, "M_UNKNOWN"],
  [{ type: "m.login.password" }, 400, "M_INVALID_PARAM"],
  [{ type: "m.login.password", password }, 400, "M_INVALID_PARAM"],
  [{ type: "m.login.password", password, identifier: "bob" }, 400, "M_MISSING_PARAM"],
  [{ type: "m.login.password", password, identifier: { type: "m.id.x" } }, 400, "M_UNKNOWN"],
  [{ type: "m.login.password", password, identifier: { type: "m.id.user" } }, 400, "M_UNKNOWN"],
  [{ type: "m.login.password", password, user: "nobody" }, 403, "M_FORBIDDEN"],
  [{ type: "m.login.token", token: "x" }, 403, "M_FORBIDDEN"],
  [{ type: "m.login.foo", user: "bob" }, 400, "M_UNKNOWN"],
])("%o is refused with %i %s", async (body, status, errcode) => {
  expect(await bob().ask("/login", body)).toMatchObject({ status, body: { errcode } });
});

test("an account without a password refuses every login", async () => {
  const { homeserver, ask } = bob();
  homeserver.addAccount("keyless");
  expect(await logIn(ask, "keyless", "")).toMatchObject({ status: 403 });
});

test("signing out ends the device and its tokens", async () => {
  const { homeserver, ask } = bob();
  const first = await logIn(ask, "bob", password);
  const second = await logIn(ask, "bob", password);
  expect(await ask("/logout", {}, first.body["access_token"])).toMatchObject({ status: 200 });
  const whoami = (answer: typeof first) =>
    ask("/account/whoami", undefined, answer.body["access_token"]);
  expect(await whoami(first)).toMatchObject({ status: 401, body: { errcode: "M_UNKNOWN_TOKEN" } });
  expect(await whoami(second)).toMatchObject({
    status: 200,
    body: { user_id: "@bob:example.org", is_guest: false, device_id: second.body["device_id"] },
  });
  expect(homeserver.accounts[0]?.devices).toHaveLength(1);
});

test("an account that waits for approval is let in when it is given", async () => {
  const homeserver = createFakeHomeserver({ approval: true });
  const ask = asking(homeserver);
  const errcode = "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL";
  const made = await ask("/register", { ...alice, auth: dummy });
  expect(made).toMatchObject({ status: 403, body: { errcode } });
  expect(await logIn(ask, "alice", alice.password)).toMatchObject({ body: { errcode } });
  homeserver.approve("@alice:example.org");
  expect(await logIn(ask, "alice", alice.password)).toMatchObject({ status: 200 });
});
