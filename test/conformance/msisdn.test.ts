import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const type = "m.login.msisdn";
const flows = [[type]];
const password = "correct horse";
const unconfirmed = { errcode: "M_UNAUTHORIZED", error: "Unable to get validated threepid" };
const timedOut = [500, "M_UNKNOWN", "Timed out contacting identity server"] as const;
const internalError = [500, "M_UNKNOWN", "Internal server error"] as const;
const submitPath = "/_matrix/client/unstable/add_threepid/msisdn/submit_token";

conformance("msisdn", (homeserver) => {
  const begin = async (username: string) =>
    expectUia(await homeserver.register({ username, password }), { flows, params: {} });
  const show = (session: string, threepid_creds?: unknown) =>
    homeserver.register({ auth: { type, session, threepid_creds } });
  const request = (body: unknown) =>
    homeserver.post("/_matrix/client/v3/register/msisdn/requestToken", body);
  const submit = (body: unknown) => homeserver.post(submitPath, body);

  /** Asks for a code for +44 7700 900 and three digits more. */
  const requestSid = async (digits: string, more = {}) => {
    const { status, body } = await request({
      client_secret: digits,
      country: "GB",
      phone_number: `07700 900${digits}`,
      send_attempt: 1,
      ...more,
    });
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        sid: expect.stringMatching(/^\S+$/) as unknown,
        msisdn: `447700900${digits}`,
        submit_url: `${homeserver.baseUrl()}${submitPath}`,
      },
    });
    return { sid: String(body["sid"]), client_secret: digits };
  };
  const code = (digits: string) => homeserver.codesTo(`447700900${digits}`).at(-1) ?? "no SMS";
  const confirm = async (digits: string) => {
    const creds = await requestSid(digits);
    const answer = await submit({ ...creds, token: code(digits) });
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    return creds;
  };

  describe("a code", () => {
    test("comes again for a higher attempt, and for no other", async () => {
      const { sid } = await requestSid("001");
      expect(homeserver.codesTo("447700900001")).toEqual([expect.stringMatching(/^\d{6}$/)]);
      expect(await requestSid("001")).toMatchObject({ sid });
      expect(homeserver.codesTo("447700900001")).toHaveLength(1);
      expect(await requestSid("001", { send_attempt: 2 })).toMatchObject({ sid });
      expect(homeserver.codesTo("447700900001")).toHaveLength(2);
    });

    test("comes to a number with its country's code, whatever the country", async () => {
      await requestSid("002", { country: "DE", phone_number: "+44 7700 900-002" });
      expect(homeserver.codesTo("447700900002")).toHaveLength(1);
    });

    test("cannot be sent while the SMS provider is down", async () => {
      const body = { client_secret: "s", country: "GB", phone_number: "07700900003" };
      const answer = await homeserver.during("smsDown", () =>
        request({ ...body, send_attempt: 1 }),
      );
      expectRefusal(answer, ...timedOut);
    });

    test.each([
      [{}, "['client_secret', 'country', 'phone_number', 'send_attempt']"],
      [{ client_secret: "s", country: "GB", send_attempt: 1 }, "['phone_number']"],
    ])("is refused without what it takes: %o", async (body, missing) => {
      const text = `Missing params: ${missing}`;
      expectRefusal(await request(body), 400, "M_MISSING_PARAM", text);
    });

    const good = { client_secret: "s", country: "GB", phone_number: "07700900004" };

    test.each([
      { phone_number: "nonsense" },
      { phone_number: "" },
      { phone_number: "1" },
      { phone_number: "123456789012345678" },
      { phone_number: "+999123456789" },
      { country: "XX" },
      { country: "gb" },
      { country: 5 },
    ])("is refused for what is no phone number: %o", async (wrong) => {
      const answer = await request({ ...good, send_attempt: 1, ...wrong });
      expectRefusal(answer, 400, "M_INVALID_PARAM", "Unable to parse phone number");
    });

    test.each([{ phone_number: 5 }, { send_attempt: "1" }])(
      "is refused for a wrong type: %o",
      async (wrong) => {
        const answer = await request({ ...good, send_attempt: 1, ...wrong });
        expectRefusal(answer, ...internalError);
      },
    );

    test("is refused for a client secret that is not allowed", async () => {
      const answer = await request({ ...good, send_attempt: 1, client_secret: "a b" });
      expectRefusal(answer, 400, "M_INVALID_PARAM", "Invalid client_secret parameter");
    });

    test("is refused for a number that may not register", async () => {
      const answer = await request({ ...good, phone_number: "07700900661", send_attempt: 1 });
      const text = "Phone numbers are not authorized to register on this server";
      expectRefusal(answer, 403, "M_THREEPID_DENIED", text);
    });

    test("is refused in the words of the SMS provider", async () => {
      const answer = await homeserver.during("smsRefused", () =>
        request({ ...good, phone_number: "07700900006", send_attempt: 1 }),
      );
      expectRefusal(answer, 400, "M_DESTINATION_REJECTED", "Not to this number");
      expect(homeserver.codesTo("447700900006")).toEqual([]);
    });

    test("is refused for a number that has an account", async () => {
      const auth = { type, threepid_creds: await confirm("005") };
      const account = { username: "bound", password, auth };
      expectAccount(await homeserver.register(account), "@bound:localhost");
      const answer = await request({ ...good, phone_number: "07700900005", send_attempt: 1 });
      expectRefusal(answer, 400, "M_THREEPID_IN_USE", "Phone number is already in use");
    });
  });

  describe("a code that is typed", () => {
    test("is right, and may be sent again", async () => {
      const creds = await confirm("011");
      const again = await submit({ ...creds, token: code("011") });
      expect(again).toMatchObject({ status: 200, body: { success: true } });
    });

    test("is wrong, which is told by an error", async () => {
      const creds = await requestSid("012");
      const answer = await submit({ ...creds, token: "wrong" });
      expectRefusal(answer, 400, "M_UNKNOWN", "Error contacting the identity server");
      const right = await submit({ ...creds, token: code("012") });
      expect(right).toMatchObject({ status: 200, body: { success: true } });
    });

    test("is wrong once it has expired; a higher attempt brings another", async () => {
      const creds = await requestSid("015");
      const expired = code("015");
      homeserver.expireCodes();
      const answer = await submit({ ...creds, token: expired });
      expectRefusal(answer, 400, "M_UNKNOWN", "Error contacting the identity server");
      await requestSid("015", { send_attempt: 2 });
      const right = await submit({ ...creds, token: code("015") });
      expect(right).toMatchObject({ status: 200, body: { success: true } });
    });

    test("is wrong, which is told without an error", async () => {
      const creds = await requestSid("013");
      const answer = await homeserver.during("wrongCodeUnsuccessful", () =>
        submit({ ...creds, token: "wrong" }),
      );
      expect(answer).toMatchObject({ status: 200, body: { success: false } });
      expect(Object.keys(answer.body)).toEqual(["success"]);
    });

    test("cannot be checked while the SMS provider is down", async () => {
      const body = { ...(await requestSid("014")), token: code("014") };
      const answer = await homeserver.during("smsDown", () => submit(body));
      expectRefusal(answer, ...timedOut);
    });

    test.each([
      ["M_BAD_JSON", {}],
      ["M_MISSING_PARAM", { client_secret: "s", sid: "x" }],
      ["M_BAD_JSON", { client_secret: "a b", sid: "x", token: "1" }],
      ["M_BAD_JSON", { client_secret: "s", sid: 5, token: "1" }],
      ["M_BAD_JSON", []],
    ])("is refused with %s: %o", async (errcode, body) => {
      expect(await submit(body)).toMatchObject({ status: 400, body: { errcode } });
    });

    test("has one place to go", async () => {
      const text = "Unrecognized request";
      const elsewhere = await homeserver.post(submitPath.replace("unstable", "v3"), {});
      expectRefusal(elsewhere, 404, "M_UNRECOGNIZED", text);
      expectRefusal(await homeserver.get(submitPath), 405, "M_UNRECOGNIZED", text);
    });
  });

  describe("the stage", () => {
    test("waits for the code, then makes the account, and again", async () => {
      const creds = await requestSid("021");
      const session = await begin("waits");
      expectUia(await show(session, creds), { flows, completed: [], ...unconfirmed });
      await submit({ ...creds, token: code("021") });
      expectAccount(await show(session, creds), "@waits:localhost");
      expectAccount(await show(session, creds), "@waits:localhost");
    });

    test("gives the account its number", async () => {
      const auth = { type, threepid_creds: await confirm("022") };
      const made = await homeserver.register({ username: "number", password, auth });
      const accessToken = made.body["access_token"];
      const { body } = await homeserver.get("/_matrix/client/v3/account/3pid", accessToken);
      const time = expect.any(Number) as unknown;
      expect(body["threepids"]).toEqual([
        { medium: "msisdn", address: "447700900022", validated_at: time, added_at: time },
      ]);
    });

    test("is refused when another account has the number by now", async () => {
      const auth = { type, threepid_creds: await confirm("023") };
      const quicker = { username: "quicker", password, auth };
      expectAccount(await homeserver.register(quicker), "@quicker:localhost");
      const answer = await homeserver.register({ username: "slower", password, auth });
      expectRefusal(answer, 400, "M_THREEPID_IN_USE", "msisdn is already in use");
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
      const creds = await confirm("025");
      const auth = { type, session: await begin("camel"), threepidCreds: creds };
      expectUia(await homeserver.register({ auth }), {
        flows,
        completed: [],
        errcode: "M_MISSING_PARAM",
        error: "Missing threepid_creds",
      });
    });

    test.each([
      [{ sid: "x" }, "Missing param client_secret in creds"],
      [{ client_secret: "x" }, "Missing param session_id in creds"],
      [{ sid: "", client_secret: "x" }, "Missing param session_id in creds"],
    ])("refuses %o", async (creds, text) => {
      const answer = await show(await begin("lacking"), creds);
      expectRefusal(answer, 400, "M_MISSING_PARAM", text);
    });

    test("refuses a client secret that is not allowed", async () => {
      const answer = await show(await begin("secret"), { sid: "x", client_secret: "a b" });
      expectRefusal(answer, 400, "M_INVALID_PARAM", "Invalid client_secret parameter");
    });

    test.each([["x"], [[]], [{ sid: "x", client_secret: 5 }]])("trips over %o", async (creds) => {
      expectRefusal(await show(await begin("trips"), creds), ...internalError);
    });

    test.each([
      [{ sid: 5, client_secret: "x" }],
      [{ sid: "nobody", client_secret: "nobody" }],
      [{ sid: "nobody", clientSecret: "nobody" }],
    ])("does not know %o", async (creds) => {
      const answer = await show(await begin("unknown"), creds);
      expectUia(answer, { flows, completed: [], ...unconfirmed });
    });

    test("cannot be checked while the provider of the code is down", async () => {
      const creds = await confirm("024");
      const session = await begin("down");
      const answer = await homeserver.during("smsDown", () => show(session, creds));
      expectRefusal(answer, ...timedOut);
      expectAccount(await show(session, creds), "@down:localhost");
    });
  });
});
