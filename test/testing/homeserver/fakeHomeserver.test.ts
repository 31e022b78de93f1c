import { expect, test, vi } from "vitest";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { alice, asking, begin, dummy, logIn } from "../ask.js";

test("an account is made in two requests and can sign in", async () => {
  const homeserver = createFakeHomeserver(scenarios.open.options);
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  const made = await ask("/register", { ...alice, auth: { ...dummy, session } });
  expect(made).toMatchObject({ status: 200, body: { user_id: "@alice:example.org" } });
  expect(await logIn(ask, "alice", alice.password)).toMatchObject({ status: 200 });
  expect(await logIn(ask, "alice", "another")).toMatchObject({ status: 403 });
  expect(homeserver.accounts).toMatchObject([
    { userId: "@taken:example.org", devices: [] },
    { userId: "@alice:example.org", devices: [{}, {}] },
  ]);
});

test("an account that was added can sign in", async () => {
  const homeserver = createFakeHomeserver();
  expect(homeserver.addAccount("bob", "secret")).toBe("@bob:example.org");
  expect(await logIn(asking(homeserver), "bob", "secret")).toMatchObject({ status: 200 });
});

test("a session that was forgotten is unknown", async () => {
  const homeserver = createFakeHomeserver();
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  homeserver.forgetSessions();
  expect(await ask("/register", { auth: { session } })).toMatchObject({
    status: 400,
    body: { errcode: "M_UNKNOWN", error: `Unknown session ID: ${session}` },
  });
});

test("requests are noted with what became of them, secrets by number", async () => {
  const homeserver = createFakeHomeserver();
  const ask = asking(homeserver);
  const session = await begin(ask, alice);
  await ask("/register", { ...alice, auth: { ...dummy, session } });
  await ask("/register/available?username=alice");
  await logIn(ask, "alice", "another");
  const password = "[secret 1]";
  expect(homeserver.requests).toEqual([
    {
      method: "POST",
      uri: "/_matrix/client/v3/register",
      body: { username: "alice", password },
      status: 401,
    },
    {
      method: "POST",
      uri: "/_matrix/client/v3/register",
      body: { username: "alice", password, auth: { ...dummy, session } },
      status: 200,
    },
    { method: "GET", uri: "/_matrix/client/v3/register/available?username=alice", status: 400 },
    {
      method: "POST",
      uri: "/_matrix/client/v3/login",
      body: {
        type: "m.login.password",
        identifier: { type: "m.id.user", user: "alice" },
        password: "[secret 2]",
      },
      status: 403,
    },
  ]);
});

test("nothing that can be read of it holds a password or a token", async () => {
  const homeserver = createFakeHomeserver({ guests: true });
  const ask = asking(homeserver);
  const guest = await ask("/register?kind=guest", {});
  const made = await ask("/register", {
    ...alice,
    guest_access_token: guest.body["access_token"],
    refresh_token: true,
    auth: dummy,
  });
  await ask("/refresh", { refresh_token: made.body["refresh_token"] });
  const seen = JSON.stringify([homeserver, homeserver.requests, homeserver.accounts]);
  for (const secret of [alice.password, guest.body["access_token"], made.body["refresh_token"]]) {
    expect(seen).not.toContain(secret ?? "no such thing");
  }
});

test("a base URL may have a path, and slashes at its end", async () => {
  const homeserver = createFakeHomeserver({ baseUrl: "https://example.org/matrix//" });
  expect(homeserver.baseUrl).toBe("https://example.org/matrix");
  const answer = await asking(homeserver)("/register", {});
  expect(answer.status).toBe(401);
});

test("the server name's host tells where the API is, and has nothing else", async () => {
  const { fetch } = createFakeHomeserver({ serverName: "name.test", baseUrl: "https://api.test" });
  const told = await fetch("https://name.test/.well-known/matrix/client");
  expect(await told.json()).toEqual({ "m.homeserver": { base_url: "https://api.test/" } });
  await expect(fetch("https://name.test/_matrix/client/versions")).rejects.toThrow(TypeError);
  await expect(fetch("https://elsewhere.test/_matrix/client/versions")).rejects.toThrow(TypeError);
});

test("a link to a policy shows it, and no script of another origin can read it", async () => {
  const { fetch, handle, baseUrl } = createFakeHomeserver(scenarios.manyTerms.options);
  const answer = await asking({ fetch, baseUrl })("/register", {});
  const params = answer.body["params"] as Record<string, { policies: Policies }>;
  const policies = Object.values(params["m.login.terms"]?.policies ?? {});
  expect(policies).toHaveLength(3);
  for (const { version, ...translations } of policies) {
    expect(version).toEqual(expect.any(String));
    for (const { name, url } of Object.values(translations) as { name: string; url: string }[]) {
      const page = await handle(new Request(url));
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(`<h1>${name}</h1>`);
      await expect(fetch(url)).rejects.toThrow(TypeError);
    }
  }
});

type Policies = Record<string, Record<string, unknown>>;

test("an environment without Request is named", () => {
  vi.stubGlobal("Request", undefined);
  Reflect.deleteProperty(globalThis, "Request");
  expect(() => createFakeHomeserver()).toThrow(/needs Request, .*jest-fixed-jsdom/);
  vi.unstubAllGlobals();
  expect(createFakeHomeserver().serverName).toBe("example.org");
});
