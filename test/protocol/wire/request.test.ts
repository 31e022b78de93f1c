import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { authMetadata } from "../../../src/protocol/endpoints/authMetadata.js";
import { loginFlows } from "../../../src/protocol/endpoints/loginFlows.js";
import { wellKnown } from "../../../src/protocol/endpoints/wellKnown.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { type Fetch, request } from "../../../src/protocol/wire/request.js";
import { answering, rejection } from "../answers.js";

const url = "https://matrix.example.org/_matrix/x";

function get(status: number, body: unknown, headers?: Record<string, string>): Promise<unknown> {
  return request("GET", url, undefined, { fetch: answering(status, body, headers) });
}

/** A body that comes chunk by chunk, on demand, and tells when it is no longer wanted. */
function endlessBody(chunk: Uint8Array<ArrayBuffer>) {
  const state = { sent: 0, cancelled: false };
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      state.sent++;
      controller.enqueue(chunk);
    },
    cancel() {
      state.cancelled = true;
    },
  });
  return { state, stream };
}

const encode = (text: string) => new TextEncoder().encode(text);

describe("the request", () => {
  it("is a plain GET without cookies, referrer or headers", async () => {
    const fetch = answering(200, {});
    await request("GET", url, undefined, { fetch });
    const [asked, init] = fetch.mock.calls[0] ?? [];
    expect(asked).toBe(url);
    expect(init).toEqual({
      method: "GET",
      mode: "cors",
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "follow",
      signal: expect.any(AbortSignal) as unknown,
    });
  });

  it("is kept by the browser only where the homeserver says for how long", async () => {
    const fetch = answering(200, { issuer: "", authorization_endpoint: "", token_endpoint: "" });
    await wellKnown("example.org", { fetch });
    await authMetadata({ baseUrl: "https://matrix.example.org", fetch });
    await loginFlows({ baseUrl: "https://matrix.example.org", fetch }).catch(() => undefined);
    expect(fetch.mock.calls.map(([, init]) => init.cache)).toEqual([
      "default",
      "default",
      "no-store",
    ]);
  });

  it("is a POST of JSON that follows no redirect", async () => {
    const fetch = answering(200, {});
    await request("POST", url, { a: "ä", b: undefined }, { fetch });
    expect(fetch.mock.calls[0]?.[1]).toEqual({
      method: "POST",
      mode: "cors",
      cache: "default",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      headers: { "Content-Type": "application/json" },
      body: '{"a":"ä"}',
      signal: expect.any(AbortSignal) as unknown,
    });
  });

  it("has a body with every POST", async () => {
    const fetch = answering(200, {});
    await request("POST", url, undefined, { fetch });
    expect(fetch.mock.calls[0]?.[1].body).toBe("{}");
  });

  it("goes by the platform's fetch when none is given", async () => {
    const fetch = answering(200, { ok: true });
    vi.stubGlobal("fetch", fetch);
    try {
      expect(await request("GET", url, undefined, {})).toEqual({ ok: true });
      expect(fetch).toHaveBeenCalledOnce();
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe("an answer", () => {
  it("is a copy of its own keys", async () => {
    const answer = (await get(200, '{"a":{"b":[1]},"__proto__":{"c":1}}')) as Record<
      string,
      unknown
    >;
    expect(Object.getPrototypeOf(answer)).toBeNull();
    expect(Object.keys(answer)).toEqual(["a", "__proto__"]);
    expect(answer["c"]).toBeUndefined();
  });

  it("is read whatever its content type and wherever its characters are torn", async () => {
    const bytes = encode('{"a":"ä🔑"}');
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const fetch = () =>
      Promise.resolve(new Response(stream, { headers: { "Content-Type": "text/html" } }));
    expect(await request("GET", url, undefined, { fetch })).toEqual({ a: "ä🔑" });
  });

  it.each(["", "{", "null", "1", '"text"', "[]", '[{"a":1}]', "<html>", "{}}", "\u0000"])(
    "of %j cannot be read",
    async (body) => {
      for (const status of [200, 400, 401, 404, 429, 500, 502]) {
        expect(await rejection(get(status, body))).toEqual(new NetworkError("malformed", status));
      }
    },
  );

  it("that ends within a character cannot be read", async () => {
    const fetch = () => Promise.resolve(new Response(new Uint8Array([...encode("{}"), 0xc3])));
    const error = await rejection(request("GET", url, undefined, { fetch }));
    expect(error).toMatchObject({ reason: "malformed" });
  });

  it("without a body cannot be read", async () => {
    const fetch = () => Promise.resolve(new Response(null, { status: 204 }));
    const error = await rejection(request("GET", url, undefined, { fetch }));
    expect(error).toMatchObject({ reason: "malformed", status: 204 });
  });

  it.each([10, 1000, 200_000])("nested %i deep is read without harm", async (depth) => {
    const maxBytes = 2_000_000;
    const body = `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
    const answer = await request("GET", url, undefined, { fetch: answering(200, body), maxBytes });
    expect(answer).toHaveProperty("a");
    const failing = request("GET", url, undefined, { fetch: answering(401, body), maxBytes });
    expect(await rejection(failing)).toBeInstanceOf(MatrixError);
  });
});

describe("an answer too large", () => {
  it.each([
    [undefined, 64 * 1024],
    [256 * 1024, 256 * 1024],
  ])("is refused at the limit (%s)", async (maxBytes, limit) => {
    const options = maxBytes === undefined ? {} : { maxBytes };
    const body = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;
    const whole = request("GET", url, undefined, {
      fetch: answering(200, body(limit)),
      ...options,
    });
    expect(await whole).toHaveProperty("a");
    const more = request("GET", url, undefined, {
      fetch: answering(200, body(limit + 1)),
      ...options,
    });
    expect(await rejection(more)).toMatchObject({ reason: "tooLarge", status: 200 });
  });

  it("is read no further, and called off", async () => {
    const { state, stream } = endlessBody(new Uint8Array(16 * 1024).fill(32));
    const fetch = () => Promise.resolve(new Response(stream));
    const error = await rejection(request("GET", url, undefined, { fetch }));
    expect(error).toMatchObject({ name: "NetworkError", reason: "tooLarge" });
    expect(state.cancelled).toBe(true);
    expect(state.sent).toBeLessThan(8);
  });

  it("is counted in bytes, not in characters", async () => {
    const body = `{"a":"${"ä".repeat(40_000)}"}`;
    expect(await rejection(get(200, body))).toMatchObject({ reason: "tooLarge" });
  });
});

describe("an error answer", () => {
  it("is told by its status and errcode", async () => {
    const error = await rejection(
      get(400, { errcode: "M_USER_IN_USE", error: "User ID already taken." }),
    );
    expect(error).toBeInstanceOf(MatrixError);
    expect(error).toMatchObject({
      status: 400,
      errcode: "M_USER_IN_USE",
      text: "User ID already taken.",
    });
    expect((error as MatrixError).uia).toBeUndefined();
  });

  it.each([
    [{}, undefined],
    [{ errcode: 1 }, undefined],
    [{ errcode: null }, undefined],
    [{ errcode: "" }, undefined],
    [{ errcode: "two words" }, undefined],
    [{ errcode: "X".repeat(129) }, undefined],
    [{ errcode: "constructor" }, "constructor"],
    [
      { errcode: "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL" },
      "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL",
    ],
  ])("with %j has the errcode %j", async (body, errcode) => {
    const error = (await rejection(get(500, body))) as MatrixError;
    expect(error).toBeInstanceOf(MatrixError);
    expect(error.errcode).toBe(errcode);
  });

  it("has words that are clean and of 500 code points at most", async () => {
    const said = `\u202e${"ä".repeat(600)}`;
    const error = (await rejection(get(400, { error: said }))) as MatrixError;
    expect(error.text).toBe(`${"ä".repeat(499)}…`);
    expect(((await rejection(get(400, { error: {} }))) as MatrixError).text).toBeUndefined();
  });

  it.each([
    ["M_FORBIDDEN: No", "No"],
    ["ORG.EXAMPLE_X: M_FORBIDDEN: No", "No"],
    ["M_FORBIDDEN:", undefined],
    ["It said M_FORBIDDEN: No", "It said M_FORBIDDEN: No"],
    ["Not so: No", "Not so: No"],
  ])("has words without the errcode before them: %j", async (error, text) => {
    expect(((await rejection(get(400, { error }))) as MatrixError).text).toBe(text);
  });

  it.each([
    [{ admin_contact: "mailto:admin@example.org" }, "mailto:admin@example.org"],
    [{ admin_contact: "https://example.org/help" }, "https://example.org/help"],
    [{ info_uri: "https://example.org/limits" }, "https://example.org/limits"],
    [{ admin_contact: "javascript:alert(1)" }, undefined],
    [{ admin_contact: "http://example.org" }, undefined],
    [{ info_uri: "mailto:admin@example.org" }, undefined],
    [{ info_uri: "data:text/html,x" }, undefined],
    [{ info_uri: 1 }, undefined],
  ])("with %j has the contact %j", async (body, contact) => {
    expect(((await rejection(get(403, body))) as MatrixError).contact).toBe(contact);
  });

  it("asks for authentication when it is a 401 with flows", async () => {
    const body = { flows: [{ stages: ["m.login.dummy"] }], session: "s", errcode: "M_FORBIDDEN" };
    const error = (await rejection(get(401, body))) as MatrixError;
    expect(error.errcode).toBe("M_FORBIDDEN");
    expect(error.uia).toMatchObject({ flows: [["m.login.dummy"]], session: "s" });
    expect(((await rejection(get(403, body))) as MatrixError).uia).toBeUndefined();
    expect(
      ((await rejection(get(401, { errcode: "M_UNKNOWN_TOKEN" }))) as MatrixError).uia,
    ).toBeUndefined();
  });

  it.each([[null], ["m.login.dummy"], [[{ stages: "m.login.dummy" }]]])(
    "cannot be read when it is a 401 with flows of %j",
    async (flows) => {
      expect(await rejection(get(401, { flows }))).toEqual(new NetworkError("malformed", 401));
    },
  );
});

describe("the time to wait", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2025, 0, 1), toFake: ["Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    [{ retry_after_ms: 1234 }, {}, 1234],
    [{ retry_after_ms: 0 }, {}, 0],
    [{ retry_after_ms: 3_600_000_000 }, {}, 86_400_000],
    [{ retry_after_ms: Number.MAX_SAFE_INTEGER }, {}, 86_400_000],
    [{}, { "Retry-After": "9999999999" }, 86_400_000],
    [{ retry_after_ms: 1234 }, { "Retry-After": "7" }, 1234],
    [{}, { "Retry-After": "7" }, 7000],
    [{}, { "Retry-After": " 0 " }, 0],
    [{}, { "Retry-After": "Wed, 01 Jan 2025 00:00:09 GMT" }, 9000],
    [{}, { "Retry-After": "Tue, 31 Dec 2024 00:00:00 GMT" }, 0],
    [{ retry_after_ms: -1 }, { "Retry-After": "7" }, 7000],
    [{ retry_after_ms: 1.5 }, {}, undefined],
    [{ retry_after_ms: "1000" }, {}, undefined],
    [{ retry_after_ms: null }, {}, undefined],
    [{ retry_after_ms: 1e300 }, {}, undefined],
    [{ retry_after_ms: [1000] }, {}, undefined],
    [{}, {}, undefined],
    [{}, { "Retry-After": "" }, undefined],
    [{}, { "Retry-After": "-5" }, undefined],
    [{}, { "Retry-After": "1.5" }, undefined],
    [{}, { "Retry-After": "1e3" }, undefined],
    [{}, { "Retry-After": "soon" }, undefined],
    [{}, { "Retry-After": "soon GMT" }, undefined],
    [{}, { "Retry-After": "9".repeat(400) }, undefined],
  ])("is read from %j and %j", async (body, headers, retryAfterMs) => {
    const error = (await rejection(get(429, body, headers))) as MatrixError;
    expect(error.retryAfterMs).toBe(retryAfterMs);
  });
});

describe("a redirect", () => {
  function redirected(to: string): Fetch {
    return () => {
      const response = new Response("{}");
      Object.defineProperties(response, { redirected: { value: true }, url: { value: to } });
      return Promise.resolve(response);
    };
  }

  it("may lead a GET to another public place", async () => {
    const fetch = redirected("https://other.example/x");
    expect(await request("GET", url, undefined, { fetch })).toEqual({});
  });

  it.each(["https://192.168.0.1/x", "https://printer.local/x", "http://other.example/x", ""])(
    "from a public place to %j gives no answer",
    async (to) => {
      const error = await rejection(request("GET", url, undefined, { fetch: redirected(to) }));
      expect(error).toMatchObject({ reason: "malformed" });
    },
  );

  it("stays possible on the app's own network", async () => {
    const fetch = redirected("http://localhost:8009/x");
    expect(await request("GET", "http://localhost:8008/x", undefined, { fetch })).toEqual({});
  });
});

describe("no answer", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const refused: Fetch = () => Promise.reject(new TypeError("Failed to fetch"));

  it("means unreachable, unless the browser says it is offline", async () => {
    for (const [navigator, reason] of [
      [{ onLine: true }, "unreachable"],
      [{}, "unreachable"],
      [undefined, "unreachable"],
      [{ onLine: false }, "offline"],
    ] as const) {
      vi.stubGlobal("navigator", navigator);
      const error = await rejection(request("GET", url, undefined, { fetch: refused }));
      expect(error).toEqual(new NetworkError(reason));
    }
  });

  it("is also an answer that breaks off", async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(encode('{"a":'));
        controller.error(new TypeError("terminated"));
      },
    });
    const fetch = () => Promise.resolve(new Response(stream, { status: 401 }));
    const error = await rejection(request("GET", url, undefined, { fetch }));
    expect(error).toMatchObject({ reason: "unreachable", status: 401 });
  });

  it("is also what a fetch throws at once", async () => {
    const fetch: Fetch = () => {
      throw new Error("no network here");
    };
    const error = await rejection(request("GET", url, undefined, { fetch }));
    expect(error).toMatchObject({ reason: "unreachable" });
  });
});

describe("the time limit", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  /** As platforms do: it rejects when the signal says so. */
  const obedient: Fetch = (_url, { signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => {
        reject(new DOMException("Aborted", "AbortError"));
      });
    });
  const deaf: Fetch = () => new Promise(() => undefined);

  it.each([
    ["GET", undefined, 20_000],
    ["POST", undefined, 60_000],
    ["GET", 1000, 1000],
    ["POST", 5000, 5000],
  ] as const)("of a %s (%s) is %i ms", async (method, timeoutMs, limit) => {
    for (const fetch of [obedient, deaf]) {
      const settled = vi.fn();
      const ended = rejection(request(method, url, {}, { fetch, timeoutMs })).then(settled);
      await vi.advanceTimersByTimeAsync(limit - 1);
      expect(settled).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      await ended;
      expect(settled).toHaveBeenCalledWith(new NetworkError("timeout"));
    }
  });

  it("covers the body, which is then called off", async () => {
    const cancel = vi.fn();
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      controller.enqueue(encode("{"));
    };
    const endless = new ReadableStream({ start, cancel });
    const fetch = () => Promise.resolve(new Response(endless));
    const ended = rejection(request("GET", url, undefined, { fetch }));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await ended).toEqual(new NetworkError("timeout"));
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("is no shorter for being without end", async () => {
    const settled = vi.fn();
    const abort = new AbortController();
    const options = { fetch: deaf, signal: abort.signal, timeoutMs: Number.POSITIVE_INFINITY };
    const ended = rejection(request("GET", url, undefined, options)).then(settled);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(settled).not.toHaveBeenCalled();
    abort.abort();
    await ended;
    expect(settled).toHaveBeenCalledWith(new NetworkError("aborted"));
  });
});

describe("aborting", () => {
  it.each([true, false])("ends a request on its way (fetch heeds it: %s)", async (heeds) => {
    const abort = new AbortController();
    const fetch = vi.fn<Fetch>(
      (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          if (!heeds) return;
          signal?.addEventListener("abort", () => {
            reject(signal.reason as Error);
          });
        }),
    );
    const ended = rejection(request("POST", url, {}, { fetch, signal: abort.signal }));
    expect(fetch).toHaveBeenCalledOnce();
    abort.abort(new Error("a reason of the app's"));
    expect(await ended).toEqual(new NetworkError("aborted"));
  });

  it("sends nothing when it came first", async () => {
    const fetch = answering(200, {});
    const error = await rejection(
      request("GET", url, undefined, { fetch, signal: AbortSignal.abort() }),
    );
    expect(error).toEqual(new NetworkError("aborted"));
    expect(fetch).not.toHaveBeenCalled();
  });

  it("calls off the body of an answer that comes too late", async () => {
    const abort = new AbortController();
    const { state, stream } = endlessBody(encode(" "));
    let arrive: (response: Response) => void = () => undefined;
    const late = new Promise<Response>((resolve) => {
      arrive = resolve;
    });
    const ended = rejection(
      request("GET", url, undefined, { fetch: () => late, signal: abort.signal }),
    );
    abort.abort();
    expect(await ended).toMatchObject({ reason: "aborted" });
    arrive(new Response(stream));
    await vi.waitFor(() => {
      expect(state.cancelled).toBe(true);
    });
    expect(state.sent).toBeLessThan(5);
  });

  it("leaves no listener at the caller's signal", async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    const removed = vi.spyOn(signal, "removeEventListener");
    await request("GET", url, undefined, { fetch: answering(200, {}), signal });
    expect(removed.mock.calls.map(([type, listener]) => [type, listener])).toEqual(
      added.mock.calls.map(([type, listener]) => [type, listener]),
    );
    expect(added).toHaveBeenCalledOnce();
  });
});

describe("over HTTP", () => {
  /** Answers as it is told to, and remembers what reached it. */
  async function listening(answer: (response: ServerResponse) => void) {
    const reached: string[] = [];
    const server = createServer((incoming, response) => {
      let body = "";
      incoming.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      incoming.on("end", () => {
        reached.push(`${incoming.method ?? ""} ${body}`);
        answer(response);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return { reached, at: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
  }

  it("a redirected POST reaches no other server", async () => {
    const other = await listening((response) => response.end("{}"));
    for (const status of [301, 302, 303, 307, 308]) {
      const first = await listening((response) =>
        response.writeHead(status, { Location: other.at }).end(),
      );
      const error = await rejection(request("POST", first.at, { password: "secret" }, {}));
      expect(error).toMatchObject({ reason: "unreachable" });
      expect(first.reached).toEqual(['POST {"password":"secret"}']);
    }
    expect(other.reached).toEqual([]);
  });

  it("a redirected GET arrives", async () => {
    const other = await listening((response) => response.end('{"here":true}'));
    const first = await listening((response) =>
      response.writeHead(302, { Location: other.at }).end(),
    );
    expect(await request("GET", first.at, undefined, {})).toEqual({ here: true });
  });

  it("an answer that is cut short is none", async () => {
    const { at } = await listening((response) => {
      response.writeHead(200, { "Content-Length": "100" });
      response.write('{"a":1}', () => response.destroy());
    });
    const error = await rejection(request("GET", at, undefined, {}));
    expect(error).toMatchObject({ reason: "unreachable", status: 200 });
  });

  it("an answer that never ends is ended by the time limit", async () => {
    const hungUp = vi.fn();
    const { at } = await listening((response) => {
      response.on("close", hungUp).write("{");
    });
    const error = await rejection(request("GET", at, undefined, { timeoutMs: 50 }));
    expect(error).toEqual(new NetworkError("timeout"));
    await vi.waitFor(() => {
      expect(hungUp).toHaveBeenCalled();
    });
  });

  it("an unreachable server is reported as unreachable", async () => {
    const error = await rejection(request("GET", "http://127.0.0.1:1/", undefined, {}));
    expect(error).toMatchObject({ reason: "unreachable", status: undefined });
  });
});
