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

  test("an e-mail address that is confirmed is enough", async () => {
    const threepid_creds = await mails.confirm({ email: "e@example.org", client_secret: "e" });
    const auth = { type: emailType, threepid_creds };
    const answer = await homeserver.register({ username: "mail", password, auth });
    expectAccount(answer, "@mail:localhost");
  });

  test("an e-mail address stays with its session, which cannot go on without it", async () => {
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

  test("the links and the codes are told apart", async () => {
    const answer = await homeserver.post("/_matrix/client/v3/register/msisdn/requestToken", {
      client_secret: "both",
      country: "GB",
      phone_number: "07700900031",
      send_attempt: 1,
    });
    expect(answer.status).toBe(200);
    expect(homeserver.codesTo("447700900031")).toHaveLength(1);
    expect(homeserver.mailsTo("447700900031")).toEqual([]);
  });
});
