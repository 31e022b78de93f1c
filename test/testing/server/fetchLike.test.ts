import { expect, test, vi } from "vitest";
import { createFakeHomeserver } from "../../../src/testing/index.js";
import { alice, asking, dummy } from "../ask.js";
import { manualClock } from "../manualClock.js";

const versions = "https://matrix.example.org/_matrix/client/versions";

test("an aborted request is not sent", async () => {
  const homeserver = createFakeHomeserver();
  const reason = new Error("no more");
  await expect(homeserver.fetch(versions, { signal: AbortSignal.abort(reason) })).rejects.toBe(
    reason,
  );
  expect(homeserver.requests).toEqual([]);
});

test("a request aborted on its way is acted upon all the same", async () => {
  const clock = manualClock();
  const homeserver = createFakeHomeserver({
    clock,
    misbehaviour: [{ do: { kind: "slow", ms: 1000 } }],
  });
  const controller = new AbortController();
  const answer = homeserver.fetch(`${homeserver.baseUrl}/_matrix/client/v3/register`, {
    method: "POST",
    body: JSON.stringify({ ...alice, auth: dummy }),
    signal: controller.signal,
  });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  await clock.advance(1000);
  await clock.advance(0);
  expect(homeserver.accounts).toMatchObject([{ userId: "@alice:example.org" }]);
});

test("the time to wait is in the body; the header is out of reach", async () => {
  const clock = manualClock();
  const homeserver = createFakeHomeserver({
    clock,
    limits: { tokenValidity: { perSecond: 1, burst: 0 } },
  });
  const path = "/_matrix/client/v1/register/m.login.registration_token/validity?token=none";
  const url = homeserver.baseUrl + path;
  const answering = homeserver.fetch(url);
  await clock.advance(500);
  const answer = await answering;
  expect(await answer.json()).toMatchObject({ retry_after_ms: 1000 });
  expect(answer.headers.get("Retry-After")).toBeNull();
  const handling = homeserver.handle(new Request(url));
  await clock.advance(500);
  expect((await handling).headers.get("Retry-After")).toBe("1");
});

test.each([
  ["Synapse's", false, { Date: "now" }],
  ["the least", true, { Authorization: "Bearer token" }],
])("%s CORS headers let those of the specification pass", async (_, corsStricter, headers) => {
  const { fetch } = createFakeHomeserver({ corsStricter });
  const init = { headers: { "Content-Type": "application/json", ...headers } };
  await expect(fetch(versions, init)).resolves.toMatchObject({ status: 200, url: versions });
});

test.each([
  ["any header", false, { "X-Kit": "1" }],
  ["what only Synapse lets pass", true, { Date: "now" }],
])("no preflight passes for %s", async (_, corsStricter, headers) => {
  const homeserver = createFakeHomeserver({ corsStricter });
  await expect(homeserver.fetch(versions, { headers })).rejects.toThrow(TypeError);
  expect(homeserver.requests).toEqual([]);
});

test("preflights are not noted", async () => {
  const homeserver = createFakeHomeserver();
  await asking(homeserver)("/login");
  expect(homeserver.requests).toHaveLength(1);
});

test("headers may come as they were spelt, as in happy-dom", async () => {
  const homeserver = createFakeHomeserver();
  vi.stubGlobal(
    "Headers",
    class extends Headers {
      override *keys() {
        for (const name of super.keys()) yield name.replace(/\b[a-z]/g, (a) => a.toUpperCase());
        return undefined;
      }
    },
  );
  vi.stubGlobal(
    "Request",
    class extends Request {
      override get headers() {
        return new Headers(super.headers);
      }
    },
  );
  try {
    const answer = await homeserver.fetch(`${homeserver.baseUrl}/_matrix/client/v3/register`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...alice, auth: dummy }),
    });
    expect(answer.status).toBe(200);
  } finally {
    vi.unstubAllGlobals();
  }
});
