import { afterEach, describe, expect, test, vi } from "vitest";
import { NetworkError } from "../../../src/protocol/wire/errors.js";
import { errorOnTheWay } from "../../../src/redirect/oauth/oauthFetch.js";
import {
  type Answers,
  begin,
  codeOf,
  formOf,
  goThere,
  memoryStorage,
  metadata,
  servers,
} from "./servers.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a homeserver that does not tell its account server", () => {
  const said = (body: unknown, status: number) => () =>
    typeof body === "string" ? new Response(body, { status }) : Response.json(body, { status });
  const words = { errcode: "M_LIMIT_EXCEEDED", error: "Slow down", retry_after_ms: 9_000 };
  test.each<[string, Answers[string], object]>([
    [
      "has none",
      said({ errcode: "M_UNRECOGNIZED", error: "No" }, 404),
      { code: "unsupported", detail: { status: 404, errcode: "M_UNRECOGNIZED", text: "No" } },
    ],
    [
      "limits",
      said(words, 429),
      {
        ...{ code: "rateLimited", retryAfterMs: 9_000 },
        detail: { status: 429, errcode: "M_LIMIT_EXCEEDED", text: "Slow down" },
      },
    ],
    [
      "limits in front of it",
      said("<html>", 429),
      { code: "rateLimited", detail: { status: 429 } },
    ],
    [
      "fails",
      said({ errcode: "M_UNKNOWN" }, 500),
      { code: "serverFailed", detail: { status: 500 } },
    ],
    ["is down", said("<html>", 500), { code: "serverFailed", detail: { status: 500 } }],
    ["is down behind a proxy", said("<html>", 502), { code: "serverFailed" }],
    ["sends a page", said("<html>", 200), { code: "malformed", detail: { status: 200 } }],
    ["refuses with a page", said("<html>", 403), { code: "malformed", detail: { status: 403 } }],
    [
      "sends too much",
      said("x".repeat(300_000), 200),
      { code: "malformed", detail: { status: 200 } },
    ],
    ["is not there", () => Promise.reject(new TypeError("lost")), { code: "unreachable" }],
  ])("%s", async (_, answer, told) => {
    const both = servers({
      "/_matrix/client/v1/auth_metadata": answer,
      "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata": answer,
    });
    const storage = memoryStorage();
    await expect(begin(both, { storage })).rejects.toMatchObject({
      name: "RedirectError",
      ...told,
    });
    expect(storage.length).toBe(0);
    expect(both.asked().every((path) => path.endsWith("auth_metadata"))).toBe(true);
  });

  test("cannot be asked without a connection", async () => {
    vi.stubGlobal("navigator", { onLine: false });
    const fetch = () => Promise.reject(new TypeError("lost"));
    expect(await codeOf(begin({ ...servers(), fetch }, { storage: memoryStorage() }))).toBe(
      "offline",
    );
  });

  test.each([
    ["timeout", "unreachable"],
    ["blocked", "unreachable"],
    ["unreachable", "unreachable"],
  ] as const)("whose answer does not come (%s): %s", (reason, code) => {
    expect(errorOnTheWay(new NetworkError(reason))).toMatchObject({ code });
  });

  test("is not asked by a user who has given up", async () => {
    const both = servers();
    const signal = AbortSignal.abort();
    const beginning = begin(both, { storage: memoryStorage(), signal });
    await expect(beginning).rejects.toMatchObject({ name: "NetworkError", reason: "aborted" });
    expect(both.requests).toEqual([]);
  });
});

describe("an account server by http:", () => {
  const plain = JSON.parse(
    JSON.stringify(metadata).replaceAll("https://account", "http://account"),
  ) as object;
  const homeserver = { baseUrl: "http://matrix.example.org", serverName: "example.org" };

  test("makes accounts and takes tokens back, for a homeserver of the app's own", async () => {
    const answer = { "/_matrix/client/v1/auth_metadata": () => Response.json(plain) };
    const { finishing, since } = await goThere(answer, {
      begin: { homeserver, trust: "own" },
      finish: { inhibitLogin: true },
    });
    expect(await finishing).toMatchObject({ userId: "@alice:example.org", session: null });
    expect(since().at(-1)?.url).toBe("http://account.example.org/revoke");
    expect(since().slice(2).map(formOf)).toMatchObject([{ token: "refresh" }, { token: "access" }]);
  });
});
