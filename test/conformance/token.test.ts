import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";
import { fallbackOf } from "./fallback.js";

const type = "m.login.registration_token";
const flows = [[type, "m.login.dummy"]];
const password = "correct horse";

const invalid = { flows, completed: [], errcode: "M_UNAUTHORIZED" } as const;
const invalidText = "Invalid registration token";

conformance("token", (homeserver) => {
  const begin = async (username: string) =>
    expectUia(await homeserver.register({ username, password }), { flows, params: {} });
  const show = (session: string, token?: unknown) =>
    homeserver.register({ auth: { type, session, ...(token === undefined ? {} : { token }) } });
  const finish = (session: string) =>
    homeserver.register({ auth: { type: "m.login.dummy", session } });
  const valid = async (token: string) => {
    const path = `/_matrix/client/v1/register/${type}/validity`;
    const { status, body } = await homeserver.get(`${path}?token=${encodeURIComponent(token)}`);
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["valid"]);
    return body["valid"];
  };

  describe("a registration token", () => {
    test("and the dummy stage make an account, and count", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 2 });
      const session = await begin("counted");
      expectUia(await show(session, token), { flows, completed: [type] });
      expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 1, completed: 0 });
      expectAccount(await finish(session), "@counted:localhost");
      expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 0, completed: 1 });
    });

    test("may come after the dummy stage", async () => {
      const token = await homeserver.createRegistrationToken();
      const session = await begin("reversed");
      expectUia(await finish(session), { flows, completed: ["m.login.dummy"] });
      expectAccount(await show(session, token), "@reversed:localhost");
    });

    test("counts once when it is sent twice", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 1 });
      const session = await begin("repeated");
      expectUia(await show(session, token), { flows, completed: [type] });
      expectUia(await show(session, token), { flows, completed: [type] });
      expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 1, completed: 0 });
    });

    test("must be there", async () => {
      expectUia(await show(await begin("x")), {
        flows,
        completed: [],
        errcode: "M_MISSING_PARAM",
        error: "Missing registration token",
      });
    });

    test("must be a string", async () => {
      expectUia(await show(await begin("x"), 5), {
        flows,
        completed: [],
        errcode: "M_INVALID_PARAM",
        error: "Registration token must be a string",
      });
    });

    test("must exist, without a space around it", async () => {
      const token = await homeserver.createRegistrationToken();
      const session = await begin("x");
      for (const wrong of ["none", "", ` ${token}`, `${token}X`]) {
        expectUia(await show(session, wrong), { ...invalid, error: invalidText });
      }
      expectUia(await show(session, token), { flows, completed: [type] });
    });

    test("needs a session", async () => {
      const token = await homeserver.createRegistrationToken();
      const auth = { type, token };
      expectUia(await homeserver.register({ username: "x", password, auth }), {
        flows,
        completed: [],
        errcode: "M_MISSING_PARAM",
        error: "Missing UIA session",
      });
    });

    test("is held while its one use is pending, and given back when that session expires", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 1 });
      expectUia(await show(await begin("holder"), token), { flows, completed: [type] });
      expect(await valid(token)).toBe(false);
      const refused = await show(await begin("waiting"), token);
      expectUia(refused, { ...invalid, error: invalidText });

      await homeserver.expireSessions();
      expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 0, completed: 0 });
      expect(await valid(token)).toBe(true);
    });

    test("is used up by an account", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 1 });
      const session = await begin("last");
      await show(session, token);
      expectAccount(await finish(session), "@last:localhost");
      expect(await valid(token)).toBe(false);
      const refused = await show(await begin("late"), token);
      expectUia(refused, { ...invalid, error: invalidText });
    });

    test("does not count an account that is asked for again", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 2 });
      const session = await begin("asked.again");
      await show(session, token);
      expectAccount(await finish(session), "@asked.again:localhost");
      expectAccount(await finish(session), "@asked.again:localhost");
      expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 0, completed: 1 });
    });

    test("expires, but not for a session that has shown it", async () => {
      const expiryTime = Date.now() + 1000;
      const token = await homeserver.createRegistrationToken({ expiryTime });
      const session = await begin("in.time");
      expectUia(await show(session, token), { flows, completed: [type] });
      await expect.poll(() => valid(token), { timeout: 10_000, interval: 200 }).toBe(false);
      const refused = await show(await begin("too.late"), token);
      expectUia(refused, { ...invalid, error: invalidText });
      expectAccount(await finish(session), "@in.time:localhost");
    });

    test("may not be changed in a session", async () => {
      const first = await homeserver.createRegistrationToken();
      const second = await homeserver.createRegistrationToken();
      const session = await begin("changing");
      await show(session, first);
      expectUia(await show(session, second), {
        flows,
        completed: [type],
        errcode: "M_INVALID_PARAM",
        error: "Registration token has changed",
      });
    });

    test("stays shown after a late refusal of the name", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 1 });
      const session = await begin("late.refusal");
      await show(session, token);
      expectRefusal(
        await homeserver.register({
          username: "not valid",
          password,
          auth: { type: "m.login.dummy", session },
        }),
        400,
        "M_INVALID_USERNAME",
        "User ID can only contain characters a-z, 0-9, or '=_-./+'",
      );
      const auth = { type: "m.login.dummy", session };
      const answer = await homeserver.register({ username: "late.valid", password, auth });
      expectAccount(answer, "@late.valid:localhost");
    });
  });

  describe("the validity of a registration token", () => {
    test("valid or not", async () => {
      const token = await homeserver.createRegistrationToken({ token: "a.b_c~d-9" });
      expect(token).toBe("a.b_c~d-9");
      expect(await valid(token)).toBe(true);
      expect(await valid("none")).toBe(false);
    });

    test("of none", async () => {
      const answer = await homeserver.get(`/_matrix/client/v1/register/${type}/validity`);
      const text = "Missing string query parameter 'token'";
      expectRefusal(answer, 400, "M_MISSING_PARAM", text);
    });
  });

  describe("on the homeserver's own page, a registration token", () => {
    const fallback = fallbackOf(homeserver, type);

    test("is asked for", async () => {
      const session = await begin("page.asked");
      const page = await fallback.show(session);
      expect(page).toMatchObject({ status: 200, title: "Authentication" });
      expect(page.html).toMatch(/<input type="text" name="token"/);
      expect(fallback.formOf(page)).toMatchObject({
        method: "post",
        action: `/_matrix/client/r0/auth/${type}/fallback/web`,
        session,
      });
    });

    test("is taken", async () => {
      const token = await homeserver.createRegistrationToken({ usesAllowed: 1 });
      const session = await begin("page.taken");
      fallback.expectSuccess(await fallback.submit({ session, token }));
      expectUia(await homeserver.register({ auth: { session } }), { flows, completed: [type] });
      expect(await homeserver.countRegistrationToken(token)).toEqual({ pending: 1, completed: 0 });
      expectAccount(await finish(session), "@page.taken:localhost");
    });

    test.each(["wrong", ""])("is refused: %o", async (token) => {
      const page = await fallback.submit({ session: await begin("page.refused"), token });
      expect(page.status).toBe(200);
      expect(fallback.errorOf(page)).toBe("Error: Invalid registration token");
    });

    test("must be there", async () => {
      const answer = await fallback.post({ session: await begin("page.without") });
      const text = "Missing string query parameter 'token'";
      expectRefusal(answer, 400, "M_MISSING_PARAM", text);
    });
  });
});
