import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const dummy = { type: "m.login.dummy" };
const password = "correct horse";

conformance("open", (homeserver) => {
  /** A session in which nothing but the account's parameters has been sent. */
  const begin = async (account: Record<string, unknown>) =>
    expectUia(await homeserver.register(account), {});

  describe("a session", () => {
    test("that never began", async () => {
      const answer = await homeserver.register({ username: "x", password, auth: { session: "x" } });
      expectRefusal(answer, 400, "M_UNKNOWN", "Unknown session ID: x");
    });

    test("that has expired", async () => {
      const account = { username: "expired", password };
      const session = await begin(account);
      await homeserver.expireSessions();
      const answer = await homeserver.register({ ...account, auth: { ...dummy, session } });
      expectRefusal(answer, 400, "M_UNKNOWN", `Unknown session ID: ${session}`);
    });

    test("can be asked how far it is", async () => {
      const session = await begin({ username: "asked", password });
      const answer = await homeserver.register({ auth: { session } });
      expect(expectUia(answer, { completed: [] })).toBe(session);
    });

    test("answers a finished registration again, with another device", async () => {
      const session = await begin({ username: "again", password });
      const first = await homeserver.register({ auth: { ...dummy, session } });
      const second = await homeserver.register({ auth: { session } });
      const before = expectAccount(first, "@again:localhost");
      const after = expectAccount(second, "@again:localhost");
      expect(after["device_id"]).not.toBe(before["device_id"]);
      expect(after["access_token"]).not.toBe(before["access_token"]);
    });

    test("answers a finished registration again, with the same device if it was named", async () => {
      const account = { username: "again.named", password, device_id: "NAMED" };
      const session = await begin(account);
      await homeserver.register({ ...account, auth: { ...dummy, session } });
      const again = await homeserver.register({ ...account, auth: { session } });
      expect(expectAccount(again, "@again.named:localhost")["device_id"]).toBe("NAMED");
      const { body } = await homeserver.get(
        "/_matrix/client/v3/devices",
        again.body["access_token"],
      );
      expect(body["devices"]).toHaveLength(1);
    });

    test("answers again even when it answered in one request", async () => {
      const account = { username: "again.inhibited", password, inhibit_login: true };
      const session = await begin(account);
      const auth = { ...dummy, session };
      const made = { user_id: "@again.inhibited:localhost", home_server: "localhost" };
      expect((await homeserver.register({ ...account, auth })).body).toEqual(made);
      expect((await homeserver.register({ ...account, auth })).body).toEqual(made);
      expect((await homeserver.register({ auth: { session } })).body).toEqual(made);
    });

    test("makes one account only", async () => {
      const session = await begin({ username: "only", password });
      await homeserver.register({ auth: { ...dummy, session } });
      expectRefusal(
        await homeserver.register({ username: "other", password, auth: { session } }),
        400,
        "M_UNKNOWN",
        "A different user ID has already been registered for this session",
      );
    });

    test("belongs to one version of the endpoint", async () => {
      const session = await begin({ username: "versioned", password });
      expectRefusal(
        await homeserver.register({ auth: { ...dummy, session } }, "/_matrix/client/r0/register"),
        403,
        "M_UNKNOWN",
        "Requested operation has changed during the UI authentication session.",
      );
    });

    test("belongs to one query", async () => {
      const session = await begin({ username: "queried", password });
      expectRefusal(
        await homeserver.register(
          { auth: { ...dummy, session } },
          "/_matrix/client/v3/register?kind=user",
        ),
        403,
        "M_UNKNOWN",
        "Requested operation has changed during the UI authentication session.",
      );
    });

    test("makes one account of two last steps at once", async () => {
      const account = { username: "twice", password };
      const session = await begin(account);
      const auth = { ...dummy, session };
      const answers = await Promise.all([
        homeserver.register({ ...account, auth }),
        homeserver.register({ ...account, auth }),
      ]);
      const [made, refused] = answers.sort((a, b) => a.status - b.status);
      expectAccount(made, "@twice:localhost");
      expectRefusal(refused, 400, "M_USER_IN_USE", "User ID already taken.");
    });
  });

  describe("the parameters of a session", () => {
    test("are replaced by those of the next request, not merged", async () => {
      const session = await begin({ username: "replaced", password, device_id: "FIRST" });
      const answer = await homeserver.register({
        username: "replaced",
        auth: { ...dummy, session },
      });
      expect(expectAccount(answer, "@replaced:localhost")["device_id"]).not.toBe("FIRST");
    });

    test("may name another account", async () => {
      const session = await begin({ username: "before", password });
      const answer = await homeserver.register({
        username: "after",
        password,
        auth: { ...dummy, session },
      });
      expectAccount(answer, "@after:localhost");
    });

    test("may name another account when the first name has been taken meanwhile", async () => {
      const session = await begin({ username: "meanwhile", password });
      await homeserver.register({ username: "meanwhile", password, auth: dummy });
      expectRefusal(
        await homeserver.register({ username: "meanwhile", password, auth: { ...dummy, session } }),
        400,
        "M_USER_IN_USE",
        "User ID already taken.",
      );
      const another = { username: "meanwhile.2", password, auth: { ...dummy, session } };
      expectAccount(await homeserver.register(another), "@meanwhile.2:localhost");
    });
  });

  describe("the password", () => {
    test("may be null, which is none", async () => {
      expectUia(await homeserver.register({ username: "null", password: null }), {});
    });

    test.each([
      ["over 512 characters", "x".repeat(513)],
      ["a JSON number", 5],
    ])("may not be %s", async (_, wrong) => {
      const answer = await homeserver.register({ username: "weak", password: wrong });
      expectRefusal(answer, 400, "M_UNKNOWN", "Invalid password");
    });

    test("may have 512 characters", async () => {
      const account = { username: "longest", password: "x".repeat(512), auth: dummy };
      expectAccount(await homeserver.register(account), "@longest:localhost");
    });

    test("that is no Unicode text is more than can be hashed", async () => {
      const account = { username: "surrogate", password: "\ud800", auth: dummy };
      const answer = await homeserver.register(account);
      expectRefusal(answer, 500, "M_UNKNOWN", "Internal server error");
    });

    test("must have been sent at the end, and may come later", async () => {
      const session = await begin({ username: "without" });
      expectRefusal(
        await homeserver.register({ username: "without", auth: { ...dummy, session } }),
        400,
        "M_MISSING_PARAM",
        "Missing params: password",
      );
      const answer = await homeserver.register({
        username: "without",
        password,
        auth: { session },
      });
      expectAccount(answer, "@without:localhost");
    });

    test("must not be empty at the end", async () => {
      const answer = await homeserver.register({ username: "empty", password: "", auth: dummy });
      expectRefusal(answer, 400, "M_MISSING_PARAM", "Missing params: password");
    });

    test("is that of the finishing request", async () => {
      const session = await begin({ username: "finishing", password: "the first" });
      const account = { username: "finishing", password: "the second" };
      expectAccount(
        await homeserver.register({ ...account, auth: { ...dummy, session } }),
        "@finishing:localhost",
      );
      expect(await homeserver.logIn("finishing", "the second")).toMatchObject({ status: 200 });
      expect(await homeserver.logIn("finishing", "the first")).toMatchObject({ status: 403 });
    });

    test("is the first one sent when the finishing request has none", async () => {
      const session = await begin({ username: "first", password: "the first" });
      await homeserver.register({
        username: "first",
        password: "the second",
        auth: { session },
      });
      await homeserver.register({ auth: { ...dummy, session } });
      expect(await homeserver.logIn("first", "the first")).toMatchObject({ status: 200 });
      expect(await homeserver.logIn("first", "the second")).toMatchObject({ status: 403 });
    });

    test("stays when a finished registration is asked for again with another", async () => {
      const session = await begin({ username: "stays", password });
      await homeserver.register({ auth: { ...dummy, session } });
      const again = { username: "stays", password: "another", auth: { session } };
      expectAccount(await homeserver.register(again), "@stays:localhost");
      expect(await homeserver.logIn("stays", password)).toMatchObject({ status: 200 });
      expect(await homeserver.logIn("stays", "another")).toMatchObject({ status: 403 });
    });
  });

  describe("a stage", () => {
    test("that no flow asks for counts as completed, and no more", async () => {
      const session = await begin({ username: "unasked", password });
      const answer = await homeserver.register({ auth: { type: "m.login.terms", session } });
      expectUia(answer, { flows: [["m.login.dummy"]], completed: ["m.login.terms"] });
    });

    test("that no flow asks for can break the end; the account is made all the same", async () => {
      const account = { username: "broken.end", password };
      const session = await begin(account);
      await homeserver.register({ ...account, auth: { type: "m.login.terms", session } });
      const finishing = { ...account, auth: { ...dummy, session } };
      const broken = await homeserver.register(finishing);
      expectRefusal(broken, 500, "M_UNKNOWN", "Internal server error");
      expectAccount(await homeserver.register(finishing), "@broken.end:localhost");
    });

    test.each([
      "m.login.foo",
      "m.login.registration_token",
      "m.login.recaptcha",
      "m.login.email.identity",
      "m.login.msisdn",
    ])("that the homeserver does not have: %s", async (type) => {
      const session = await begin({ username: "unknown", password });
      const answer = await homeserver.register({ auth: { type, session } });
      expectRefusal(answer, 400, "M_INVALID_PARAM", "Invalid login submission");
      expectUia(await homeserver.register({ auth: { session } }), { completed: [] });
    });
  });

  describe("without a mail server and an identity server", () => {
    test.each([
      [
        "/_matrix/client/v3/register/email/requestToken",
        {},
        "Email-based registration has been disabled on this server",
      ],
      [
        "/_matrix/client/v3/register/msisdn/requestToken",
        { client_secret: "s", country: "GB", phone_number: "07700900111", send_attempt: 1 },
        "Registration by phone number is not supported on this homeserver",
      ],
      [
        "/_matrix/client/unstable/add_threepid/msisdn/submit_token",
        {},
        "This homeserver is not validating phone numbers. Use an identity server instead.",
      ],
    ])("nothing is sent or checked: %s", async (path, body, text) => {
      expectRefusal(await homeserver.post(path, body), 400, "M_UNKNOWN", text);
    });

    test("no link is good", async () => {
      const path = "/_matrix/client/unstable/registration/email/submit_token";
      const text = "Email-based registration is disabled on this server";
      expectRefusal(await homeserver.get(path), 400, "M_UNKNOWN", text);
    });
  });
});
