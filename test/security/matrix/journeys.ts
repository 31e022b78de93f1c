import type { FakeHomeserverOptions } from "../../../src/testing/index.js";
import type { AccountInput } from "../../../src/uia/machine/types.js";

/** A sign-up that asks for something. */
export interface Journey {
  readonly options: FakeHomeserverOptions;
  readonly input: AccountInput;
}

const alice = { username: "alice", password: "correct horse battery" };
const terms = [
  { id: "privacy_policy", version: "1.0", translations: { en: { name: "Privacy Policy" } } },
];

export const journeys = {
  dummy: { options: {}, input: alice },
  terms: { options: { terms }, input: alice },
  token: {
    options: { registrationToken: "required", registrationTokens: [{ token: "invited" }] },
    input: { ...alice, registrationToken: "invited" },
  },
  captcha: { options: { recaptcha: true }, input: alice },
  email: { options: { email: "required" }, input: { ...alice, email: "alice@example.com" } },
  phone: {
    options: { phone: "required" },
    input: { ...alice, phone: { country: "GB", number: "07700900111" } },
  },
  guest: { options: { guests: true }, input: { guest: true } },
} as const satisfies Record<string, Journey>;

/** A request of a registration. */
export interface Point {
  readonly name: string;
  readonly journey: keyof typeof journeys;
  readonly matches: (url: string, body: unknown) => boolean;
  /** Another request whose answer is lost before, so that there is one to check. */
  readonly lostBefore?: (url: string, body: unknown) => boolean;
  /** Whether the user has opened the link in the mail before. */
  readonly afterLink?: boolean;
}

type Body = { readonly auth?: { readonly type?: string; readonly session?: string } };
const isRegister = (url: string) => /\/v3\/register(\?|$)/.test(url);
const stage = (type: string) => (url: string, body: unknown) =>
  isRegister(url) && (body as Body).auth?.type === type;
const path = (end: string) => (url: string) => new URL(url).pathname.endsWith(end);

export const points: readonly Point[] = [
  {
    name: "first POST",
    journey: "dummy",
    matches: (url, body) => isRegister(url) && (body as Body).auth === undefined,
  },
  {
    name: "stage that asks for nothing, the finishing POST",
    journey: "dummy",
    matches: stage("m.login.dummy"),
  },
  {
    name: "check of a lost answer",
    journey: "dummy",
    lostBefore: stage("m.login.dummy"),
    matches: (url, body) =>
      isRegister(url) &&
      (body as Body).auth?.type === undefined &&
      (body as Body).auth !== undefined,
  },
  { name: "stage of the policies", journey: "terms", matches: stage("m.login.terms") },
  { name: "token's validity", journey: "token", matches: path("/validity") },
  { name: "stage of the token", journey: "token", matches: stage("m.login.registration_token") },
  { name: "stage of the captcha", journey: "captcha", matches: stage("m.login.recaptcha") },
  { name: "request for a mail", journey: "email", matches: path("/email/requestToken") },
  {
    name: "poll, before the link is opened",
    journey: "email",
    matches: stage("m.login.email.identity"),
  },
  {
    name: "poll, after the link is opened: the finishing POST",
    journey: "email",
    afterLink: true,
    matches: stage("m.login.email.identity"),
  },
  { name: "request for a text message", journey: "phone", matches: path("/msisdn/requestToken") },
  { name: "check of the code", journey: "phone", matches: path("/submit_token") },
  {
    name: "stage of the phone, the finishing POST",
    journey: "phone",
    matches: stage("m.login.msisdn"),
  },
  { name: "guest", journey: "guest", matches: isRegister },
];
