import type { Event, EventOf, Refusal } from "../../src/uia/machine/event.js";
import { initialState } from "../../src/uia/machine/initialState.js";
import { withFacts } from "../../src/uia/machine/session.js";
import type { Challenge, Settings, State, ValidationState } from "../../src/uia/machine/state.js";
import { dummy, email, msisdn, recaptcha, terms, token } from "./scriptedHomeserver.js";

const quiz = "org.example.quiz";
const settings: Settings = {
  homeserver: { baseUrl: "https://hs.test", serverName: "hs.test" },
  kind: "user",
  lockedUsername: undefined,
  supportedStages: new Set([dummy, terms, email, msisdn, recaptcha, token, quiz]),
  formStages: new Set([quiz]),
  fallback: true,
  trust: "listed",
  chooseFlow: undefined,
};
const challenge: Challenge = {
  flows: [[terms, dummy], [dummy]],
  params: {
    [terms]: {
      policies: { p: { version: "1", en: { name: "Privacy", url: "https://hs.test/p" } } },
    },
  },
};
const account = {
  username: "alice",
  email: undefined,
  phone: undefined,
  hasRegistrationToken: false,
  acceptedPolicies: [],
  answeredStages: [],
  guest: false,
};
const fresh: State = { ...initialState(settings, challenge), now: 1_000 };
const running: State = withFacts({ ...fresh, account, flow: [dummy] }, { hasId: true });
const afterSending = (type: string): State => withFacts(running, { autoSent: [type] });
const byDummy = { by: "stage", type: dummy } as const;
const byEmail = { by: "stage", type: email, address: "a@b" } as const;
const bySession = { by: "session", corrected: false } as const;

const atAddress: ValidationState = {
  step: "address",
  address: "",
  request: 1,
  messages: 0,
  resendAt: 0,
  limitedUntil: 0,
  codeLimitedUntil: 0,
  checks: {},
};
const sent: ValidationState = {
  ...atAddress,
  step: "sent",
  address: "a@b",
  messages: 1,
  resendAt: 500,
  checks: { "a@b": { sentAt: 0, reply: "link", spent: false } },
};
const atEmail = {
  ...running,
  account: { ...account, email: "a@b" },
  flow: [email, dummy],
  flowChosenByUser: true,
  challenge: { ...challenge, flows: [[email, dummy]] },
  view: {
    status: "stage",
    type: email,
    problem: null,
    polls: 0,
    elsewhere: false,
    isOffline: false,
  },
} as const satisfies State;

const atPhone: State = {
  ...running,
  account: { ...account, phone: { country: "GB", number: "07700900111" } },
  flow: [msisdn, dummy],
  flowChosenByUser: true,
  challenge: { ...challenge, flows: [[msisdn, dummy]] },
  view: { ...atEmail.view, type: msisdn },
};
const codeSent: ValidationState = {
  ...sent,
  address: "GB 07700900111",
  checks: { "GB 07700900111": { sentAt: 0, reply: "code", spent: false } },
};
const atCaptcha = {
  ...running,
  flow: [recaptcha, dummy],
  flowChosenByUser: true,
  challenge: {
    ...challenge,
    flows: [[recaptcha, dummy]],
    params: { [recaptcha]: { public_key: "key" } },
  },
  view: { ...atEmail.view, type: recaptcha },
} as const satisfies State;
const looking: State = {
  ...atEmail,
  view: { ...atEmail.view, polls: 1 },
  task: { type: "polling", auth: byEmail, next: "wait" },
};

/** One state of each kind that a registration can be in. */
export const states = {
  "fresh account form": fresh,
  "account form with a session": running,
  "token being asked about": {
    ...running,
    task: { type: "checkingToken", next: "fresh" },
  },
  "first request on its way": {
    ...running,
    session: null,
    task: { type: "registering", auth: { by: "none" } },
  },
  "first request refused": {
    ...running,
    session: null,
    task: { type: "probing", refused: { code: "closed" } },
  },
  "name being asked about": {
    ...running,
    task: { type: "checkingName", next: { type: "tell", refused: { code: "sessionExpired" } } },
  },
  "name being asked about in doubt": {
    ...withFacts(running, { inDoubt: true }),
    possiblyCreated: "alice",
    task: { type: "checkingName", next: { type: "doubt" } },
  },
  "before its turn": { ...running, task: { type: "awaitingTurn", auth: byDummy } },
  "first request on its way, cancelled": {
    ...running,
    session: null,
    task: { type: "registering", auth: { by: "none" } },
    cancelling: true,
  },
  "dummy stage on its way": {
    ...afterSending(dummy),
    task: { type: "registering", auth: byDummy },
  },
  "before a check": {
    ...running,
    task: { type: "awaitingCheck", lost: byDummy, tries: 0 },
  },
  "check on its way": {
    ...running,
    task: { type: "checking", lost: byDummy, tries: 0 },
  },
  rateLimited: {
    ...running,
    task: { type: "paused", problem: { code: "rateLimited", retryAt: 500 }, again: byDummy },
  },
  "rateLimited for longer": {
    ...running,
    task: { type: "paused", problem: { code: "rateLimited", retryAt: 5_000 }, again: byDummy },
  },
  "offline before a check": {
    ...running,
    task: { type: "paused", problem: { code: "offline" }, again: "check" },
  },
  "before the terms": {
    ...running,
    flow: [terms, dummy],
    flowChosenByUser: true,
    view: {
      status: "stage",
      type: terms,
      problem: null,
      polls: 0,
      elsewhere: false,
      isOffline: false,
    },
  },
  "terms on their way": {
    ...running,
    flow: [terms, dummy],
    flowChosenByUser: true,
    view: {
      status: "stage",
      type: terms,
      problem: null,
      polls: 0,
      elsewhere: false,
      isOffline: false,
    },
    task: { type: "registering", auth: { by: "stage", type: terms } },
  },
  "before a token": {
    ...running,
    flow: [token, dummy],
    flowChosenByUser: true,
    challenge: { ...challenge, flows: [[token, dummy]] },
    view: { ...atEmail.view, type: token },
  },
  "before an address": { ...atEmail, validations: { email: atAddress, phone: null } },
  "mail being asked for": {
    ...atEmail,
    validations: { email: { ...atAddress, step: "sending", address: "a@b" }, phone: null },
  },
  "mail sent": { ...atEmail, validations: { email: sent, phone: null } },
  "look for the mail on its way": {
    ...atEmail,
    view: { ...atEmail.view, polls: 1 },
    validations: { email: sent, phone: null },
    task: { type: "polling", auth: byEmail, next: "wait" },
  },
  "look on its way, address asked": {
    ...looking,
    validations: { email: { ...sent, step: "address" }, phone: null },
  },
  "look on its way, mail asked for": {
    ...looking,
    validations: { email: { ...sent, step: "sending" }, phone: null },
  },
  "number asked": { ...atPhone, validations: { email: null, phone: atAddress } },
  "code awaited": { ...atPhone, validations: { email: null, phone: codeSent } },
  "code on its way": {
    ...atPhone,
    validations: { email: null, phone: codeSent },
    task: { type: "sendingCode" },
  },
  captcha: atCaptcha,
  "captcha, own page opened": {
    ...atCaptcha,
    view: { ...atCaptcha.view, elsewhere: true },
  },
  "before a quiz": {
    ...running,
    flow: [quiz, dummy],
    flowChosenByUser: true,
    challenge: { ...challenge, flows: [[quiz, dummy]] },
    view: {
      status: "stage",
      type: quiz,
      problem: null,
      polls: 0,
      elsewhere: false,
      isOffline: false,
    },
  },
  "on the homeserver's own page": {
    ...running,
    flow: ["org.example.dance"],
    view: {
      status: "stage",
      type: "org.example.dance",
      problem: null,
      polls: 0,
      elsewhere: false,
      isOffline: false,
    },
  },
  "on the homeserver's own page, offline": {
    ...running,
    flow: ["org.example.dance"],
    view: { ...atEmail.view, type: "org.example.dance", elsewhere: true, isOffline: true },
  },
  "answer from the account form on its way": {
    ...afterSending(quiz),
    account: { ...account, answeredStages: [{ type: quiz, asked: "{}" }] },
    flow: [quiz, dummy],
    challenge: { ...challenge, flows: [[quiz, dummy]] },
    task: { type: "registering", auth: { by: "stage", type: quiz } },
  },
  registered: {
    ...running,
    view: {
      status: "done",
      outcome: "registered",
      userId: "@alice:hs.test",
      hasSession: true,
      handover: "none",
    },
  },
  "waiting for approval": {
    ...running,
    view: { status: "done", outcome: "pendingApproval", handover: "none" },
  },
  uncertain: { ...running, view: { status: "uncertain", reason: "noAnswer", checks: 0 } },
  "uncertain, check on its way": {
    ...running,
    view: { status: "uncertain", reason: "noAnswer", checks: 0 },
    task: { type: "checking", lost: bySession, tries: 2 },
  },
  failed: { ...running, view: { status: "failed", problem: { code: "forbidden" } } },
} satisfies Record<string, State>;

export type StateName = keyof typeof states;

const refusal = (status: number, errcode: string): Refusal => ({
  status,
  errcode,
  text: undefined,
  retryAfterMs: undefined,
  contact: undefined,
});

/** One event of each type, at 1 s; `refused` and `unanswered` in the kinds that differ. */
export const events = {
  accountRejected: { type: "accountRejected", problems: [{ code: "usernameInvalid" }] },
  accountSubmitted: {
    type: "accountSubmitted",
    account: { ...account, username: "bob" },
    passwordChanged: false,
    tokenChanged: false,
  },
  tokenChecked: { type: "tokenChecked", valid: true },
  nameChecked: { type: "nameChecked", answer: refusal(400, "M_USER_IN_USE") },
  probed: { type: "probed", isClosed: true },
  stageSubmitted: {
    type: "stageSubmitted",
    acceptedPolicies: undefined,
    registrationToken: false,
  },
  pollAsked: { type: "pollAsked" },
  challenged: {
    type: "challenged",
    challenge,
    completed: [],
    hasParams: true,
    hasSession: true,
    refusal: undefined,
  },
  registered: { type: "registered", userId: "@alice:hs.test", hasSession: true },
  refused: { type: "refused", refusal: refusal(400, "M_USER_IN_USE") },
  unanswered: { type: "unanswered", reason: "unreachable" },
  offline: { type: "offline" },
  addressGiven: { type: "addressGiven", address: "c@d" },
  resent: { type: "resent" },
  messageSent: { type: "messageSent", medium: "email", request: 1, reply: "link" },
  messageRefused: { type: "messageRefused", medium: "email", request: 1, fault: "unreachable" },
  codeGiven: { type: "codeGiven" },
  codeAnswered: { type: "codeAnswered", accepted: true },
  codeRefused: { type: "codeRefused", fault: "unreachable" },
  wentElsewhere: { type: "wentElsewhere" },
  timeCame: { type: "timeCame" },
  returned: { type: "returned", afterMs: 0 },
  connectionLost: { type: "connectionLost" },
  retried: { type: "retried" },
  checkedAgain: { type: "checkedAgain" },
  flowChosen: { type: "flowChosen", flow: [dummy] },
  answerChanged: { type: "answerChanged", field: "email" },
  finishedElsewhere: { type: "finishedElsewhere" },
  cancelled: { type: "cancelled" },
  startedAgain: { type: "startedAgain" },
  handover: { type: "handover", handover: "done" },
} satisfies { readonly [T in Event["type"]]: EventOf<T> };
