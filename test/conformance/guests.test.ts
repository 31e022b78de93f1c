import { describe, expect, test } from "vitest";
import { type Answer, expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const path = "/_matrix/client/v3/register?kind=guest";
const password = "correct horse";

conformance("guests", (homeserver) => {
  const whoAmI = (token: unknown) => homeserver.get("/_matrix/client/v3/account/whoami", token);

  describe("a guest", () => {
    test("gets a number, a device and a token", async () => {
      const answer = await homeserver.register({}, path);
      expectGuest(answer);
      const { body } = await whoAmI(answer.body["access_token"]);
      expect(body).toMatchObject({ user_id: answer.body["user_id"], is_guest: true });
    });

    test("has no say in name, password or device", async () => {
      const body = { username: "ann", password, device_id: "MINE", inhibit_login: true };
      expectGuest(await homeserver.register(body, path));
    });

    test("needs a body", async () => {
      const response = await homeserver.fetch(path, { method: "POST" });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errcode: "M_NOT_JSON" });
    });

    test("takes the next number after the last account without a name", async () => {
      const user = await homeserver.register({ password, auth: { type: "m.login.dummy" } });
      const guest = await homeserver.register({}, path);
      const number = (answer: Answer) =>
        Number.parseInt(String(answer.body["user_id"]).slice(1), 10);
      expect(number(guest)).toBeGreaterThan(number(user));
    });
  });

  describe("a guest who becomes a user", () => {
    const begin = async () => {
      const { body } = await homeserver.register({}, path);
      return {
        userId: String(body["user_id"]),
        username: /\d+/.exec(String(body["user_id"]))?.[0],
        token: body["access_token"],
      };
    };

    test("keeps the number; the guest's token is worth nothing after", async () => {
      const { userId, username, token } = await begin();
      const account = { username, password, guest_access_token: token };
      const session = expectUia(await homeserver.register(account), {});
      const auth = { type: "m.login.dummy", session };
      expectAccount(await homeserver.register({ ...account, auth }), userId);
      const text = "Guest access token used for regular user";
      expectRefusal(await whoAmI(token), 401, "M_UNKNOWN_TOKEN", text, { soft_logout: false });
      expect(await homeserver.logIn(userId, password)).toMatchObject({ status: 200 });
    });

    test("needs a token that is right", async () => {
      const { username } = await begin();
      expectRefusal(
        await homeserver.register({ username, password, guest_access_token: "wrong" }),
        401,
        "M_UNKNOWN_TOKEN",
        "Invalid access token passed.",
        { soft_logout: false },
      );
    });

    test("needs a token of that very guest", async () => {
      const { username } = await begin();
      const { token } = await begin();
      expectRefusal(
        await homeserver.register({ username, password, guest_access_token: token }),
        403,
        "M_FORBIDDEN",
        "Cannot register taken user ID without valid guest credentials for that user.",
      );
    });

    test("has a token for no other name; that is learned at the end", async () => {
      const account = { username: "free", password, guest_access_token: "wrong" };
      const session = expectUia(await homeserver.register(account), {});
      const auth = { type: "m.login.dummy", session };
      const answer = await homeserver.register({ ...account, auth });
      expectRefusal(answer, 404, "M_UNKNOWN", "No row found (users)");
      const { guest_access_token: _, ...plain } = { ...account, auth };
      expectAccount(await homeserver.register(plain), "@free:localhost");
    });

    test("cannot do without the token", async () => {
      const { username } = await begin();
      const answer = await homeserver.register({ username, password });
      expectRefusal(answer, 400, "M_USER_IN_USE", "User ID already taken.");
    });
  });
});

conformance("guestsOnly", (homeserver) => {
  test("guests are let in where registration is closed", async () => {
    expectGuest(await homeserver.register({}, path));
    const answer = await homeserver.register({ username: "ann", password });
    expectRefusal(answer, 403, "M_FORBIDDEN", "Registration has been disabled");
  });

  test("their device has a name of at most 100 characters", async () => {
    const body = { initial_device_display_name: "x".repeat(101) };
    const text = "Device display name is too long (max 100)";
    expectRefusal(await homeserver.register(body, path), 400, "M_TOO_LARGE", text);
  });
});

function expectGuest(answer: Answer): void {
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    user_id: expect.stringMatching(/^@\d+:localhost$/) as unknown,
    home_server: "localhost",
    device_id: "guest_device",
    access_token: expect.stringMatching(/^\S+$/) as unknown,
  });
}
