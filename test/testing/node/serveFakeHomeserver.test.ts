import { afterEach, expect, test } from "vitest";
import { discoverHomeserver } from "../../../src/discovery/discoverHomeserver.js";
import { type ServedHomeserver, serveFakeHomeserver } from "../../../src/testing/node/index.js";
import { createRegistration } from "../../../src/uia/run/createRegistration.js";

let served: ServedHomeserver | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

test("an account is made on it by HTTP, and it tells", async () => {
  served = await serveFakeHomeserver({ serverName: "served.example" });
  const { baseUrl, serverName, homeserver } = served;
  expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const found = await discoverHomeserver({ baseUrl, serverName }, { trust: "own" });
  expect(found).toMatchObject({ status: "found" });
  const registration = createRegistration({ homeserver: { baseUrl, serverName }, trust: "own" });
  await registration.submitAccount({ username: "alice", password: "correct horse battery" });
  expect(await registration.result).toMatchObject({ outcome: "registered" });
  expect(homeserver.accounts.map(({ userId }) => userId)).toEqual(["@alice:served.example"]);
});

test("two at once are two", async () => {
  served = await serveFakeHomeserver();
  const other = await serveFakeHomeserver({ closed: true });
  expect(other.baseUrl).not.toBe(served.baseUrl);
  const register = (baseUrl: string) =>
    fetch(`${baseUrl}/_matrix/client/v3/register`, { method: "POST", body: "{}" });
  expect((await register(served.baseUrl)).status).toBe(401);
  expect((await register(other.baseUrl)).status).toBe(403);
  await other.close();
});

test("a connection that it cuts fails", async () => {
  served = await serveFakeHomeserver();
  served.homeserver.misbehave({ on: { path: "/login" }, do: { kind: "cut" } });
  await expect(fetch(`${served.baseUrl}/_matrix/client/v3/login`)).rejects.toThrow();
});

test("the caller sees each request, and behind a proxy it has the proxy's address", async () => {
  const asked: string[] = [];
  served = await serveFakeHomeserver({
    serverName: "example.org",
    baseUrl: "https://matrix.example.org",
    onRequest: ({ method, url, headers }) =>
      asked.push(`${method} ${url} for ${String(headers["x-forwarded-for"])}`),
  });
  expect(served.baseUrl).toBe("https://matrix.example.org");
  const path = "/_matrix/client/versions";
  const address = `http://127.0.0.1:${served.port}${path}`;
  const answer = await fetch(address, { headers: { "x-forwarded-for": "192.0.2.1" } });
  expect(answer.status).toBe(200);
  expect(asked).toEqual([`GET ${path} for 192.0.2.1`]);
});

test("it is gone once it is closed", async () => {
  const { baseUrl, close } = await serveFakeHomeserver();
  await fetch(`${baseUrl}/_matrix/client/versions`);
  await close();
  await expect(fetch(`${baseUrl}/_matrix/client/versions`)).rejects.toThrow();
});
