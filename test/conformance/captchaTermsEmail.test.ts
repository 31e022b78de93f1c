import { expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";
import { fallbackOf } from "./fallback.js";
import { emailType, mailsOf } from "./mails.js";

const captchaType = "m.login.recaptcha";
const termsType = "m.login.terms";
const flows = [[captchaType, termsType, emailType]];
const password = "correct horse";

conformance("captchaTermsEmail", (homeserver) => {
  const mails = mailsOf(homeserver);
  const params = () => ({
    [captchaType]: { public_key: "fake-site-key" },
    [termsType]: {
      policies: {
        privacy_policy: {
          version: "1.0",
          en: { name: "Privacy Policy", url: `${homeserver.baseUrl()}/_matrix/consent?v=1.0` },
        },
      },
    },
  });
  const begin = async (username: string) =>
    expectUia(await homeserver.register({ username, password }), { flows, params: params() });
  const complete = (session: string, type: string, more = {}) =>
    homeserver.register({ auth: { type, session, ...more } });

  test("captcha, policy and email address, in the order of the flow", async () => {
    const session = await begin("all");
    const response = "good-all";
    expectUia(await complete(session, captchaType, { response }), {
      flows,
      params: params(),
      completed: [captchaType],
    });
    const accepted = await complete(session, termsType);
    expectUia(accepted, { flows, completed: [captchaType, termsType] });
    const creds = { sid: await mails.requestSid(mail("all")), client_secret: "all" };
    expectUia(await complete(session, emailType, { threepid_creds: creds }), {
      flows,
      completed: [captchaType, termsType],
      errcode: "M_UNAUTHORIZED",
      error: "Unable to get validated threepid",
    });
    await mails.open(mails.link("all@example.org"));
    const made = await complete(session, emailType, { threepid_creds: creds });
    expectAccount(made, "@all:localhost");
  });

  test("a confirmation counts once: shown again it fails, and yet the stage is done", async () => {
    const session = await begin("shown");
    const threepid_creds = await mails.confirm(mail("shown"));
    const shown = await complete(session, emailType, { threepid_creds });
    expectUia(shown, { flows, completed: [emailType] });
    expectUia(await complete(session, emailType, { threepid_creds }), {
      flows,
      completed: [emailType],
      errcode: "M_UNAUTHORIZED",
      error: "Unable to get validated threepid",
    });
    await complete(session, termsType);
    const made = await complete(session, captchaType, { response: "good-shown" });
    expectAccount(made, "@shown:localhost");
  });

  test("a confirmation outlives its session and counts in the next one", async () => {
    const threepid_creds = await mails.confirm(mail("outlives"));
    const first = await begin("outlives");
    await complete(first, termsType);
    await homeserver.expireSessions();
    expectRefusal(
      await complete(first, emailType, { threepid_creds }),
      400,
      "M_UNKNOWN",
      `Unknown session ID: ${first}`,
    );
    const second = await begin("outlives");
    await complete(second, termsType);
    await complete(second, captchaType, { response: "good-outlives" });
    const made = await complete(second, emailType, { threepid_creds });
    expectAccount(made, "@outlives:localhost");
  });

  test("the policy is accepted on the homeserver's own page", async () => {
    const fallback = fallbackOf(homeserver, termsType);
    const session = await begin("terms");
    const page = await fallback.show(session);
    expect(page).toMatchObject({ status: 200, title: "Authentication" });
    expect(page.html).toContain(`href="${homeserver.baseUrl()}/_matrix/consent?v=1.0"`);
    expect(page.html).toContain('type="submit" value="Agree"');
    expect(fallback.formOf(page)).toEqual({
      id: "registrationForm",
      method: "post",
      action: `/_matrix/client/v3/auth/${termsType}/fallback/web`,
      session,
    });
    fallback.expectSuccess(await fallback.submit({ session }));
    const answer = await homeserver.register({ auth: { session } });
    expectUia(answer, { flows, completed: [termsType] });
  });
});

function mail(name: string) {
  return { email: `${name}@example.org`, client_secret: name };
}
