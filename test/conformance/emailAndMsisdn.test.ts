import { expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";
import { emailType, mailsOf } from "./mails.js";

const phoneType = "m.login.msisdn";
const tokenType = "m.login.registration_token";
const flows = [["m.login.dummy"], [emailType], [phoneType], [phoneType, emailType], [tokenType]];
const password = "correct horse";

conformance("emailAndMsisdn", (homeserver) => {
  const mails = mailsOf(homeserver);

  test("every way is offered, and the shortest is good", async () => {
    const session = expectUia(await homeserver.register({ username: "short", password }), {
      flows,
      params: {},
    });
    const auth = { type: "m.login.dummy", session };
    expectAccount(await homeserver.register({ auth }), "@short:localhost");
  });

  test("an email address that is confirmed is enough", async () => {
    const threepid_creds = await mails.confirm({ email: "e@example.org", client_secret: "e" });
    const auth = { type: emailType, threepid_creds };
    const answer = await homeserver.register({ username: "mail", password, auth });
    expectAccount(answer, "@mail:localhost");
  });

  test("an email address stays with its session, which cannot go on without it", async () => {
    const email = "stays@example.org";
    const first = await mails.confirm({ email, client_secret: "first" });
    const second = await mails.confirm({ email, client_secret: "second" });
    const quicker = { type: emailType, threepid_creds: first };
    await homeserver.register({ username: "quicker", password, auth: quicker });
    const session = expectUia(await homeserver.register({ username: "slower", password }), {});
    const refused = [400, "M_THREEPID_IN_USE", "email is already in use"] as const;
    const shown = { type: emailType, session, threepid_creds: second };
    expectRefusal(await homeserver.register({ auth: shown }), ...refused);
    const without = { type: "m.login.dummy", session };
    expectRefusal(await homeserver.register({ auth: without }), ...refused);
  });

  const requestCode = async (digits: string) => {
    const answer = await homeserver.post("/_matrix/client/v3/register/msisdn/requestToken", {
      client_secret: digits,
      country: "GB",
      phone_number: `07700900${digits}`,
      send_attempt: 1,
    });
    expect(answer.status).toBe(200);
    return { sid: String(answer.body["sid"]), client_secret: digits };
  };
  const confirmNumber = async (digits: string) => {
    const creds = await requestCode(digits);
    const token = homeserver.codesTo(`447700900${digits}`).at(-1);
    const answer = await homeserver.post(
      "/_matrix/client/unstable/add_threepid/msisdn/submit_token",
      { ...creds, token },
    );
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
    return creds;
  };
  const boundTo = async (accessToken: unknown) => {
    const { body } = await homeserver.get("/_matrix/client/v3/account/3pid", accessToken);
    return (body["threepids"] as { medium: string; address: string }[])
      .map(({ medium, address }) => `${medium} ${address}`)
      .sort();
  };

  test("a number ends the way with both: the one with the number alone is at its end", async () => {
    const session = expectUia(await homeserver.register({ username: "number", password }), {});
    const threepid_creds = await confirmNumber("032");
    const made = expectAccount(
      await homeserver.register({ auth: { type: phoneType, session, threepid_creds } }),
      "@number:localhost",
    );
    expect(await boundTo(made["access_token"])).toEqual(["msisdn 447700900032"]);
  });

  test("a number and an email address are both the account's, if it has to wait for them", async () => {
    const session = expectUia(await homeserver.register({ username: "both" }), {});
    // Without a password no account is made, however much of a flow is done.
    const unmade = [400, "M_MISSING_PARAM", "Missing params: password"] as const;
    const number = { type: phoneType, session, threepid_creds: await confirmNumber("033") };
    expectRefusal(await homeserver.register({ auth: number }), ...unmade);
    const email = "both@example.org";
    const creds = await mails.confirm({ email, client_secret: "both" });
    const mail = { type: emailType, session, threepid_creds: creds };
    expectRefusal(await homeserver.register({ auth: mail }), ...unmade);
    const made = expectAccount(
      await homeserver.register({ username: "both", password, auth: { session } }),
      "@both:localhost",
    );
    expect(await boundTo(made["access_token"])).toEqual([
      "email both@example.org",
      "msisdn 447700900033",
    ]);
  });

  test("the links and the codes are told apart", async () => {
    await requestCode("031");
    expect(homeserver.codesTo("447700900031")).toHaveLength(1);
    expect(homeserver.mailsTo("447700900031")).toEqual([]);
  });
});
