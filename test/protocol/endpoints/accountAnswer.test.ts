import { describe, expect, it } from "vitest";
import { decodeAccount } from "../../../src/protocol/endpoints/accountAnswer.js";
import { logInWithToken } from "../../../src/protocol/endpoints/loginToken.js";
import { register } from "../../../src/protocol/endpoints/register.js";
import { rejection, server } from "../answers.js";

const account = { user_id: "@alice:example.org", access_token: "syt_1", device_id: "D" };

describe("an account in an answer", () => {
  it("may have no session", () => {
    expect(decodeAccount({ user_id: "@alice:example.org", access_token: null })).toEqual({
      userId: "@alice:example.org",
      ...{ accessToken: undefined, deviceId: undefined, refreshToken: undefined },
      expiresInMs: undefined,
    });
  });

  it.each([
    [0, 0],
    [300_000, 300_000],
    [1e12 - 1, 1e12 - 1],
    [1e12, undefined],
    [-1, undefined],
    [1.5, undefined],
    ["300000", undefined],
    [null, undefined],
  ])("with a lifetime of %j lives %s ms", (expires_in_ms, ms) => {
    expect(decodeAccount({ ...account, expires_in_ms }).expiresInMs).toBe(ms);
  });

  it.each([
    { access_token: "" },
    { access_token: "a b" },
    { access_token: "a\n" },
    { access_token: "\na" },
    { access_token: "é" },
    { access_token: "a".repeat(8193) },
    { access_token: 1 },
    { refresh_token: "a b" },
    { device_id: "" },
    { device_id: "D\u0000" },
    { device_id: "a".repeat(513) },
  ])("is none with %j", (wrong) => {
    expect(() => decodeAccount({ ...account, ...wrong })).toThrow(/malformed/);
  });

  it("has tokens of up to 8,192 signs", () => {
    const access_token = "~".repeat(8192);
    expect(decodeAccount({ ...account, access_token }).accessToken).toBe(access_token);
  });
});

describe("an answer that cannot be taken", () => {
  const calls = {
    register: (options: Parameters<typeof register>[1]) => register({}, options),
    login: (options: Parameters<typeof register>[1]) => logInWithToken({ token: "t" }, options),
  };
  const pathsAfter = async (call: keyof typeof calls, body: object) => {
    const { options, asked } = server(200, body);
    const error = await rejection(calls[call](options));
    expect(error).toMatchObject({ reason: "malformed", status: 200 });
    return { paths: asked().map(({ url }) => new URL(url).pathname.split("/").at(-1)), options };
  };

  it.each(["register", "login"] as const)("of %s has its session ended", async (call) => {
    const { paths, options } = await pathsAfter(call, { ...account, user_id: "alice" });
    expect(paths).toEqual([call, "logout"]);
    const [, init] = options.fetch.mock.calls[1] ?? [];
    expect(new Headers(init?.headers).get("Authorization")).toBe("Bearer syt_1");
  });

  it.each([
    { user_id: "alice" },
    { user_id: "alice", access_token: "a b" },
    { user_id: "alice", access_token: 1 },
  ])("has none to end in %j", async (body) => {
    expect((await pathsAfter("register", body)).paths).toEqual(["register"]);
  });

  it("may be ended by the signal of the user: its session still is", async () => {
    const { options, asked } = server(200, { ...account, user_id: "alice" });
    const { signal } = new AbortController();
    await rejection(register({}, { ...options, signal }));
    expect(asked()).toHaveLength(2);
    expect(options.fetch.mock.calls[1]?.[1].signal).not.toBe(signal);
  });
});
