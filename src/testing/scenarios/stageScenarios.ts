import type { Misbehaviour } from "../model/rules.js";
import { quizType } from "../stages/quizStage.js";
import { misbehaving, onePolicy, scenario, someTokens } from "./scenario.js";

const captchaTermsEmail = { recaptcha: true, terms: [onePolicy], email: "required" } as const;

const mailRequest = { path: "/register/email/requestToken" };
const captchaRequest = { path: "/register", authType: "m.login.recaptcha" };
const emailRequest = { path: "/register", authType: "m.login.email.identity" };

/** Homeservers whose stages want more than a click, and how those stages go wrong. */
export const stageScenarios = {
  recaptcha: scenario("A captcha to solve", { recaptcha: true }),
  recaptchaWithoutKey: scenario("A captcha without a public key", {
    recaptcha: true,
    recaptchaPublicKey: null,
  }),
  captchaDown: onCaptcha("Whoever checks captchas does not answer", { kind: "captchaDown" }),
  captchaRefused: onCaptcha("No captcha is ever right", { kind: "captchaRefused" }),

  email: scenario("An email address is needed", { email: "required" }),
  emailOptional: scenario("An email address, or nothing at all", { email: "optional" }),
  mailLost: onMail("The mail never comes", { kind: "mailLost" }),
  mailDown: onMail("The mail server does not answer", { kind: "mailDown" }),
  mailLate: misbehaving(
    "The link in the first mail has expired",
    [{ on: mailRequest, times: 1, do: { kind: "mailLinkExpired" } }],
    { email: "required" },
  ),
  mailLimited: scenario("One mail in 20 seconds", {
    email: "required",
    limits: { threepidValidation: { perSecond: 0.05, burst: 1 } },
  }),
  addressesHidden: scenario("That an email address or a phone number is in use is not told", {
    email: "required",
    threepidsHidden: true,
  }),
  captchaTermsEmail: scenario("A captcha, a policy and an email address", captchaTermsEmail),
  sessionExpires: misbehaving(
    "The session has expired once the mail is confirmed",
    [{ on: emailRequest, times: 1, do: { kind: "sessionLifetime", ms: 0 } }],
    captchaTermsEmail,
  ),

  msisdn: scenario("A phone number is needed", { phone: "required" }),
  wrongCodeUnsuccessful: onPhone("A wrong code is told without an error", {
    kind: "wrongCodeUnsuccessful",
  }),
  smsLost: onPhone("The SMS never comes", { kind: "smsLost" }),
  smsDown: onPhone("Whoever sends SMS does not answer", { kind: "smsDown" }),
  emailAndMsisdn: scenario("An email address, a phone number, both, a token, or nothing at all", {
    email: "optional",
    phone: "optional",
    registrationToken: "bypass",
    registrationTokens: someTokens,
  }),

  quiz: scenario("A quiz, which is this homeserver’s own idea", {
    flows: [[quizType, "m.login.dummy"]],
  }),
  otherStages: scenario("A stage nobody has heard of, then a policy", {
    flows: [["org.example.confirmation", "m.login.terms", "m.login.dummy"]],
    terms: [onePolicy],
  }),
  ssoStage: scenario("A stage done by single sign-on", { flows: [["m.login.sso"]] }),
  passwordStage: scenario("A stage that wants a password that exists", {
    flows: [["m.login.password"]],
  }),
} as const;

function onCaptcha(title: string, misbehaviour: Misbehaviour) {
  return misbehaving(title, [{ on: captchaRequest, do: misbehaviour }], { recaptcha: true });
}

function onMail(title: string, misbehaviour: Misbehaviour) {
  return misbehaving(title, [{ on: mailRequest, do: misbehaviour }], { email: "required" });
}

function onPhone(title: string, misbehaviour: Misbehaviour) {
  return misbehaving(title, [{ do: misbehaviour }], { phone: "required" });
}
