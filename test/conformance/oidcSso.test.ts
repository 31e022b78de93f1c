import { expect, test } from "vitest";
import { expectRefusal } from "./answer.js";
import { conformance } from "./conformance.js";
import type { Homeserver } from "./homeserver.js";
import { signOn } from "./signOn.js";

const login = "/_matrix/client/v3/login";
const redirect = `${login}/sso/redirect`;
const back = "https://client.example.org/back?way=1";

conformance("oidcSso", (homeserver) => {
  const exchange = (token: unknown, more: object = {}) =>
    homeserver.post(login, { type: "m.login.token", token, ...more });

  test("tells whom one can sign on with", async () => {
    const { status, body } = await homeserver.get(login);
    expect(status).toBe(200);
    expect(body["flows"]).toEqual([
      { type: "m.login.sso", identity_providers: [{ id: "oidc-example", name: "Example ID" }] },
      { type: "m.login.token" },
      { type: "m.login.password" },
      { type: "m.login.application_service" },
    ]);
  });

  test("makes an account by no other method", async () => {
    const answer = await homeserver.register({ username: "ann", password: "correct horse" });
    expectRefusal(answer, 403, "M_FORBIDDEN", "Registration has been disabled");
  });

  test("the first sign-on makes an account, and later ones return it", async () => {
    const first = await exchange(await tokenOf(homeserver, "first-and-later"));
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      user_id: "@first-and-later:localhost",
      home_server: "localhost",
      access_token: expect.stringMatching(/^\S+$/) as unknown,
      device_id: expect.stringMatching(/^\S+$/) as unknown,
      well_known: { "m.homeserver": { base_url: `${homeserver.baseUrl()}/` } },
    });
    const later = await exchange(await tokenOf(homeserver, "first-and-later"));
    expect(later.body["user_id"]).toBe(first.body["user_id"]);
    expect(later.body["device_id"]).not.toBe(first.body["device_id"]);
  });

  test("the device and the refresh token are as asked for", async () => {
    const token = await tokenOf(homeserver, "device");
    const { body } = await exchange(token, {
      device_id: "DEVICE",
      initial_device_display_name: "My client",
      refresh_token: true,
    });
    expect(body).toMatchObject({
      device_id: "DEVICE",
      refresh_token: expect.stringMatching(/^\S+$/) as unknown,
      expires_in_ms: expect.any(Number) as unknown,
    });
    const devices = await homeserver.get("/_matrix/client/v3/devices", body["access_token"]);
    expect(devices.body["devices"]).toMatchObject([
      { device_id: "DEVICE", display_name: "My client" },
    ]);
  });

  test("a session ends with logging out", async () => {
    const { body } = await exchange(await tokenOf(homeserver, "out"));
    const token = String(body["access_token"]);
    const out = await homeserver.fetch("/_matrix/client/v3/logout", {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: "{}",
    });
    expect(out.status).toBe(200);
    const who = await homeserver.get("/_matrix/client/v3/account/whoami", token);
    expect(who).toMatchObject({ status: 401, body: { errcode: "M_UNKNOWN_TOKEN" } });
  });

  test("a login token is good once", async () => {
    const token = await tokenOf(homeserver, "once");
    expect((await exchange(token)).status).toBe(200);
    expectRefusal(await exchange(token), 403, "M_FORBIDDEN", "Invalid login token");
  });

  test("an unknown login token is refused, and so is a missing one", async () => {
    expectRefusal(await exchange("syl_nobody"), 403, "M_FORBIDDEN", "Invalid login token");
    expectRefusal(await exchange(undefined), 400, "M_UNKNOWN", "Missing JSON keys.");
  });

  test("the way to sign on needs an address to come back to", async () => {
    const text = "Missing string query parameter redirectUrl";
    for (const path of [redirect, `${redirect}/oidc-example`]) {
      expectRefusal(await homeserver.get(path), 400, "M_MISSING_PARAM", text);
    }
  });

  test("an unknown provider signs no user on", async () => {
    const path = `${redirect}/nobody?redirectUrl=${encodeURIComponent(back)}`;
    expectRefusal(await homeserver.get(path), 404, "M_NOT_FOUND", "Unknown identity provider");
  });

  test("the return address keeps its query", async () => {
    const returned = new URL(await signOn(homeserver, "back", back));
    expect(returned.origin + returned.pathname).toBe("https://client.example.org/back");
    expect(returned.searchParams.get("way")).toBe("1");
  });
});

conformance("open", (homeserver) => {
  test("where there is no single sign-on, the way to it is unknown", async () => {
    const path = `${redirect}?redirectUrl=${encodeURIComponent(back)}`;
    expectRefusal(await homeserver.get(path), 404, "M_UNRECOGNIZED", "Unrecognized request");
  });
});

async function tokenOf(homeserver: Homeserver, username: string): Promise<string | null> {
  return new URL(await signOn(homeserver, username, back)).searchParams.get("loginToken");
}
