import { describe, expect, it } from "vitest";
import { type RegisterParams, register } from "../../../src/protocol/endpoints/register.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { rejection, server } from "../answers.js";

const account = { user_id: "@alice:example.org" };

describe("the request", () => {
  it("spells everything as the specification does", async () => {
    const { options, asked } = server(200, account);
    await register(
      {
        auth: { type: "m.login.dummy", session: "s", extra: [1] },
        deviceId: "DEVICE",
        inhibitLogin: true,
        deviceDisplayName: "My phone",
        password: "  as typed ﬁ ",
        refreshToken: true,
        username: "alice",
        guestAccessToken: "guest",
      },
      options,
    );
    expect(asked()).toEqual([
      {
        method: "POST",
        url: "https://matrix.example.org/_matrix/client/v3/register",
        body: {
          auth: { type: "m.login.dummy", session: "s", extra: [1] },
          device_id: "DEVICE",
          inhibit_login: true,
          initial_device_display_name: "My phone",
          password: "  as typed ﬁ ",
          refresh_token: true,
          username: "alice",
          guest_access_token: "guest",
        },
      },
    ]);
  });

  it.each<[RegisterParams, unknown]>([
    [{}, {}],
    [{ username: undefined, auth: undefined, inhibitLogin: undefined }, {}],
    [
      { inhibitLogin: false, refreshToken: false },
      { inhibit_login: false, refresh_token: false },
    ],
    [{ auth: { session: "s" } }, { auth: { session: "s" } }],
  ])("of %j sends %j and no more", async (params, body) => {
    const { options, asked } = server(200, account);
    await register(params, options);
    expect(asked()[0]?.body).toEqual(body);
    expect(JSON.stringify(asked()[0]?.body)).toBe(JSON.stringify(body));
  });

  it("names the kind for guests only", async () => {
    for (const [kind, query] of [
      [undefined, ""],
      ["user", ""],
      ["guest", "?kind=guest"],
    ] as const) {
      const { options, asked } = server(200, account);
      await register({}, { ...options, kind });
      expect(asked()[0]?.url).toBe(`https://matrix.example.org/_matrix/client/v3/register${query}`);
    }
  });

  it("keeps to the base URL's path", async () => {
    const { options, asked } = server(200, account);
    await register({}, { ...options, baseUrl: "https://example.org/path/" });
    expect(asked()[0]?.url).toBe("https://example.org/path/_matrix/client/v3/register");
  });

  it.each<[string, RegisterParams & { baseUrl?: string }, ErrorConstructor]>([
    ["a password of 513 code points", { password: "🔑".repeat(513) }, RangeError],
    ["half a character in the password", { password: "a\ud83d" }, TypeError],
    ["a device name of 101 code points", { deviceDisplayName: "x".repeat(101) }, RangeError],
    ["no base URL", { baseUrl: "example.org" }, TypeError],
  ])("is not sent with %s", async (_, wrong, type) => {
    const { options, asked } = server(200, account);
    const { baseUrl = options.baseUrl, ...params } = wrong;
    const error = await rejection(register(params, { ...options, baseUrl }));
    expect(error).toBeInstanceOf(type);
    // The app's developer is told what to do.
    expect(String(error)).toMatch(/: .{40,}\. .*\.$/);
    expect(asked()).toEqual([]);
  });

  it("is sent with the longest password and device name there may be", async () => {
    const { options, asked } = server(200, account);
    await register({ password: "🔑".repeat(512), deviceDisplayName: "🔑".repeat(100) }, options);
    expect(asked()).toHaveLength(1);
  });
});

describe("the account", () => {
  it("comes with a session", async () => {
    const { options } = server(200, {
      ...account,
      access_token: "syt_abc",
      device_id: "DEVICE",
      refresh_token: "syr_abc",
      expires_in_ms: 300_000,
      home_server: "example.org",
    });
    expect(await register({}, options)).toEqual({
      userId: "@alice:example.org",
      accessToken: "syt_abc",
      deviceId: "DEVICE",
      refreshToken: "syr_abc",
      expiresInMs: 300_000,
    });
  });

  it("needs no more than a user ID", async () => {
    for (const nothing of [undefined, null]) {
      const { options } = server(200, {
        ...account,
        access_token: nothing,
        device_id: nothing,
        refresh_token: nothing,
        expires_in_ms: nothing,
      });
      expect(await register({}, options)).toEqual({
        userId: "@alice:example.org",
        accessToken: undefined,
        deviceId: undefined,
        refreshToken: undefined,
        expiresInMs: undefined,
      });
    }
  });

  it.each([-1, 1.5, "300", 1e300, true, {}])(
    "has no end known with expires_in_ms of %j",
    async (value) => {
      const { options } = server(200, { ...account, expires_in_ms: value });
      expect((await register({}, options)).expiresInMs).toBeUndefined();
    },
  );

  it.each([
    ["user_id", undefined],
    ["user_id", null],
    ["user_id", 1],
    ["user_id", ""],
    ["user_id", "alice"],
    ["user_id", "@alice"],
    ["user_id", "@alice:"],
    ["user_id", "@ali\u202ece:example.org"],
    ["user_id", "@ali\nce:example.org"],
    ["user_id", `@${"a".repeat(255)}:example.org`],
    ["access_token", ""],
    ["access_token", 1],
    ["access_token", {}],
    ["access_token", "a b"],
    ["access_token", "a\r\nb"],
    ["access_token", "ä"],
    ["access_token", "x".repeat(8193)],
    ["refresh_token", ""],
    ["refresh_token", ["a"]],
    ["device_id", 7],
    ["device_id", ""],
    ["device_id", "a\u0000"],
  ])("cannot be read with %s of %j", async (key, value) => {
    const { options } = server(200, { ...account, [key]: value });
    expect(await rejection(register({}, options))).toEqual(new NetworkError("malformed", 200));
  });

  it("may come with tokens of 8,192 characters and much beside them", async () => {
    const token = "x".repeat(8192);
    const { options } = server(200, { ...account, access_token: token, more: "x".repeat(200_000) });
    expect((await register({}, options)).accessToken).toBe(token);
    const { options: larger } = server(200, { ...account, more: "x".repeat(300_000) });
    expect(await rejection(register({}, larger))).toMatchObject({ reason: "tooLarge" });
  });

  it("is not taken from inherited keys", async () => {
    const { options } = server(200, `{"__proto__":${JSON.stringify(account)}}`);
    expect(await rejection(register({}, options))).toMatchObject({ reason: "malformed" });
  });
});

describe("a refusal", () => {
  it("that asks for authentication says how", async () => {
    const { options } = server(401, { flows: [{ stages: ["m.login.dummy"] }], session: "s" });
    const error = await rejection(register({}, options));
    expect(error).toBeInstanceOf(MatrixError);
    expect((error as MatrixError).uia).toMatchObject({ flows: [["m.login.dummy"]], session: "s" });
  });

  it("keeps its errcode", async () => {
    const { options } = server(400, { errcode: "M_USER_IN_USE" });
    expect(await rejection(register({}, options))).toMatchObject({
      status: 400,
      errcode: "M_USER_IN_USE",
    });
  });
});
