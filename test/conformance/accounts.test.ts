import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const dummy = { type: "m.login.dummy" };
const password = "correct horse";

conformance("open", (homeserver) => {
  describe("an account is made", () => {
    test("in one request", async () => {
      const answer = await homeserver.register({ username: "one", password, auth: dummy });
      const { device_id } = expectAccount(answer, "@one:localhost");
      expect(device_id).toEqual(expect.stringMatching(/^[A-Z]{10}$/));
    });

    test("by a first request and one with the same body and `auth`", async () => {
      const account = { username: "two", password };
      const session = expectUia(await homeserver.register(account), {});
      const answer = await homeserver.register({ ...account, auth: { ...dummy, session } });
      expectAccount(answer, "@two:localhost");
    });

    test("by a first request and `auth` alone, its parameters remembered", async () => {
      const session = expectUia(
        await homeserver.register({
          username: "remembered",
          password,
          device_id: "DEVICE",
          initial_device_display_name: "My device",
        }),
        {},
      );
      const answer = await homeserver.register({ auth: { ...dummy, session } });
      const account = expectAccount(answer, "@remembered:localhost");
      expect(account["device_id"]).toBe("DEVICE");
      expect(await deviceNames(account["access_token"])).toEqual({ DEVICE: "My device" });
      expect(await homeserver.logIn("remembered", password)).toMatchObject({ status: 200 });
    });

    test("with a number for a name when none is given, counting up", async () => {
      const first = await homeserver.register({ password, auth: dummy });
      const second = await homeserver.register({ password, auth: dummy });
      expect(Number(localpart(second))).toBeGreaterThan(Number(localpart(first)));
    });

    test("with its name in lower case", async () => {
      const answer = await homeserver.register({ username: "User-UPPER", password, auth: dummy });
      expectAccount(answer, "@user-upper:localhost");
    });

    test("and lets in its password and no other", async () => {
      const secret = "Pässwörd 🔑 ";
      await homeserver.register({ username: "secretive", password: secret, auth: dummy });
      expect(await homeserver.logIn("secretive", secret)).toMatchObject({
        status: 200,
        body: { user_id: "@secretive:localhost" },
      });
      expectRefusal(
        await homeserver.logIn("secretive", secret.trim()),
        403,
        "M_FORBIDDEN",
        "Invalid username or password",
      );
    });

    test("and its token names it", async () => {
      const answer = await homeserver.register({ username: "named", password, auth: dummy });
      const token = answer.body["access_token"];
      expect(await homeserver.get("/_matrix/client/v3/account/whoami", token)).toMatchObject({
        status: 200,
        body: { user_id: "@named:localhost", device_id: answer.body["device_id"] },
      });
    });
  });

  describe("the device", () => {
    test("has the ID and the name that were given", async () => {
      const answer = await homeserver.register({
        username: "device",
        password,
        device_id: "GIVEN",
        initial_device_display_name: "Given name",
        auth: dummy,
      });
      expect(answer.body["device_id"]).toBe("GIVEN");
      expect(await deviceNames(answer.body["access_token"])).toEqual({ GIVEN: "Given name" });
    });

    test.each([5, ""])("may have an ID of any kind: %j", async (device_id) => {
      const account = { username: `device.${typeof device_id}`, password, device_id, auth: dummy };
      expect((await homeserver.register(account)).body["device_id"]).toBe(device_id);
    });

    test("has an ID of the homeserver's own for null", async () => {
      const account = { username: "device.null", password, device_id: null, auth: dummy };
      const { body } = await homeserver.register(account);
      expect(body["device_id"]).toEqual(expect.stringMatching(/^[A-Z]{10}$/));
    });

    test("that comes back leaves the token it had good", async () => {
      const account = { username: "comes.back", password, device_id: "SAME", auth: dummy };
      const first = await homeserver.register(account);
      const { body } = await homeserver.logIn("comes.back", password, "SAME");
      expect(body["device_id"]).toBe("SAME");
      const whoAmI = "/_matrix/client/v3/account/whoami";
      for (const token of [first.body["access_token"], body["access_token"]]) {
        expect(await homeserver.get(whoAmI, token)).toMatchObject({ status: 200 });
      }
    });

    test("loses its name when no password comes with it", async () => {
      const session = expectUia(await homeserver.register({ username: "nameless", password }), {});
      const answer = await homeserver.register({
        username: "nameless",
        initial_device_display_name: "Given name",
        auth: { ...dummy, session },
      });
      const { device_id, access_token } = expectAccount(answer, "@nameless:localhost");
      expect(await deviceNames(access_token)).toEqual({ [String(device_id)]: null });
    });

    test("may not have a name over 100 characters; the account exists all the same", async () => {
      const account = { username: "longdevice", password };
      const session = expectUia(await homeserver.register(account), {});
      const auth = { ...dummy, session };
      expectRefusal(
        await homeserver.register({
          ...account,
          initial_device_display_name: "x".repeat(101),
          auth,
        }),
        400,
        "M_TOO_LARGE",
        "Device display name is too long (max 100)",
      );
      const other = await homeserver.register({ ...account, auth: dummy });
      expectRefusal(other, 400, "M_USER_IN_USE", "User ID already taken.");
      const shorter = { ...account, initial_device_display_name: "x".repeat(100), auth };
      expectAccount(await homeserver.register(shorter), "@longdevice:localhost");
    });
  });

  describe("login is inhibited", () => {
    test("by true", async () => {
      const answer = await homeserver.register({
        username: "inhibited",
        password,
        inhibit_login: true,
        refresh_token: true,
        auth: dummy,
      });
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.body).toEqual({ user_id: "@inhibited:localhost", home_server: "localhost" });
      expect(await homeserver.logIn("inhibited", password)).toMatchObject({ status: 200 });
    });

    test("by any other value that is not empty", async () => {
      const account = { username: "inhibited.text", password, inhibit_login: "yes", auth: dummy };
      const { body } = await homeserver.register(account);
      expect(body).toEqual({ user_id: "@inhibited.text:localhost", home_server: "localhost" });
    });

    test.each([false, null, 0])("not by %j", async (inhibit_login) => {
      const username = `uninhibited.${String(inhibit_login)}`;
      const account = { username, password, inhibit_login, auth: dummy };
      expectAccount(await homeserver.register(account), `@${username}:localhost`);
    });
  });

  describe("a refresh token", () => {
    test("comes when asked for", async () => {
      const { status, body } = await homeserver.register({
        username: "refreshing",
        password,
        refresh_token: true,
        auth: dummy,
      });
      expect(status).toBe(200);
      expect(new Set(Object.keys(body))).toEqual(
        new Set([
          "user_id",
          "home_server",
          "access_token",
          "device_id",
          "refresh_token",
          "expires_in_ms",
        ]),
      );
      expect(body["refresh_token"]).toEqual(expect.stringMatching(/^\S+$/));
      expect(body["expires_in_ms"]).toBeGreaterThan(290_000);
      expect(body["expires_in_ms"]).toBeLessThanOrEqual(300_000);
    });

    test("does not come for false", async () => {
      const account = { username: "unrefreshing", password, refresh_token: false, auth: dummy };
      expectAccount(await homeserver.register(account), "@unrefreshing:localhost");
    });

    test("is not asked for by anything but a boolean", async () => {
      const answer = await homeserver.register({ username: "x", password, refresh_token: "yes" });
      const text = "`refresh_token` should be true or false.";
      expectRefusal(answer, 400, "M_UNKNOWN", text);
    });

    test("is worth a new access token once", async () => {
      const account = { username: "refreshed", password, refresh_token: true, auth: dummy };
      const { body } = await homeserver.register(account);
      const path = "/_matrix/client/v3/refresh";
      const answer = await homeserver.post(path, { refresh_token: body["refresh_token"] });
      expect(answer.status).toBe(200);
      expect(answer.body["access_token"]).not.toBe(body["access_token"]);
      expectRefusal(
        await homeserver.post(path, { refresh_token: "syr_none" }),
        401,
        "M_UNKNOWN_TOKEN",
        "invalid refresh token",
      );
    });
  });

  async function deviceNames(accessToken: unknown): Promise<Record<string, unknown>> {
    const { body } = await homeserver.get("/_matrix/client/v3/devices", accessToken);
    const devices = body["devices"] as { device_id: string; display_name: unknown }[];
    return Object.fromEntries(devices.map((device) => [device.device_id, device.display_name]));
  }
});

function localpart({ body }: { readonly body: Readonly<Record<string, unknown>> }): string {
  return /^@(\d+):localhost$/.exec(String(body["user_id"]))?.[1] ?? "none";
}
