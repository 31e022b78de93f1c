import { expect, test } from "vitest";
import { createFakeHomeserver, type FakeHomeserver, scenarios } from "../../src/testing/index.js";

async function post(homeserver: FakeHomeserver, path: string, body: unknown) {
  const response = await homeserver.fetch(`${homeserver.baseUrl}/_matrix/client/v3${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const alice = { username: "Alice", password: "correct horse" };

test("an account is made in two requests and can sign in", async () => {
  const homeserver = createFakeHomeserver(scenarios.open.options);
  const asked = await post(homeserver, "/register", alice);
  expect(asked).toMatchObject({ status: 401, body: { flows: [{ stages: ["m.login.dummy"] }] } });
  const made = await post(homeserver, "/register", {
    ...alice,
    auth: { type: "m.login.dummy", session: asked.body["session"] },
  });
  expect(made).toMatchObject({ status: 200, body: { user_id: "@alice:example.org" } });
  const signedIn = await post(homeserver, "/login", {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: "alice" },
    password: alice.password,
  });
  expect(signedIn).toMatchObject({ status: 200, body: { user_id: "@alice:example.org" } });
});
