import { describe, expect, test } from "vitest";
import type { Event } from "../../../../src/uia/machine/event.js";
import { transition } from "../../../../src/uia/machine/machine.js";
import type { AddressCheck, State, ValidationState } from "../../../../src/uia/machine/state.js";
import { states } from "../../machineTable.js";
import { dummy, email, msisdn } from "../../scriptedHomeserver.js";
import { by, cancelling, refusal, said, sending } from "../told.js";

const sent = states["mail sent"];
const awaited = states["code awaited"];
const asked = states["mail being asked for"];
const asking = states["before an address"];
const codeSent = states["code on its way"];
const polling = states["look for the mail on its way"];
const number = { country: "GB", number: "07700900111" };
const shown = "GB 07700900111";

const mail = (change: Partial<ValidationState>, state: State = sent): State => ({
  ...state,
  validations: {
    ...state.validations,
    email: { ...state.validations.email!, ...change },
  },
});
const phone = (change: Partial<ValidationState>, state: State = awaited): State => ({
  ...state,
  validations: {
    ...state.validations,
    phone: { ...state.validations.phone!, ...change },
  },
});
const check = (change: Partial<AddressCheck> = {}): AddressCheck => ({
  ...{ sentAt: 0, reply: "link", spent: false },
  ...change,
});
const withCode = (reply: AddressCheck["reply"], state: State = awaited): State =>
  phone({ checks: { [shown]: check({ reply }) } }, state);
const limitedTo = (state: State): State => phone({ codeLimitedUntil: state.now + 5_000 }, state);

const given = (address: string | typeof number): Event => ({ type: "addressGiven", address });
const messageSent = (
  request: number,
  reply: AddressCheck["reply"] = "link",
  medium: "email" | "phone" = "email",
): Event => ({ type: "messageSent", medium, request, reply });
const messageRefused = (
  fault: Extract<Event, { type: "messageRefused" }>["fault"],
  request = 1,
  medium: "email" | "phone" = "email",
): Event => ({ type: "messageRefused", medium, request, fault });
const codeRefused = (fault: Extract<Event, { type: "codeRefused" }>["fault"]): Event => ({
  type: "codeRefused",
  fault,
});
const limit = refusal(429, "M_LIMIT_EXCEEDED", { retryAfterMs: 9_000 });
const elsewhere: State = {
  ...asked,
  view: { ...awaited.view, problem: { code: "codeRefused" } } as State["view"],
};
const atForm: State = { ...asked, view: { status: "account", problems: [] } };

describe("an address that the user gives in its stage", () => {
  test.each<[string, State, Event, string]>([
    [
      "asks for a message",
      asking,
      given("c@d"),
      "stage m.login.email.identity | idle; account {username:alice,email:c@d,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, email.step sending, email.address c@d, email.request 2; requestMessage 2 to c@d",
    ],
    [
      "is no address",
      asking,
      given("nonsense"),
      "stage m.login.email.identity emailMalformed at email | idle; stopWaiting",
    ],
    [
      "is empty",
      asking,
      given(""),
      "stage m.login.email.identity emailMissing at email | idle; stopWaiting",
    ],
    [
      "is a number in place of a mail's",
      asking,
      given(number),
      "stage m.login.email.identity emailMissing at email | idle; stopWaiting",
    ],
    [
      "is a number",
      states["number asked"],
      given(number),
      "stage m.login.msisdn | idle; phone.step sending, phone.address GB 07700900111, phone.request 2; requestMessage 2 to GB 07700900111",
    ],
    [
      "is no number",
      states["number asked"],
      given({ country: "GB", number: "1" }),
      "stage m.login.msisdn phoneMalformed at phone | idle; stopWaiting",
    ],
    [
      "is a mail's in place of a number",
      states["number asked"],
      given("a@b"),
      "stage m.login.msisdn phoneMissing at phone | idle; stopWaiting",
    ],
    [
      "waits while a message is asked for",
      asked,
      given("c@d"),
      "stage m.login.email.identity | idle",
    ],
    [
      "had its message, so that the link is looked for",
      mail({ resendAt: 9_000 }),
      given("a@b"),
      "stage m.login.email.identity | polling wait; polls [1000], polls 1; stopWaiting, register m.login.email.identity",
    ],
    [
      "had its message long ago",
      mail({ resendAt: 1_000 }),
      given("a@b"),
      "stage m.login.email.identity | idle; email.step sending, email.request 2; requestMessage 2 to a@b",
    ],
    [
      "had its message, and that was used",
      mail({ resendAt: 9_000, checks: { "a@b": check({ spent: true }) } }),
      given("a@b"),
      "stage m.login.email.identity rateLimited at email | idle; email.step address; stopWaiting",
    ],
    [
      "is another one than before",
      mail({ resendAt: 9_000 }),
      given("c@d"),
      "stage m.login.email.identity | idle; account {username:alice,email:c@d,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, email.step sending, email.address c@d, email.request 2; requestMessage 2 to c@d",
    ],
    [
      "is a third one, during the cool-down",
      mail({ resendAt: 9_000, messages: 2 }),
      given("c@d"),
      "stage m.login.email.identity rateLimited at email | idle; account {username:alice,email:c@d,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, email.step address, email.address c@d; stopWaiting",
    ],
    [
      "comes during a limit of the homeserver",
      mail({ limitedUntil: 7_000 }, asking),
      given("c@d"),
      "stage m.login.email.identity rateLimited at email | idle; account {username:alice,email:c@d,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, email.address c@d; stopWaiting",
    ],
    [
      "comes during a poll",
      polling,
      given("c@d"),
      "stage m.login.email.identity | polling wait; account {username:alice,email:c@d,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, email.step sending, email.address c@d, email.request 2; requestMessage 2 to c@d",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("another message", () => {
  test.each<[string, State, string]>([
    [
      "is asked for",
      sent,
      "stage m.login.email.identity | idle; email.step sending, email.request 2; requestMessage 2 to a@b",
    ],
    [
      "is asked for during a poll",
      polling,
      "stage m.login.email.identity | polling wait; email.step sending, email.request 2; requestMessage 2 to a@b",
    ],
    [
      "is not asked for during the cool-down",
      mail({ resendAt: 1_001 }),
      "stage m.login.email.identity | idle",
    ],
    [
      "is not asked for before the first",
      mail({ step: "address" }),
      "stage m.login.email.identity | idle",
    ],
    [
      "is not asked for while one is",
      mail({ step: "sending" }),
      "stage m.login.email.identity | idle",
    ],
  ])("%s", (_, state, outcome) => {
    expect(said(state, transition(state, { type: "resent" }))).toBe(outcome);
  });
});

describe("the code of a message", () => {
  test.each<[string, State, Event, string]>([
    [
      "is sent",
      awaited,
      { type: "codeGiven" },
      "stage m.login.msisdn | sendingCode; stopWaiting, submitCode",
    ],
    [
      "is sent where the message may have a link too",
      withCode("either"),
      { type: "codeGiven" },
      "stage m.login.msisdn | sendingCode; stopWaiting, submitCode",
    ],
    [
      "is not sent where the message has a link",
      withCode("link"),
      { type: "codeGiven" },
      "stage m.login.msisdn | idle",
    ],
    [
      "is not sent without a message",
      phone({ step: "address" }),
      { type: "codeGiven" },
      "stage m.login.msisdn | idle",
    ],
    [
      "is not sent during a limit",
      limitedTo(awaited),
      { type: "codeGiven" },
      "stage m.login.msisdn rateLimited | idle",
    ],
    [
      "waits for a poll",
      { ...withCode("either"), task: { type: "polling", auth: by(msisdn), next: "wait" } },
      { type: "codeGiven" },
      "stage m.login.msisdn | polling answer",
    ],
    [
      "takes the place of another step that waits",
      { ...withCode("either"), task: { type: "polling", auth: by(msisdn), next: "proceed" } },
      { type: "codeGiven" },
      "stage m.login.msisdn | polling answer",
    ],
    [
      "does not wait for a poll during a limit",
      {
        ...limitedTo(withCode("either")),
        task: { type: "polling", auth: by(msisdn), next: "wait" },
      },
      { type: "codeGiven" },
      "stage m.login.msisdn rateLimited | polling wait",
    ],
    [
      "is right",
      codeSent,
      { type: "codeAnswered", accepted: true },
      "stage m.login.msisdn | registering {by:stage,type:m.login.msisdn,address:GB 07700900111}; interacted true; register m.login.msisdn",
    ],
    [
      "is wrong",
      codeSent,
      { type: "codeAnswered", accepted: false },
      "stage m.login.msisdn codeRefused | idle; wait 179000",
    ],
    [
      "is right after Cancel",
      cancelling(codeSent),
      { type: "codeAnswered", accepted: true },
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "meets no connection",
      codeSent,
      codeRefused("offline"),
      "stage m.login.msisdn offline | idle; wait 179000",
    ],
    [
      "gets no answer",
      codeSent,
      codeRefused("unreachable"),
      "stage m.login.msisdn unreachable | idle; wait 179000",
    ],
    [
      "is limited",
      codeSent,
      codeRefused(limit),
      "stage m.login.msisdn rateLimited | idle; phone.codeLimitedUntil 10000; wait 179000",
    ],
    [
      "is refused",
      codeSent,
      codeRefused(refusal(400, "M_UNKNOWN")),
      "stage m.login.msisdn codeRefused | idle; wait 179000",
    ],
    [
      "meets a failure",
      codeSent,
      codeRefused(refusal(500, "M_UNKNOWN")),
      "stage m.login.msisdn serverFailed | idle; wait 179000",
    ],
    [
      "meets a failure next to none",
      codeSent,
      codeRefused(refusal(499, "M_UNKNOWN")),
      "stage m.login.msisdn codeRefused | idle; wait 179000",
    ],
    [
      "has no endpoint",
      codeSent,
      codeRefused(refusal(404, "M_UNRECOGNIZED")),
      "stage m.login.msisdn codeUnsupported | idle; phone.checks {GB 07700900111:{sentAt:0,reply:link,spent:false}}; wait 5000",
    ],
    [
      "has no endpoint, by an old homeserver",
      codeSent,
      codeRefused(refusal(400, "M_UNRECOGNIZED")),
      "stage m.login.msisdn codeUnsupported | idle; phone.checks {GB 07700900111:{sentAt:0,reply:link,spent:false}}; wait 5000",
    ],
    [
      "has no path",
      codeSent,
      codeRefused(refusal(404)),
      "stage m.login.msisdn codeUnsupported | idle; phone.checks {GB 07700900111:{sentAt:0,reply:link,spent:false}}; wait 5000",
    ],
    [
      "has no method",
      codeSent,
      codeRefused(refusal(405)),
      "stage m.login.msisdn codeUnsupported | idle; phone.checks {GB 07700900111:{sentAt:0,reply:link,spent:false}}; wait 5000",
    ],
    [
      "is met by a page",
      codeSent,
      codeRefused(refusal(418)),
      "stage m.login.msisdn codeRefused | idle; wait 179000",
    ],
    [
      "is not found",
      codeSent,
      codeRefused(refusal(404, "M_NOT_FOUND")),
      "stage m.login.msisdn codeRefused | idle; wait 179000",
    ],
    [
      "has no endpoint, and no message is known",
      phone({ checks: {} }, codeSent),
      codeRefused(refusal(404)),
      "stage m.login.msisdn codeUnsupported | idle",
    ],
    [
      "is refused after Cancel",
      cancelling(codeSent),
      codeRefused(limit),
      "account | idle; cancelling false; stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a change of an answer", () => {
  test.each<[string, State, "email" | "phone" | "username", string]>([
    [
      "of the address is made in the stage",
      sent,
      "email",
      "stage m.login.email.identity | idle; email.step address; stopWaiting",
    ],
    [
      "of the number is made in the stage",
      awaited,
      "phone",
      "stage m.login.msisdn | idle; phone.step address; stopWaiting",
    ],
    ["of another answer is made in the form", sent, "phone", "account | idle; stopWaiting"],
    [
      "of the address, during a poll",
      polling,
      "email",
      "stage m.login.email.identity | polling wait; email.step address",
    ],
    [
      "of another answer waits for a poll",
      polling,
      "username",
      "stage m.login.email.identity | polling wait; cancelling true",
    ],
    [
      "of the address waits for a step that waits",
      { ...polling, task: { ...polling.task, next: "answer" } },
      "email",
      "stage m.login.email.identity | polling answer; cancelling true",
    ],
  ])("%s", (_, state, field, outcome) => {
    expect(said(state, transition(state, { type: "answerChanged", field }))).toBe(outcome);
  });
});

describe("a message that the homeserver sent", () => {
  test.each<[string, State, Event, string]>([
    [
      "is waited for",
      asked,
      messageSent(1),
      "stage m.login.email.identity | idle; email.step sent, email.messages 1, email.resendAt 31000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}; wait 5000",
    ],
    [
      "is the second",
      mail({ messages: 1 }, asked),
      messageSent(1),
      "stage m.login.email.identity | idle; email.step sent, email.messages 2, email.resendAt 61000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}; wait 5000",
    ],
    [
      "is the third",
      mail({ messages: 2 }, asked),
      messageSent(1),
      "stage m.login.email.identity | idle; email.step sent, email.messages 3, email.resendAt 121000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}; wait 5000",
    ],
    [
      "is the fourth",
      mail({ messages: 3 }, asked),
      messageSent(1),
      "stage m.login.email.identity | idle; email.step sent, email.messages 4, email.resendAt 121000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}; wait 5000",
    ],
    [
      "with a code is not polled for",
      { ...asked },
      messageSent(1, "code"),
      "stage m.login.email.identity | idle; email.step sent, email.messages 1, email.resendAt 31000, email.checks {a@b:{sentAt:1000,reply:code,spent:false}}; wait 180000",
    ],
    [
      "answers an older request",
      mail({ request: 2 }, asked),
      messageSent(1),
      "stage m.login.email.identity | idle; email.messages 1, email.resendAt 31000",
    ],
    [
      "answers a request that was never sent",
      asked,
      messageSent(2),
      "stage m.login.email.identity | idle",
    ],
    [
      "comes after the user asked for another address",
      asking,
      messageSent(1),
      "stage m.login.email.identity | idle; email.messages 1, email.resendAt 31000",
    ],
    [
      "comes after the user left the stage",
      atForm,
      messageSent(1),
      "account | idle; email.step sent, email.messages 1, email.resendAt 31000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}",
    ],
    [
      "comes at the stage of another medium",
      elsewhere,
      messageSent(1),
      "stage m.login.msisdn codeRefused | idle; email.step sent, email.messages 1, email.resendAt 31000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}",
    ],
    [
      "keeps those to other addresses",
      mail({ checks: { "c@d": check() } }, asked),
      messageSent(1, "either"),
      "stage m.login.email.identity | idle; email.step sent, email.messages 1, email.resendAt 31000, email.checks {c@d:{sentAt:0,reply:link,spent:false},a@b:{sentAt:1000,reply:either,spent:false}}; wait 5000",
    ],
    [
      "takes the place of an offline poll's problem",
      {
        ...asked,
        view: { ...asked.view, polls: 9, problem: { code: "offline" } },
      },
      messageSent(1),
      "stage m.login.email.identity | idle; email.step sent, email.messages 1, email.resendAt 31000, email.checks {a@b:{sentAt:1000,reply:link,spent:false}}, polls 0; wait 5000",
    ],
    [
      "of a medium that was never asked",
      sent,
      messageSent(0, "link", "phone"),
      "stage m.login.email.identity | idle; phone.step address, phone.address , phone.request 0, phone.messages 1, phone.resendAt 31000, phone.limitedUntil 0, phone.codeLimitedUntil 0, phone.checks {}",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a message that was not sent", () => {
  test.each<[string, State, Event, string]>([
    [
      "has no connection",
      asked,
      messageRefused("offline"),
      "stage m.login.email.identity offline | idle; email.step address",
    ],
    [
      "has no answer",
      asked,
      messageRefused("unreachable"),
      "stage m.login.email.identity messageInDoubt | idle; email.step address",
    ],
    [
      "is limited",
      asked,
      messageRefused(limit),
      "stage m.login.email.identity rateLimited at email | idle; email.step address, email.limitedUntil 10000",
    ],
    [
      "is limited for less than before",
      mail({ limitedUntil: 90_000 }, asked),
      messageRefused(limit),
      "stage m.login.email.identity rateLimited at email | idle; email.step address",
    ],
    [
      "is limited, by an answer to an older request",
      mail({ request: 2 }, asked),
      messageRefused(limit),
      "stage m.login.email.identity | idle; email.limitedUntil 10000",
    ],
    [
      "is limited, after another address was asked for",
      asking,
      messageRefused(limit),
      "stage m.login.email.identity | idle; email.limitedUntil 10000",
    ],
    [
      "is refused, by an answer to an older request",
      mail({ request: 2 }, asked),
      messageRefused("offline"),
      "stage m.login.email.identity | idle",
    ],
    [
      "is refused",
      asked,
      messageRefused(refusal(400, "M_THREEPID_IN_USE")),
      "stage m.login.email.identity emailInUse at email | idle; email.step address",
    ],
    [
      "was sent before",
      mail({ checks: { "a@b": check() } }, asked),
      messageRefused("offline"),
      "stage m.login.email.identity offline | idle; email.step sent; wait 5000",
    ],
    [
      "was sent before, and used",
      mail({ checks: { "a@b": check({ spent: true }) } }, asked),
      messageRefused("offline"),
      "stage m.login.email.identity offline | idle; email.step address",
    ],
    [
      "is refused after the user left the stage",
      atForm,
      messageRefused("offline"),
      "account | idle; email.step address",
    ],
    [
      "is refused at the stage of another medium",
      elsewhere,
      messageRefused("offline"),
      "stage m.login.msisdn codeRefused | idle; email.step address",
    ],
    [
      "is refused during a poll",
      states["look on its way, mail asked for"],
      messageRefused("offline"),
      "stage m.login.email.identity offline | polling wait; email.step sent",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("the stage of an address", () => {
  const challenged = (state: State): Event => ({
    type: "challenged",
    challenge: state.challenge ?? { flows: [], params: {} },
    ...{ completed: [], hasParams: true, hasSession: true, refusal: undefined },
  });
  const first = (state: State): State =>
    sending({ by: "none" }, { ...state, view: { status: "account", problems: [] } });
  test.each<[string, State, string]>([
    [
      "asks for a message to the form's address",
      first(mail({ checks: {} })),
      "stage m.login.email.identity | idle; automaticLeft 11, seen [m.login.email.identity], email.step sending, email.request 2; requestMessage 2 to a@b",
    ],
    [
      "asks for none without an act of the user",
      { ...first(mail({ checks: {} })), automaticLeft: 0 },
      "stage m.login.email.identity | idle; seen [m.login.email.identity], email.step address; stopWaiting",
    ],
    [
      "asks for an address",
      first({ ...sent, account: { ...sent.account, email: undefined } }),
      "stage m.login.email.identity | idle; seen [m.login.email.identity], email.step address",
    ],
    [
      "asks for a number",
      first({ ...awaited, account: awaited.account && { ...awaited.account, phone: undefined } }),
      "stage m.login.msisdn | idle; seen [m.login.msisdn], phone.step address",
    ],
    [
      "waits for the answer to the request for a message",
      first(asked),
      "stage m.login.email.identity | idle; seen [m.login.email.identity]",
    ],
    [
      "asks again where the request was for another address",
      first(mail({ step: "sending", address: "c@d" }, asked)),
      "stage m.login.email.identity | idle; automaticLeft 11, seen [m.login.email.identity], email.address a@b, email.request 2; requestMessage 2 to a@b",
    ],
    [
      "polls for a message that was sent",
      first(sent),
      "stage m.login.email.identity | idle; seen [m.login.email.identity]; wait 0",
    ],
    [
      "polls for one that was sent before another address",
      first(mail({ step: "address", address: "c@d" })),
      "stage m.login.email.identity | idle; seen [m.login.email.identity], email.step sent, email.address a@b; wait 0",
    ],
    [
      "asks for another message where a check was used",
      first(mail({ checks: { "a@b": check({ spent: true }) } })),
      "stage m.login.email.identity validationSpent at email | idle; seen [m.login.email.identity], email.step address; stopWaiting",
    ],
  ])("%s", (_, state, outcome) => {
    expect(said(state, transition(state, challenged(state)))).toBe(outcome);
  });

  test("is where a refusal of its address is told", () => {
    const state = sending(by(dummy), mail({}, { ...sent, flow: [email, dummy] }));
    const refused: Event = { type: "refused", refusal: refusal(400, "M_THREEPID_DENIED") };
    expect(said(state, transition(state, refused))).toBe(
      "stage m.login.email.identity emailRefused at email | idle; seen [m.login.email.identity], email.step address; stopWaiting",
    );
  });
});
