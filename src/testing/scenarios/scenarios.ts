import type { FakePolicy } from "../model/settings.js";
import { misbehaving, onePolicy, type Scenario, scenario, someTokens } from "./scenario.js";
import { stageScenarios } from "./stageScenarios.js";

export type { Scenario } from "./scenario.js";

const manyPolicies: readonly FakePolicy[] = [
  {
    id: "terms_of_service",
    version: "2.3",
    translations: {
      en: { name: "Terms of Service" },
      de: { name: "Nutzungsbedingungen" },
      fr: { name: "Conditions d’utilisation" },
    },
  },
  {
    id: "privacy_policy",
    version: "1.0",
    translations: { en_US: { name: "Privacy Policy" }, de: { name: "Datenschutzerklärung" } },
  },
  {
    id: "code_of_conduct",
    version: "2024-05-01",
    translations: { en: { name: "Code of Conduct" } },
  },
];

const lastRequest = { path: "/register", authType: "m.login.dummy" };
const firstAttempt = { path: "/register", bodyHas: "password" };

/**
 * The set-ups by name.
 *
 * In each the user `taken` (password `taken-password`) exists, with an email address and a phone
 * number. Usernames that begin with `reserved.` belong to an application service. Addresses at a
 * host `denied.…` and phone numbers from +44 7700 900660 to 669 are refused.
 */
export const scenarios = {
  open: scenario("Open to everybody"),
  token: scenario("A registration token is needed: invite-me, once (for one account), expired", {
    registrationToken: "required",
    registrationTokens: someTokens,
  }),
  terms: scenario("One policy to accept", { terms: [onePolicy] }),
  manyTerms: scenario("Three policies to accept, in several languages", { terms: manyPolicies }),
  tokenAndTerms: scenario("A registration token and a policy", {
    registrationToken: "required",
    registrationTokens: someTokens,
    terms: [onePolicy],
  }),
  tokenOrNot: scenario("A registration token, or nothing at all", {
    registrationToken: "bypass",
    registrationTokens: someTokens,
  }),
  guests: scenario("Open, to guests too", { guests: true }),
  guestsOnly: scenario("Closed, but for guests", { guests: true, closed: true }),
  closed: scenario("Closed", { closed: true, email: "optional" }),
  passwordPolicy: scenario("Passwords of 10 characters and of every kind", {
    passwordPolicy: {
      minimumLength: 10,
      requireDigit: true,
      requireSymbol: true,
      requireLowercase: true,
      requireUppercase: true,
    },
  }),
  namesHidden: scenario("That a name is taken is told at the end", { namesHidden: true }),
  nameTakenLate: misbehaving("Somebody takes the name before the last request", [
    { on: lastRequest, times: 1, do: { kind: "takeUsername" } },
  ]),
  limited: scenario("One account in 5 seconds, and others were faster", {
    limits: {
      registration: { perSecond: 0.2, burst: 1 },
      tokenValidity: { perSecond: 0.2, burst: 1 },
      threepidValidation: { perSecond: 0.2, burst: 1 },
    },
    misbehaviour: [{ on: firstAttempt, times: 1, do: { kind: "bucketFull" } }],
  }),
  answerLost: misbehaving("The answer to the last request is lost once", [
    { on: lastRequest, times: 1, do: { kind: "dropAnswer" } },
  ]),
  answerLostForGood: misbehaving("The answer to the last request is lost, and to every check", [
    { on: lastRequest, do: { kind: "dropAnswer" } },
    { on: { path: "/register", authType: "session" }, do: { kind: "dropAnswer" } },
  ]),
  approval: scenario("Accounts wait for an administrator", { approval: true }),
  full: scenario("No room for another account", {
    full: { adminContact: "mailto:admin@example.org" },
  }),
  slow: misbehaving("Every answer takes three seconds", [{ do: { kind: "slow", ms: 3000 } }]),
  broken: misbehaving("A proxy answers for it as soon as an account is asked for", [
    { on: firstAttempt, do: { kind: "html" } },
  ]),
  down: misbehaving("A proxy answers for it, whatever is asked", [{ do: { kind: "html" } }]),
  captchaOnly: scenario("A captcha and nothing else", { flows: [["m.login.recaptcha"]] }),
  unsupported: scenario("A stage nobody has heard of, and nothing else", {
    flows: [["org.example.confirmation"]],
  }),
  otherFlow: scenario("A captcha, or nothing at all", {
    flows: [["m.login.recaptcha"], ["m.login.dummy"]],
  }),
  refreshable: scenario("Access tokens that can be refreshed live for one minute", {
    refreshableLifetimeMs: 60_000,
  }),
  oidcSso: scenario("Closed, but for those who sign on with Example ID", {
    closed: true,
    sso: [{ id: "oidc-example", name: "Example ID" }],
  }),
  manyProviders: scenario("Three to sign on with, or a password", {
    sso: [
      { id: "oidc-example", name: "Example ID" },
      { id: "oidc-github", name: "GitHub", brand: "github" },
      { id: "saml", name: "École modèle", icon: "mxc://example.org/school" },
    ],
  }),
  loginRouted: scenario("In mas: sign-in is routed to the account service", { loginRouted: true }),
  ...stageScenarios,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
