import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";
import { emailType, mailsOf } from "./mails.js";

const flows = [[emailType]];
const password = "correct horse";
const unconfirmed = { errcode: "M_UNAUTHORIZED", error: "Unable to get validated threepid" };
const internalError = [500, "M_UNKNOWN", "Internal server error"] as const;

conformance("email", (homeserver) => {
  const mails = mailsOf(homeserver);
  const requestToken = "/_matrix/client/v3/register/email/requestToken";
  const begin = async (username: string) =>
    expectUia(await homeserver.register({ username, password }), { flows, params: {} });
  const show = (session: string, threepid_creds?: unknown) =>
    homeserver.register({ auth: { type: emailType, session, threepid_creds } });

  describe("a mail", () => {
    test("is there as soon as it is answered for", async () => {
      await mails.requestSid({ email: "there@example.org", client_secret: "there.1_=-" });
      const [mail, ...more] = homeserver.mailsTo("there@example.org");
      expect(more).toEqual([]);
      expect(mail?.subject).toBe("[localhost] Validate your email");
      const link = new URL(mail?.link ?? "");
      expect(`${link.origin}${link.pathname}`).toBe(
        `${homeserver.baseUrl()}/_matrix/client/unstable/registration/email/submit_token`,
      );
      expect(Object.fromEntries(link.searchParams)).toEqual({
        token: expect.stringMatching(/^[A-Za-z]{32}$/) as unknown,
        client_secret: "there.1_=-",
        sid: expect.stringMatching(/^[A-Za-z]{16}$/) as unknown,
      });
    });

    test("goes to the address in lower case", async () => {
      await mails.requestSid({ email: " Upper@Example.ORG ", client_secret: "upper" });
      expect(homeserver.mailsTo("upper@example.org")).toHaveLength(1);
    });

    test("comes again for a higher attempt, and for no other", async () => {
      const request = { email: "attempts@example.org", client_secret: "attempts" };
      const count = () => homeserver.mailsTo(request.email).length;
      const sid = await mails.requestSid(request);
      expect(await mails.requestSid({ ...request, send_attempt: 1 })).toBe(sid);
      expect(await mails.requestSid({ ...request, send_attempt: 0 })).toBe(sid);
      expect(count()).toBe(1);
      expect(await mails.requestSid({ ...request, send_attempt: 3 })).toBe(sid);
      expect(await mails.requestSid({ ...request, send_attempt: 2 })).toBe(sid);
      expect(count()).toBe(2);
    });

    test("belongs to another attempt for another secret, and for another address", async () => {
      const request = { email: "another@example.org", client_secret: "another" };
      const sids = [
        await mails.requestSid(request),
        await mails.requestSid({ ...request, client_secret: "another2" }),
        await mails.requestSid({ ...request, email: "another2@example.org" }),
      ];
      expect(new Set(sids).size).toBe(3);
    });

    test("belongs to another attempt once the address is confirmed", async () => {
      const request = { email: "confirmed@example.org", client_secret: "confirmed" };
      const { sid } = await mails.confirm(request);
      expect(await mails.requestSid(request)).not.toBe(sid);
      expect(homeserver.mailsTo(request.email)).toHaveLength(2);
    });

    test("cannot be sent while the mail server is down, and can be afterwards", async () => {
      const request = { email: "down@example.org", client_secret: "down" };
      const refused = await homeserver.during("mailDown", () => mails.request(request));
      const text = "An error was encountered when sending the email";
      expectRefusal(refused, 500, "M_UNKNOWN", text);
      expect(homeserver.mailsTo(request.email)).toEqual([]);
      await mails.requestSid(request);
      expect(homeserver.mailsTo(request.email)).toHaveLength(1);
    });
  });

  describe("a mail is refused", () => {
    const good = { client_secret: "secret", email: "x@example.org", send_attempt: 1 };

    test.each([
      [{}, "['client_secret', 'email', 'send_attempt']"],
      [{ client_secret: "s", send_attempt: 1 }, "['email']"],
      [{ email: "x@example.org" }, "['client_secret', 'send_attempt']"],
    ])("without what it takes: %o", async (body, missing) => {
      const answer = await homeserver.post(requestToken, body);
      expectRefusal(answer, 400, "M_MISSING_PARAM", `Missing params: ${missing}`);
    });

    test.each([
      ["none", ""],
      ["with a space", "a b"],
      ["too long", "x".repeat(256)],
    ])("for a client secret that is not allowed: %s", async (_, client_secret) => {
      const answer = await homeserver.post(requestToken, { ...good, client_secret });
      expectRefusal(answer, 400, "M_INVALID_PARAM", "Invalid client_secret parameter");
    });

    test.each(["nope", "a@b@c", "", "@a", `${"x".repeat(500)}@example.org`])(
      "for what is no address: %s",
      async (email) => {
        const answer = await homeserver.post(requestToken, { ...good, email });
        expectRefusal(answer, 400, "M_UNKNOWN", "Unable to parse email address");
      },
    );

    test.each([{ email: 5 }, { client_secret: 5 }, { send_attempt: "1" }])(
      "for a wrong type: %o",
      async (wrong) => {
        expectRefusal(await homeserver.post(requestToken, { ...good, ...wrong }), ...internalError);
      },
    );

    test("for an address at a host that is denied", async () => {
      const answer = await homeserver.post(requestToken, { ...good, email: "x@denied.example" });
      const text = "Your email domain is not authorized to register on this server";
      expectRefusal(answer, 403, "M_THREEPID_DENIED", text);
    });

    test("for an address that has an account", async () => {
      const creds = await mails.confirm({ email: "bound@example.org", client_secret: "bound" });
      const auth = { type: emailType, threepid_creds: creds };
      await homeserver.register({ username: "bound", password, auth });
      const answer = await homeserver.post(requestToken, { ...good, email: "Bound@example.org" });
      expectRefusal(answer, 400, "M_THREEPID_IN_USE", "Email is already in use");
    });
  });

  describe("a link", () => {
    const failure = { status: 400, title: "Registration failure" };
    const reason = (html: string) =>
      /Validation failed for the following reason: (.*?)\.\s*<\/p>/s.exec(html)?.[1];

    test("is opened, and may be opened again", async () => {
      const request = { email: "opened@example.org", client_secret: "opened" };
      await mails.confirm(request);
      const again = await mails.open(mails.link(request.email));
      expect(again).toMatchObject({ status: 200, title: "Your email has now been validated" });
    });

    test("stays good when another mail is sent", async () => {
      const request = { email: "older@example.org", client_secret: "older" };
      await mails.requestSid(request);
      const older = mails.link(request.email);
      await mails.requestSid({ ...request, send_attempt: 2 });
      expect(mails.link(request.email)).not.toBe(older);
      expect(await mails.open(older)).toMatchObject({ status: 200 });
    });

    test.each([
      ["https://client.example/", "https://client.example/?sid="],
      ["https://client.example/?a=b", "https://client.example/?a=b&sid="],
      ["https://client.example/#/welcome", "https://client.example/#/welcome?sid="],
      ["nowhere", "nowhere?sid="],
    ])("goes on to the next link: %s", async (next_link, expected) => {
      const email = `next.${next_link.length}@example.org`;
      const sid = await mails.requestSid({ email, client_secret: "next", next_link });
      const response = await homeserver.fetch(mails.link(email), { redirect: "manual" });
      expect(response.status).toBe(302);
      expect(response.headers.get("Location")).toBe(`${expected}${sid}`);
    });

    test("does not go on to a file", async () => {
      const email = "file@example.org";
      await mails.requestSid({ email, client_secret: "file", next_link: "file:///etc/hosts" });
      expect(await mails.open(mails.link(email))).toMatchObject({ status: 200 });
    });

    test.each([
      ["token", "Validation token not found or has expired"],
      ["client_secret", "This client_secret does not match the provided session_id"],
      ["sid", "Unknown session_id"],
    ])("is no good with another %s", async (key, text) => {
      const email = `other.${key}@example.org`;
      await mails.requestSid({ email, client_secret: "other" });
      const page = await mails.open(mails.link(email).replace(`${key}=`, `${key}=x`));
      expect(page).toMatchObject(failure);
      expect(reason(page.html)).toBe(text);
    });

    test("is no good once it has expired", async () => {
      const request = { email: "expired@example.org", client_secret: "expired" };
      await mails.requestSid(request);
      await homeserver.expireMailLinks();
      const page = await mails.open(mails.link(request.email));
      expect(page).toMatchObject(failure);
      expect(reason(page.html)).toBe("This token has expired. Please request a new one");
    });

    test("is unknown once its account is made", async () => {
      const request = { email: "made@example.org", client_secret: "made" };
      const auth = { type: emailType, threepid_creds: await mails.confirm(request) };
      expect(await homeserver.register({ username: "made", password, auth })).toMatchObject({
        status: 200,
      });
      const page = await mails.open(mails.link(request.email));
      expect(page).toMatchObject(failure);
      expect(reason(page.html)).toBe("Unknown session_id");
    });

    test.each(["token", "client_secret", "sid"])("needs its %s", async (key) => {
      const query = new URLSearchParams({ token: "a", client_secret: "b", sid: "c" });
      query.delete(key);
      const path = "/_matrix/client/unstable/registration/email/submit_token";
      const answer = await homeserver.get(`${path}?${query.toString()}`);
      const text = `Missing string query parameter '${key}'`;
      expectRefusal(answer, 400, "M_MISSING_PARAM", text);
    });
  });

  describe("the stage", () => {
    test("waits for the link to be opened, then makes the account", async () => {
      const request = { email: "waits@example.org", client_secret: "waits" };
      const session = await begin("waits");
      const creds = { sid: await mails.requestSid(request), client_secret: "waits" };
      expectUia(await show(session, creds), { flows, completed: [], ...unconfirmed });
      expectUia(await show(session, creds), { flows, completed: [], ...unconfirmed });
      await mails.open(mails.link(request.email));
      expectAccount(await show(session, creds), "@waits:localhost");
    });

    test("is done in one request when the link was opened before", async () => {
      const request = { email: "before@example.org", client_secret: "before" };
      const auth = { type: emailType, threepid_creds: await mails.confirm(request) };
      const answer = await homeserver.register({ username: "before", password, auth });
      expectAccount(answer, "@before:localhost");
    });

    test("gives the account its address, which can be used to sign in", async () => {
      const request = { email: "Address@example.org", client_secret: "address" };
      const sid = await mails.requestSid(request);
      await mails.open(mails.link("address@example.org"));
      const auth = { type: emailType, threepid_creds: { sid, client_secret: "address" } };
      const made = await homeserver.register({ username: "address", password, auth });
      const { body } = await homeserver.get(
        "/_matrix/client/v3/account/3pid",
        made.body["access_token"],
      );
      const time = expect.any(Number) as unknown;
      const address = "address@example.org";
      expect(body["threepids"]).toEqual([
        { medium: "email", address, validated_at: time, added_at: time },
      ]);
      const login = await homeserver.post("/_matrix/client/v3/login", {
        type: "m.login.password",
        identifier: { type: "m.id.thirdparty", medium: "email", address: "ADDRESS@example.org" },
        password,
      });
      expect(login).toMatchObject({ status: 200, body: { user_id: "@address:localhost" } });
    });

    test("needs something to show", async () => {
      expectUia(await show(await begin("nothing")), {
        flows,
        completed: [],
        errcode: "M_MISSING_PARAM",
        error: "Missing threepid_creds",
      });
    });

    test("does not know the old spelling of what is shown", async () => {
      const creds = await mails.confirm({ email: "camel@example.org", client_secret: "camel" });
      const auth = { type: emailType, session: await begin("camel"), threepidCreds: creds };
      expectUia(await homeserver.register({ auth }), {
        flows,
        completed: [],
        errcode: "M_MISSING_PARAM",
        error: "Missing threepid_creds",
      });
    });

    test.each([
      ["no text at all", { sid: 5, client_secret: 5 }],
      ["nobody's", { sid: "nobody", client_secret: "nobody" }],
    ])("does not take credentials that are %s", async (_, creds) => {
      const answer = await show(await begin("unknown"), creds);
      expectUia(answer, { flows, completed: [], ...unconfirmed });
    });

    test.each([[{ sid: "x" }], [{ client_secret: "x" }], [{ sid: "", client_secret: "x" }], ["x"]])(
      "trips over %o",
      async (creds) => {
        expectRefusal(await show(await begin("trips"), creds), ...internalError);
      },
    );

    test("wants more than an empty secret", async () => {
      const answer = await show(await begin("empty"), { sid: "x", client_secret: "" });
      expectRefusal(answer, 400, "M_MISSING_PARAM", "Missing parameter: client_secret");
    });

    test("answers again once the account is made, though nothing is left to show", async () => {
      const request = { email: "again@example.org", client_secret: "again" };
      const session = await begin("again");
      const creds = await mails.confirm(request);
      expectAccount(await show(session, creds), "@again:localhost");
      expectAccount(await show(session, creds), "@again:localhost");
    });

    test("is refused when another account took the address; another address heals it", async () => {
      const email = "meanwhile@example.org";
      const first = await mails.confirm({ email, client_secret: "first" });
      const second = await mails.confirm({ email, client_secret: "second" });
      const session = await begin("meanwhile");
      const auth = { type: emailType, threepid_creds: first };
      expect(await homeserver.register({ username: "quicker", password, auth })).toMatchObject({
        status: 200,
      });
      const text = "email is already in use";
      expectRefusal(await show(session, second), 400, "M_THREEPID_IN_USE", text);
      const again = await homeserver.register({ auth: { session } });
      expectRefusal(again, 400, "M_THREEPID_IN_USE", text);
      const other = await mails.confirm({ email: "healed@example.org", client_secret: "healed" });
      expectAccount(await show(session, other), "@meanwhile:localhost");
    });
  });
});
