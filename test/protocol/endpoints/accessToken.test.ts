import { describe, expect, it } from "vitest";
import { logout, whoami } from "../../../src/protocol/endpoints/accessToken.js";
import { logInWithToken } from "../../../src/protocol/endpoints/loginToken.js";
import { answering, rejection, server } from "../answers.js";

const account = {
  user_id: "@alice:example.org",
  access_token: "syt_1",
  device_id: "DEVICE",
};

describe("logging in with a token", () => {
  it("spells everything as the specification does", async () => {
    const { options, asked } = server(200, account);
    const params = { token: "t", deviceId: "D", deviceDisplayName: "My phone", refreshToken: true };
    await logInWithToken(params, options);
    expect(asked()).toEqual([
      {
        method: "POST",
        url: "https://matrix.example.org/_matrix/client/v3/login",
        body: {
          type: "m.login.token",
          token: "t",
          device_id: "D",
          initial_device_display_name: "My phone",
          refresh_token: true,
        },
      },
    ]);
  });

  it("gives the account and its session, and reads no other address", async () => {
    const { options } = server(200, {
      ...account,
      refresh_token: "syr_1",
      expires_in_ms: 300_000,
      well_known: { "m.homeserver": { base_url: "https://other.example.org/" } },
    });
    expect(await logInWithToken({ token: "t" }, options)).toEqual({
      userId: "@alice:example.org",
      accessToken: "syt_1",
      deviceId: "DEVICE",
      refreshToken: "syr_1",
      expiresInMs: 300_000,
    });
  });

  it.each([
    { user_id: undefined },
    { user_id: "alice" },
    { user_id: "@al\u202eice:example.org" },
    { access_token: undefined },
    { access_token: "two words" },
    { device_id: undefined },
    { device_id: 1 },
  ])("cannot read an account with %j", async (wrong) => {
    const { options } = server(200, { ...account, ...wrong });
    expect(await rejection(logInWithToken({ token: "t" }, options))).toMatchObject({
      reason: "malformed",
    });
  });
});

describe("an access token", () => {
  it.each([
    [
      "whose it is",
      whoami,
      { ...account, is_guest: false },
      "GET https://matrix.example.org/_matrix/client/v3/account/whoami",
    ],
    ["to end its session", logout, {}, "POST https://matrix.example.org/_matrix/client/v3/logout"],
  ])("is sent in a header alone, and follows no redirect: %s", async (_, call, answer, sent) => {
    const fetch = answering(200, answer);
    await call("syt_1", { baseUrl: "https://matrix.example.org", fetch });
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(`${init?.method ?? ""} ${url ?? ""}`).toBe(sent);
    expect(init?.redirect).toBe("error");
    expect(new Headers(init?.headers).get("Authorization")).toBe("Bearer syt_1");
    expect(JSON.stringify(init?.body ?? "")).not.toContain("syt_1");
  });

  it("belongs to a user, on a device if there is one", async () => {
    const ask = (body: unknown) => whoami("syt_1", server(200, body).options);
    expect(await ask(account)).toEqual({ userId: "@alice:example.org", deviceId: "DEVICE" });
    expect(await ask({ user_id: "@a:b.c" })).toEqual({ userId: "@a:b.c", deviceId: undefined });
    expect(await rejection(ask({ user_id: "a" }))).toMatchObject({ reason: "malformed" });
  });
});
