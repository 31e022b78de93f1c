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

/** What is asked of a homeserver where it stands. */
const questions = [
  "GET https://matrix.example.org/_matrix/client/v3/login",
  "GET https://matrix.example.org/_matrix/client/v1/auth_metadata",
  "POST https://matrix.example.org/_matrix/client/v3/register {}",
];

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

afterEach(() => {
  vi.useRealTimers();
});

describe("an address that the trust does not allow", () => {
  const refused = async (...[input, options]: Parameters<typeof discoverHomeserver>) => {
    const warn = vi.spyOn(console, "warn").mockReturnValue(undefined);
    const { asked, fetch } = network({});
    const discovery = await discoverHomeserver(input, { ...options, fetch });
    const said = warn.mock.calls.flat();
    warn.mockRestore();
    return { discovery, asked, said };
  };

  test.each([
    ["http://localhost:8008", "listed"],
    ["https://192.168.1.20", "listed"],
    [{ baseUrl: "http://127.0.0.1:8008" }, "listed"],
  ] as const)(
    "%j under %s is not asked, and the console names what is missing",
    async (input, trust) => {
      const { discovery, asked, said } = await refused(input, { trust });
      expect(discovery).toEqual({
        status: "unavailable",
        reason: "unreachable",
        blockedBy: "trust",
      });
      expect(asked).toEqual([]);
      expect(said).toEqual([expect.stringMatching(/trust "own"/)]);
    },
  );

  test("an address that a user gave is no mistake of the app's", async () => {
    const given = await refused("http://localhost:8008", { trust: "any" });
    const discovery = { reason: "unreachable", blockedBy: "trust" };
    expect(given).toMatchObject({ discovery, asked: [], said: [] });
  });

  test.each(["not a name", "javascript:alert(1)", ""])(
    "%j is no address under any trust, and nothing is said",
    async (input) => {
      const discovery = { reason: "notMatrix" };
      const given = await refused(input, { trust: "listed" });
      expect(given).toMatchObject({ discovery, asked: [], said: [] });
    },
  );
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
      methods: [expect.objectContaining({ type: "uia" })],
      preferred: { type: "uia", flows: [["m.login.dummy"]], params: { "m.login.dummy": { a: 1 } } },
    });
    expect(asked).toEqual([
      "GET https://example.org/.well-known/matrix/client",
      "GET https://matrix.example.org/_matrix/client/v3/login",
      "GET https://matrix.example.org/_matrix/client/v1/auth_metadata",
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

  test("as given", async () => {
    const { asked, fetch } = network({
      "https://matrix.example.org/_matrix/client/v3/register": json(401, challenge),
    });
    const homeserver = { baseUrl: "https://matrix.example.org", serverName: "example.org" };
    expect(await discoverHomeserver(homeserver, { fetch })).toMatchObject({
      status: "found",
      homeserver: { serverName: "example.org" },
    });
    expect(asked).toEqual(questions);
  });

  test("by the document of a site whose address was given", async () => {
    const { fetch } = network({
      "https://example.org/.well-known/matrix/client": json(200, {
        "m.homeserver": { base_url: "https://matrix.example.org" },
      }),
      "https://matrix.example.org/_matrix/client/v3/register": json(401, challenge),
    });
    for (const input of [
      "https://example.org",
      "https://example.org/#/login",
      "http://example.org",
    ]) {
      expect(await discoverHomeserver(input, { fetch })).toMatchObject({
        status: "found",
        homeserver: { baseUrl: "https://matrix.example.org/", serverName: "example.org" },
      });
    }
  });

  test("nowhere, where neither the address nor its document names one", async () => {
    const { asked, fetch } = network({});
    const found = await discoverHomeserver("https://example.org", { fetch });
    expect(found).toMatchObject({ homeserver: { baseUrl: "https://example.org/" } });
    expect(asked.filter((each) => each.includes("/v3/register"))).toHaveLength(1);
  });

  test("an address that was not meant gets no request", async () => {
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
      wellKnown: "failPrompt",
    });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["is somebody else's site", new Response("<html>"), "notMatrix"],
    ["does not answer", new TypeError("no connection"), "unreachable"],
  ])("where the address that a document names %s, it is named", async (_, answer, reason) => {
    const baseUrl = "https://matrix.example.org";
    const { fetch } = network({
      "https://example.org/.well-known/matrix/client": json(200, {
        "m.homeserver": { base_url: baseUrl },
      }),
      ...Object.fromEntries(
        questions.map((question) => [question.replace(/^\w+ | \{\}$/g, ""), answer]),
      ),
    });
    expect(await discoverHomeserver("example.org", { fetch })).toEqual({
      status: "unavailable",
      reason,
      wellKnown: "failError",
      homeserver: { baseUrl: `${baseUrl}/`, serverName: "example.org" },
    });
  });

  test("where nothing names an address, none is at fault", async () => {
    const { fetch } = network({});
    expect(await discoverHomeserver("example.org", { fetch })).toEqual({
      status: "unavailable",
      reason: "unreachable",
      homeserver: { baseUrl: "https://example.org", serverName: "example.org" },
    });
  });

  test("a closed homeserver is known all the same, with what it says", async () => {
    const base = "https://matrix.example.org";
    const { fetch } = network({
      [`${base}/_matrix/client/v3/login`]: json(200, { flows: [] }),
      [`${base}/_matrix/client/v3/register`]: json(403, {
        errcode: "M_FORBIDDEN",
        error: "Ask the club.",
      }),
    });
    expect(await discoverHomeserver(base, { fetch })).toEqual({
      status: "unavailable",
      reason: "closed",
      homeserver: { baseUrl: `${base}/` },
      detail: { status: 403, errcode: "M_FORBIDDEN", text: "Ask the club." },
    });
  });
});

describe("the requests", () => {
  const base = "https://matrix.example.org/_matrix/client";
  const login = (preferred: boolean) =>
    json(200, { flows: [{ type: "m.login.sso", oauth_aware_preferred: preferred }] });
  const metadataBody = {
    issuer: "https://account.example.org/",
    authorization_endpoint: "https://account.example.org/authorize",
    token_endpoint: "https://account.example.org/token",
    prompt_values_supported: ["create"],
    code_challenge_methods_supported: ["S256"],
  };
  const metadata = json(200, metadataBody);
  const unknown = json(404, { errcode: "M_UNRECOGNIZED", error: "Unrecognized request" });
  const closed = json(403, { errcode: "M_FORBIDDEN", error: "Registration has been disabled" });

  test("not for stages where account pages are preferred", async () => {
    const { asked, fetch } = network({
      [`${base}/v3/login`]: login(true),
      [`${base}/v1/auth_metadata`]: metadata,
    });
    const discovery = await discoverHomeserver("https://matrix.example.org", { fetch });
    expect(discovery).toMatchObject({ preferred: { type: "oauth" } });
    expect(asked).toEqual(questions.slice(0, 2));
  });

  test("for stages all the same where the preferred account pages make no accounts", async () => {
    const signInOnly = { ...metadataBody, prompt_values_supported: ["login"] };
    const { asked, fetch } = network({
      [`${base}/v3/login`]: login(true),
      [`${base}/v1/auth_metadata`]: json(200, signInOnly),
      [`${base}/v3/register`]: closed,
    });
    const discovery = await discoverHomeserver("https://matrix.example.org", { fetch });
    expect(discovery).toMatchObject({ status: "unavailable", reason: "closed" });
    expect(asked).toEqual(questions);
  });

  test("for account pages by their old path, where there would be no way", async () => {
    const { asked, fetch } = network({
      [`${base}/v3/login`]: login(false),
      [`${base}/v1/auth_metadata`]: unknown,
      [`${base}/unstable/org.matrix.msc2965/auth_metadata`]: metadata,
      [`${base}/v3/register`]: closed,
    });
    const discovery = await discoverHomeserver("https://matrix.example.org", { fetch });
    expect(discovery).toMatchObject({
      preferred: { type: "oauth", metadata: { isStable: false } },
      methods: [{ type: "oauth" }, { type: "sso" }],
    });
    expect(asked).toEqual([
      ...questions,
      "GET https://matrix.example.org/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    ]);
  });

  test("not by the old path where there are stages", async () => {
    const { asked, fetch } = network({
      [`${base}/v3/login`]: login(false),
      [`${base}/v1/auth_metadata`]: unknown,
      [`${base}/v3/register`]: json(401, challenge),
    });
    const discovery = await discoverHomeserver("https://matrix.example.org", { fetch });
    expect(discovery).toMatchObject({ methods: [{ type: "uia" }, { type: "sso" }] });
    expect(asked).toEqual(questions);
  });

  test("at once, but for the probe, which waits for leave", async () => {
    const waiting = new Map<string, (response: Response) => void>();
    const fetch = (url: string) =>
      new Promise<Response>((resolve) => {
        waiting.set(url.replace(base, ""), resolve);
      });
    const discovery = discoverHomeserver("https://matrix.example.org", { fetch });
    await vi.waitFor(() => expect([...waiting.keys()]).toEqual(["/v3/login", "/v1/auth_metadata"]));
    waiting.get("/v3/login")?.(login(false));
    await vi.waitFor(() => expect(waiting.has("/v3/register")).toBe(true));
    waiting.get("/v3/register")?.(json(401, challenge));
    waiting.get("/v1/auth_metadata")?.(metadata.clone());
    expect(await discovery).toMatchObject({
      methods: [{ type: "oauth" }, { type: "uia" }, { type: "sso" }],
    });
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

test.each([
  [5_000, 5_000],
  [2 ** 31, 900_000],
  [Number.MAX_SAFE_INTEGER, 900_000],
])("a limit of %d ms says when to come back, after 15 minutes at most", async (asked, waits) => {
  const { fetch } = network({
    "https://matrix.example.org/_matrix/client/v3/register": json(429, {
      errcode: "M_LIMIT_EXCEEDED",
      retry_after_ms: asked,
    }),
  });
  const now = () => 1_000_000;
  expect(await discoverHomeserver("https://matrix.example.org", { fetch, now })).toEqual({
    status: "unavailable",
    reason: "rateLimited",
    homeserver: { baseUrl: "https://matrix.example.org/" },
    retryAt: 1_000_000 + waits,
  });
});

test("a homeserver that never answers is given up after 20 seconds", async () => {
  vi.useFakeTimers();
  const fetch = () => new Promise<Response>(() => undefined);
  const discovery = discoverHomeserver("example.org", { fetch });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await discovery).toMatchObject({ status: "unavailable", reason: "unreachable" });
  expect(vi.getTimerCount()).toBe(0);
});

test("an aborted discovery rejects with the abort", async () => {
  const stop = new AbortController();
  const fetch = () => new Promise<Response>(() => undefined);
  const discovery = discoverHomeserver("example.org", { fetch, signal: stop.signal });
  stop.abort();
  await expect(discovery).rejects.toMatchObject({ reason: "aborted" });
});
