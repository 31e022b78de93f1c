import { afterEach, describe, expect, test, vi } from "vitest";
import { discoverHomeserver } from "../../src/discovery/discoverHomeserver.js";

const challenge = {
  session: "xyzzy",
  flows: [{ stages: ["m.login.dummy"] }],
  params: { "m.login.dummy": { a: 1 } },
};

/** A fetch that answers by URL, and keeps what it was asked. */
function network(answers: Record<string, Response | Error>) {
  const asked: string[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    asked.push(
      `${init.method ?? "GET"} ${url}${typeof init.body === "string" ? ` ${init.body}` : ""}`,
    );
    const answer = answers[url];
    if (answer === undefined || answer instanceof Error) throw answer ?? new TypeError("no route");
    return answer.clone();
  };
  return { asked, fetch };
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

afterEach(() => {
  vi.useRealTimers();
});

describe("where the homeserver is", () => {
  test("by the document of its server name", async () => {
    const { asked, fetch } = network({
      "https://example.org/.well-known/matrix/client": json(200, {
        "m.homeserver": { base_url: "https://matrix.example.org/" },
      }),
      "https://matrix.example.org/_matrix/client/v3/register": json(401, challenge),
    });
    expect(await discoverHomeserver("@alice:example.org", { fetch })).toEqual({
      status: "found",
      homeserver: { baseUrl: "https://matrix.example.org/", serverName: "example.org" },
      ways: [expect.objectContaining({ way: "uia" })],
      preferred: { way: "uia", flows: [["m.login.dummy"]], params: { "m.login.dummy": { a: 1 } } },
    });
    expect(asked).toEqual([
      "GET https://example.org/.well-known/matrix/client",
      "POST https://matrix.example.org/_matrix/client/v3/register {}",
    ]);
  });

  test("at the server name itself when there is no document", async () => {
    const { fetch } = network({
      "https://example.org:8448/_matrix/client/v3/register": json(401, challenge),
    });
    expect(await discoverHomeserver("example.org:8448", { fetch })).toMatchObject({
      status: "found",
      homeserver: { baseUrl: "https://example.org:8448", serverName: "example.org:8448" },
    });
  });

  test("as given, with one request", async () => {
    const { asked, fetch } = network({
      "https://matrix.example.org/_matrix/client/v3/register": json(401, challenge),
    });
    const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
    expect(await discoverHomeserver(homeserver, { fetch })).toMatchObject({
      status: "found",
      homeserver: { serverName: "example.org" },
    });
    expect(asked).toHaveLength(1);
  });

  test("nothing is asked of an address nobody meant", async () => {
    const { asked, fetch } = network({});
    expect(await discoverHomeserver("matrix.org@evil.example", { fetch })).toEqual({
      status: "unavailable",
      reason: "notMatrix",
    });
    expect(asked).toEqual([]);
  });

  test("a wrong document is not worked around", async () => {
    const { asked, fetch } = network({
      "https://example.org/.well-known/matrix/client": new Response("<html>", { status: 200 }),
    });
    expect(await discoverHomeserver("example.org", { fetch })).toEqual({
      status: "unavailable",
      reason: "notMatrix",
    });
    expect(asked).toHaveLength(1);
  });
});

test("the probe's session is thrown away", async () => {
  const { fetch } = network({
    "https://matrix.example.org/_matrix/client/v3/register": json(401, challenge),
  });
  const discovery = await discoverHomeserver("https://matrix.example.org", { fetch });
  expect(discovery.status).toBe("found");
  expect(JSON.stringify(discovery)).not.toContain("xyzzy");
});

test("a limit says when to come back", async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const { fetch } = network({
    "https://matrix.example.org/_matrix/client/v3/register": json(429, {
      errcode: "M_LIMIT_EXCEEDED",
      retry_after_ms: 5_000,
    }),
  });
  expect(await discoverHomeserver("https://matrix.example.org", { fetch })).toEqual({
    status: "unavailable",
    reason: "rateLimited",
    retryAt: 1_005_000,
  });
});

test("a homeserver that never answers is given up after 20 seconds", async () => {
  vi.useFakeTimers();
  const fetch = () => new Promise<Response>(() => undefined);
  const discovery = discoverHomeserver("example.org", { fetch });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await discovery).toEqual({ status: "unavailable", reason: "unreachable" });
  expect(vi.getTimerCount()).toBe(0);
});

test("who stops it is told so", async () => {
  const stop = new AbortController();
  const fetch = () => new Promise<Response>(() => undefined);
  const discovery = discoverHomeserver("example.org", { fetch, signal: stop.signal });
  stop.abort();
  await expect(discovery).rejects.toMatchObject({ reason: "aborted" });
});
