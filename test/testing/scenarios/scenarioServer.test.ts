import { describe, expect, test } from "vitest";
import { createScenarioServer, type ScenarioServer } from "../../../src/testing/index.js";
import { alice, asking, begin, dummy } from "../ask.js";

const origin = "http://127.0.0.1:5173";

function askingAt(server: ScenarioServer, id: string) {
  return asking({
    baseUrl: `${origin}/fake/${id}`,
    fetch: async (input, init) => {
      const response = await server(new Request(input, init));
      if (response === undefined) throw new Error(`nothing at ${input}`);
      return response;
    },
  });
}

async function read(server: ScenarioServer, path: string): Promise<unknown> {
  const response = await server(new Request(origin + path));
  return response?.json();
}

test("each ID is a homeserver of its own, made when it is asked for", async () => {
  const server = createScenarioServer();
  const account = { ...alice, auth: dummy };
  expect((await askingAt(server, "open~1")("/register", account)).status).toBe(200);
  expect((await askingAt(server, "open~2")("/register", account)).status).toBe(200);
  expect((await askingAt(server, "open")("/register", account)).status).toBe(200);
  expect((await askingAt(server, "open~1")("/register", account)).status).toBe(400);
  expect((await askingAt(server, "closed~1")("/register", account)).status).toBe(403);
});

test("an ID may name a dialect", async () => {
  const server = createScenarioServer();
  const answer = await askingAt(server, "closed.conduit~1")("/register", {});
  expect(answer).toMatchObject({
    status: 403,
    body: { error: "M_FORBIDDEN: Registration has been disabled." },
  });
  expect(await read(server, "/fake/open.nothing/")).toMatchObject({
    error: expect.stringContaining(
      "synapse, dendrite, conduit, continuwuity, tuwunel, mas",
    ) as unknown,
  });
});

test("its base URL is the request's origin and its path", async () => {
  const told = await read(createScenarioServer(), "/fake/open~x/.well-known/matrix/client");
  expect(told).toEqual({ "m.homeserver": { base_url: `${origin}/fake/open~x/` } });
});

test("the requests and the accounts can be read", async () => {
  const server = createScenarioServer();
  await askingAt(server, "open")("/register", { ...alice, auth: dummy });
  expect(await read(server, "/fake/open/_fake/requests")).toMatchObject([
    { method: "POST", uri: "/_matrix/client/v3/register", status: 200 },
  ]);
  expect(await read(server, "/fake/open/_fake/accounts")).toEqual([
    { userId: "@taken:example.org", kind: "user", devices: 0 },
    { userId: "@alice:example.org", kind: "user", devices: 1 },
  ]);
});

describe("the sent messages can be read", () => {
  const json = { Accept: "application/json" };

  async function shown(server: ScenarioServer, path: string, headers = {}) {
    const response = await server(new Request(origin + path, { headers }));
    const type = response?.headers.get("Content-Type");
    return { type, text: (await response?.text()) ?? "" };
  }

  test("mails, with a link to click", async () => {
    const server = createScenarioServer();
    expect((await shown(server, "/fake/email/_fake/mailbox")).text).toContain("No mail yet");
    await askingAt(server, "email")("/register/email/requestToken", {
      client_secret: "secret",
      email: "<b>@example.org",
      send_attempt: 1,
    });
    const mails = (await read(server, "/fake/email/_fake/mailbox.json")) as { link: string }[];
    expect(mails).toMatchObject([{ to: "<b>@example.org" }]);
    const page = await shown(server, "/fake/email/_fake/mailbox");
    expect(page.type).toMatch(/^text\/html/);
    expect(page.text).not.toContain("<b>");
    const href = /<a href="([^"]*)"/.exec(page.text)?.[1]?.replaceAll("&#38;", "&");
    expect(href).toBe(mails[0]?.link);
    const opened = await server(new Request(href ?? ""));
    expect(opened?.status).toBe(200);
    const { type, text } = await shown(server, "/fake/email/_fake/mailbox", json);
    expect(type).toMatch(/^application\/json/);
    expect(JSON.parse(text)).toEqual(mails);
  });

  test("SMS, with their codes", async () => {
    const server = createScenarioServer();
    expect((await shown(server, "/fake/msisdn/_fake/sms")).text).toContain("No SMS yet");
    await askingAt(server, "msisdn")("/register/msisdn/requestToken", {
      client_secret: "secret",
      country: "GB",
      phone_number: "07700900111",
      send_attempt: 1,
    });
    const inbox = (await read(server, "/fake/msisdn/_fake/sms.json")) as { code: string }[];
    expect(inbox).toMatchObject([{ to: "447700900111" }]);
    expect((await shown(server, "/fake/msisdn/_fake/sms")).text).toContain(inbox[0]?.code);
    expect(JSON.parse((await shown(server, "/fake/msisdn/_fake/sms", json)).text)).toEqual(inbox);
  });
});

describe("time can go by", () => {
  const post = (server: ScenarioServer, path: string) =>
    server(new Request(origin + path, { method: "POST" }));

  test("for sessions", async () => {
    const server = createScenarioServer();
    const ask = askingAt(server, "open");
    const session = await begin(ask, alice);
    expect((await post(server, "/fake/open/_fake/expire/sessions"))?.status).toBe(204);
    const { body } = await ask("/register", { ...alice, auth: { ...dummy, session } });
    expect(body).toMatchObject({ error: `Unknown session ID: ${session}` });
  });

  test("for the links in mails", async () => {
    const server = createScenarioServer();
    await askingAt(server, "email")("/register/email/requestToken", {
      client_secret: "secret",
      email: "alice@example.org",
      send_attempt: 1,
    });
    const mails = (await read(server, "/fake/email/_fake/mailbox.json")) as { link: string }[];
    expect((await post(server, "/fake/email/_fake/expire/mail-links"))?.status).toBe(204);
    const opened = await server(new Request(mails[0]?.link ?? ""));
    expect(await opened?.text()).toContain("This token has expired");
  });

  test("for the codes in text messages", async () => {
    const server = createScenarioServer();
    const ask = askingAt(server, "msisdn");
    const request = { client_secret: "secret", country: "GB", phone_number: "07700900001" };
    const { body } = await ask("/register/msisdn/requestToken", { ...request, send_attempt: 1 });
    const sent = (await read(server, "/fake/msisdn/_fake/sms.json")) as { code: string }[];
    expect((await post(server, "/fake/msisdn/_fake/expire/codes"))?.status).toBe(204);
    const submission = { client_secret: "secret", sid: body["sid"], token: sent[0]?.code };
    const submitted = await server(
      new Request(String(body["submit_url"]), { method: "POST", body: JSON.stringify(submission) }),
    );
    expect(submitted?.status).toBe(400);
  });
});

test("the captcha's script comes from the server itself, and its own page uses it", async () => {
  const server = createScenarioServer();
  const path = "/fake/recaptcha~1/_fake/recaptcha/api.js";
  const script = await server(new Request(origin + path));
  expect(script?.headers.get("Content-Type")).toBe("text/javascript");
  const stage = "/fake/recaptcha~1/_matrix/client/v3/auth/m.login.recaptcha/fallback/web";
  const page = await server(new Request(`${origin}${stage}?session=x`));
  expect(await page?.text()).toContain(`src="${origin}${path}"`);
});

test("beyond 200 the oldest is forgotten", async () => {
  const server = createScenarioServer();
  const requests = (id: number) => read(server, `/fake/open~${id}/_fake/requests`);
  await askingAt(server, "open~0")("/login");
  await askingAt(server, "open~1")("/login");
  for (let id = 2; id < 200; id += 1) await requests(id);
  expect(await requests(0)).toHaveLength(1);
  await requests(200);
  expect(await requests(1)).toHaveLength(1);
  expect(await requests(0)).toEqual([]);
});

test.each(["/", "/fake", "/fakes/open/", "/src/fake/open/x"])(
  "%s is none of its business",
  async (path) => {
    expect(await createScenarioServer()(new Request(origin + path))).toBeUndefined();
  },
);

test.each(["unheard-of", "toString", "constructor~1"])("there is no scenario %s", async (id) => {
  const response = await createScenarioServer()(new Request(`${origin}/fake/${id}/x`));
  expect(response?.status).toBe(404);
});
