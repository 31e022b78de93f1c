import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { expectAccount, expectLimit, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const password = "correct horse";
const auth = { type: "m.login.dummy" };

conformance("limited", (homeserver) => {
  // One account each 5 seconds: the first answers a session, the second the limit, and so on.
  test("an account more is refused, and so is everything else, until the time has come", async () => {
    const account = { username: "second", password };
    const session = expectUia(await homeserver.register(account), {});
    const first = await homeserver.register({ username: "first", password, auth });
    expectAccount(first, "@first:localhost");

    const finishing = { ...account, auth: { ...auth, session } };
    const refused = await homeserver.register(finishing);
    const retryAfter = expectLimit(refused, 5);
    expectLimit(await homeserver.register({}), 5);
    expectLimit(await homeserver.register({}, "/_matrix/client/v3/register?kind=guest"), 5);

    await wait(retryAfter);
    // The refused request's stage was not processed.
    expectUia(await homeserver.register({ auth: { session } }), { completed: [] });
    expectAccount(await homeserver.register(finishing), "@second:localhost");
  });

  describe("mails and SMS", () => {
    const request = (phone_number: string) =>
      homeserver.post("/_matrix/client/v3/register/msisdn/requestToken", {
        client_secret: "secret",
        country: "GB",
        phone_number,
        send_attempt: 1,
      });

    test("are sent no more than one each 5 seconds, even where none are sent", async () => {
      const text = "Registration by phone number is not supported on this homeserver";
      expectRefusal(await request("07700900111"), 400, "M_UNKNOWN", text);
      expectLimit(await request("07700900111"), 5);
      expectLimit(await request("07700900222"), 5);
    });

    test("are not counted without an address to send them to", async () => {
      const answer = await request("nonsense");
      expectRefusal(answer, 400, "M_INVALID_PARAM", "Unable to parse phone number");
    });
  });

  describe("the validity of registration tokens", () => {
    test("is told no more than one each 5 seconds", async () => {
      const path = "/_matrix/client/v1/register/m.login.registration_token/validity?token=none";
      expect(await homeserver.get(path)).toMatchObject({ status: 200, body: { valid: false } });
      expectLimit(await homeserver.get(path), 5);
    });
  });
});
