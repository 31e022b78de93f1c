import { describe, expect, test } from "vitest";
import type { Event, EventOf } from "../../../../src/uia/machine/event.js";
import { transition } from "../../../../src/uia/machine/machine.js";
import { withFacts } from "../../../../src/uia/machine/session.js";
import type { Challenge, State, Task } from "../../../../src/uia/machine/state.js";
import { states } from "../../machineTable.js";
import {
  acceptedPrivacy,
  dummy,
  email,
  msisdn,
  recaptcha,
  terms,
  termsParams,
  token,
} from "../../scriptedHomeserver.js";
import { by, cancelling, inDoubt, refusal, said, sending } from "../told.js";

const quiz = "org.example.quiz";
const dance = "org.example.dance";
const atTerms = states["before the terms"];
const atQuiz = states["before a quiz"];
const atCaptcha = states.captcha;
const atPage = states["on the homeserver's own page"];
const running = states["account form with a session"];
const dummySent = states["dummy stage on its way"];
const mailPoll = states["look for the mail on its way"];

const pollOf = (
  state: State,
  next: Extract<Task, { type: "polling" }>["next"] = "wait",
): State => ({
  ...state,
  view: { ...state.view, polls: 1 } as State["view"],
  task: { type: "polling", auth: { by: "session", corrected: false }, next },
});
const atView = (state: State, change: object): State => ({
  ...state,
  view: { ...state.view, ...change },
});
const asks = (flows: readonly (readonly string[])[], params: Challenge["params"] = {}) => ({
  challenge: { flows, params },
});
const challenged = (change: Partial<EventOf<"challenged">> = {}): Event => ({
  type: "challenged",
  challenge: running.challenge ?? { flows: [], params: {} },
  ...{ completed: [], hasParams: true, hasSession: true, refusal: undefined },
  ...change,
});
const submitted = (more: Partial<EventOf<"stageSubmitted">> = {}): Event => ({
  ...{ type: "stageSubmitted", acceptedPolicies: undefined, registrationToken: false },
  ...more,
});

describe("an answer to a stage", () => {
  const answeredInForm: State = {
    ...atQuiz,
    account: atQuiz.account && {
      ...atQuiz.account,
      answeredStages: [
        { type: quiz, asked: "{}" },
        { type: dance, asked: "{}" },
      ],
    },
  };
  const accepting: State = {
    ...atTerms,
    account: atTerms.account && { ...atTerms.account, acceptedPolicies: [acceptedPrivacy] },
  };
  const atToken: State = { ...states["before a token"], checkedName: "alice" };
  const gave: State = {
    ...atToken,
    account: atToken.account && { ...atToken.account, hasRegistrationToken: true },
  };
  test.each<[string, State, Event, string]>([
    [
      "is sent",
      atTerms,
      submitted(),
      "stage m.login.terms | registering {by:stage,type:m.login.terms}; interacted true; register m.login.terms",
    ],
    [
      "accepts policies",
      atTerms,
      submitted({ acceptedPolicies: [acceptedPrivacy] }),
      "stage m.login.terms | registering {by:stage,type:m.login.terms}; account {username:alice,hasRegistrationToken:false,acceptedPolicies:[{id:privacy,version:1,language:en,url:https://hs.test/privacy}],answeredStages:[],guest:false}, interacted true; register m.login.terms",
    ],
    [
      "leaves accepted policies as they are",
      accepting,
      submitted(),
      "stage m.login.terms | registering {by:stage,type:m.login.terms}; interacted true; register m.login.terms",
    ],
    [
      "takes a token",
      atToken,
      submitted({ registrationToken: true }),
      "stage m.login.registration_token | registering {by:stage,type:m.login.registration_token}; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, interacted true; register m.login.registration_token",
    ],
    [
      "keeps a token that was given",
      gave,
      submitted(),
      "stage m.login.registration_token | registering {by:stage,type:m.login.registration_token}; interacted true; register m.login.registration_token",
    ],
    [
      "is not noted without a form",
      { ...atTerms, account: null },
      submitted({ registrationToken: true }),
      "stage m.login.terms | registering {by:stage,type:m.login.terms}; interacted true; register m.login.terms",
    ],
    [
      "takes the place of the form's",
      answeredInForm,
      submitted(),
      "stage org.example.quiz | registering {by:stage,type:org.example.quiz}; account {username:alice,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[{type:org.example.dance,asked:{}}],guest:false}, interacted true; register org.example.quiz",
    ],
    [
      "clears the problem",
      atView(atTerms, { problem: { code: "stageRefused" } }),
      submitted(),
      "stage m.login.terms | registering {by:stage,type:m.login.terms}; interacted true; register m.login.terms",
    ],
    [
      "waits for a poll",
      pollOf(atTerms),
      submitted(),
      "stage m.login.terms | polling answer; interacted true",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a stage that is done elsewhere", () => {
  const pollAsked: Event = { type: "pollAsked" };
  const wentElsewhere: Event = { type: "wentElsewhere" };
  const isElsewhere = atView(atCaptcha, { elsewhere: true, polls: 3 });
  const back = (afterMs = 0): Event => ({ type: "returned", afterMs });
  test.each<[string, State, Event, string]>([
    [
      "is polled for from then on",
      atCaptcha,
      wentElsewhere,
      "stage m.login.recaptcha | idle; elsewhere true; wait 5000",
    ],
    ["is polled for already", isElsewhere, wentElsewhere, "stage m.login.recaptcha | idle"],
    [
      "cannot be polled for without a session",
      withFacts(atCaptcha, { hasId: false }),
      wentElsewhere,
      "stage m.login.recaptcha | idle",
    ],
    [
      "is asked about",
      atCaptcha,
      pollAsked,
      "stage m.login.recaptcha | polling tell; polls [1000], interacted true, polls 1, elsewhere true; stopWaiting, register session",
    ],
    [
      "is asked about during a limit",
      { ...atCaptcha, notBefore: 3_000 },
      pollAsked,
      "stage m.login.recaptcha rateLimited | idle",
    ],
    [
      "is asked about after the limit",
      { ...atCaptcha, notBefore: 1_000 },
      pollAsked,
      "stage m.login.recaptcha | polling tell; polls [1000], interacted true, polls 1, elsewhere true; stopWaiting, register session",
    ],
    [
      "is not asked about without a session",
      withFacts(atCaptcha, { hasId: false }),
      pollAsked,
      "stage m.login.recaptcha | idle",
    ],
    [
      "is told of after a poll in flight",
      pollOf(isElsewhere),
      pollAsked,
      "stage m.login.recaptcha | polling tell; polls 0",
    ],
    [
      "is asked about after a problem",
      atView(isElsewhere, { problem: { code: "captchaRefused" } }),
      pollAsked,
      "stage m.login.recaptcha | polling tell; polls [1000], interacted true, polls 1; stopWaiting, register session",
    ],
    [
      "is polled for as its time comes",
      isElsewhere,
      { type: "timeCame" },
      "stage m.login.recaptcha | polling wait; polls [1000], polls 4; stopWaiting, register session",
    ],
    [
      "is polled for as the user returns",
      isElsewhere,
      back(),
      "stage m.login.recaptcha | polling wait; polls [1000], polls 4; stopWaiting, register session",
    ],
    [
      "is polled for a moment after the user returns",
      isElsewhere,
      back(700),
      "stage m.login.recaptcha | idle; wait 700",
    ],
    [
      "is not polled for before the user went there",
      atCaptcha,
      back(),
      "stage m.login.recaptcha | idle",
    ],
    [
      "is polled for as the connection returns",
      atView(isElsewhere, { isOffline: true }),
      back(),
      "stage m.login.recaptcha | polling wait; polls [1000], polls 4, isOffline false; stopWaiting, register session",
    ],
    [
      "is not polled for without a connection",
      isElsewhere,
      { type: "connectionLost" },
      "stage m.login.recaptcha | idle; isOffline true",
    ],
    [
      "does not lose the connection twice",
      atView(isElsewhere, { isOffline: true }),
      { type: "connectionLost" },
      "stage m.login.recaptcha | idle",
    ],
    [
      "is no matter of the connection before",
      atCaptcha,
      { type: "connectionLost" },
      "stage m.login.recaptcha | idle",
    ],
    ["is left for the form", isElsewhere, { type: "cancelled" }, "account | idle; stopWaiting"],
    [
      "is left for another flow",
      atTerms,
      { type: "flowChosen", flow: [dummy] },
      "stage m.login.terms | registering {by:stage,type:m.login.dummy}; flow [m.login.dummy], automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "is left for another flow after a poll",
      pollOf(atTerms),
      { type: "flowChosen", flow: [dummy] },
      "stage m.login.terms | polling proceed; flow [m.login.dummy]",
    ],
    [
      "is left for the form by a changed answer",
      atTerms,
      { type: "answerChanged", field: "email" },
      "account | idle; stopWaiting",
    ],
    [
      "is polled for no more after 70 polls",
      atView(isElsewhere, { polls: 70 }),
      back(),
      "stage m.login.recaptcha | idle",
    ],
    [
      "is polled for the 70th time",
      atView(isElsewhere, { polls: 69 }),
      back(),
      "stage m.login.recaptcha | polling wait; polls [1000], polls 70; stopWaiting, register session",
    ],
    [
      "is polled for 3 s after the last poll",
      { ...isElsewhere, polls: [500] },
      back(),
      "stage m.login.recaptcha | idle; wait 2500",
    ],
    [
      "is polled for 70 times in half an hour",
      { ...isElsewhere, now: 1_700_000, polls: Array.from({ length: 70 }, (_, i) => 1_000 * i) },
      back(),
      "stage m.login.recaptcha | idle; wait 100000",
    ],
    [
      "is polled for without the polls of before half an hour, or of a clock that was set back",
      { ...isElsewhere, now: 1_801_000, polls: [1_000, 1_001, 1_900_000] },
      back(),
      "stage m.login.recaptcha | polling wait; polls [1001,1801000], polls 4; stopWaiting, register session",
    ],
    [
      "is polled for after a limit",
      { ...isElsewhere, notBefore: 8_000 },
      back(),
      "stage m.login.recaptcha | idle; wait 7000",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a poll that found nothing", () => {
  const polled = (state: State, next?: Extract<Task, { type: "polling" }>["next"]) =>
    pollOf(atView(state, { elsewhere: true }), next);
  const still = (state: State, change: Partial<EventOf<"challenged">> = {}): Event =>
    challenged({ challenge: state.challenge ?? { flows: [], params: {} }, ...change });
  const mail = (next: Extract<Task, { type: "polling" }>["next"]): State => ({
    ...mailPoll,
    task: { ...mailPoll.task, next },
  });
  const phoneStage = states["code awaited"];
  const either: State = {
    ...phoneStage,
    validations: {
      email: null,
      phone: {
        ...phoneStage.validations.phone,
        checks: { "GB 07700900111": { sentAt: 0, reply: "either", spent: false } },
      },
    },
  };
  test.each<[string, State, Event, string]>([
    [
      "is followed by the next",
      polled(atCaptcha),
      still(atCaptcha),
      "stage m.login.recaptcha | idle; wait 5500",
    ],
    [
      "is told to a user who asked",
      polled(atCaptcha, "tell"),
      still(atCaptcha),
      "stage m.login.recaptcha notFinishedYet of m.login.recaptcha | idle; wait 5500",
    ],
    [
      "is told to a user who opened the link",
      mail("tell"),
      still(mailPoll),
      "stage m.login.email.identity notOpenedYet of m.login.email.identity | idle; wait 5500",
    ],
    [
      "is followed by the other flow",
      polled(atTerms, "proceed"),
      still(atTerms),
      "stage m.login.terms | idle; seen [m.login.terms], polls 0, elsewhere false; stopWaiting",
    ],
    [
      "is followed by the answer that waited",
      polled(atTerms, "answer"),
      still(atTerms),
      "stage m.login.terms | registering {by:stage,type:m.login.terms}; register m.login.terms",
    ],
    [
      "is followed by the code that waited",
      { ...either, task: { type: "polling", auth: by(msisdn), next: "answer" } },
      still(either),
      "stage m.login.msisdn | sendingCode; stopWaiting, submitCode",
    ],
    [
      "finds that the stage was done",
      polled(atTerms),
      still(atTerms, { completed: [terms] }),
      "stage m.login.terms | registering {by:stage,type:m.login.dummy}; automaticLeft 11, completed [m.login.terms], autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "finds that another stage is next",
      polled(atTerms),
      still(atTerms, { challenge: { flows: [[dummy]], params: {} } }),
      "stage m.login.terms | registering {by:stage,type:m.login.dummy}; challenge {flows:[[m.login.dummy]],params:{}}, flow [m.login.dummy], flowChosenByUser false, flowChanges 1, automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "finds that all is closed",
      polled(atTerms),
      challenged(asks([])),
      "failed closed | idle; challenge {flows:[],params:{}}; stopWaiting",
    ],
    [
      "is not told where the user cannot know",
      pollOf(atQuiz, "tell"),
      still(atQuiz),
      "stage org.example.quiz | idle",
    ],
    [
      "is cancelled",
      cancelling(polled(atCaptcha)),
      still(atCaptcha),
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "is limited",
      polled(atCaptcha, "tell"),
      { type: "refused", refusal: refusal(429, "M_LIMIT_EXCEEDED", { retryAfterMs: 9_000 }) },
      "stage m.login.recaptcha rateLimited | idle; notBefore 10000, limitsInARow 1; wait 9000",
    ],
    [
      "gets no answer",
      polled(atCaptcha),
      { type: "unanswered", reason: "unreachable" },
      "stage m.login.recaptcha | idle; possiblyCreated alice, inDoubt true; wait 5500",
    ],
    [
      "gets no answer, and the user asked",
      polled(atCaptcha, "tell"),
      { type: "unanswered", reason: "serverFailed" },
      "stage m.login.recaptcha serverFailed | idle; possiblyCreated alice, inDoubt true; wait 5500",
    ],
    [
      "gets no answer after Cancel",
      cancelling(polled(atCaptcha)),
      { type: "unanswered", reason: "unreachable" },
      "uncertain noAnswer | idle; possiblyCreated alice, cancelling false, inDoubt true; stopWaiting",
    ],
    [
      "of an own page belongs to a session that is gone",
      polled(atPage),
      { type: "refused", refusal: refusal(400, "M_UNKNOWN", { text: "Unknown session" }) },
      "stage org.example.dance pageOutdated of org.example.dance | registering {by:none}; automaticLeft 11, restarted true, no session; dropSession, register none",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("an answer that asks for more", () => {
  const params = { [terms]: { policies: {} }, [quiz]: { questions: 1 } };
  const quizSent = sending(by(quiz), { ...atQuiz, challenge: { flows: [[quiz, dummy]], params } });
  const quizAsks = (change: Partial<EventOf<"challenged">>): Event =>
    challenged({ challenge: { flows: [[quiz, dummy]], params: {} }, ...change });
  const mailSent: State = sending(
    { by: "stage", type: email, address: "a@b" },
    states["mail sent"],
  );
  const mailTaken = challenged({
    challenge: states["mail sent"].challenge,
    completed: [email],
  });
  const tokenSent = sending(by(token), states["before a token"]);
  const limited: State = { ...dummySent, limitsInARow: 3 };
  test.each<[string, State, Event, string]>([
    [
      "goes on to a stage that asks for nothing",
      states["first request on its way"],
      challenged(),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, hasId true, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "goes on to a screen",
      states["first request on its way"],
      challenged(asks([[terms]], termsParams)),
      "stage m.login.terms | idle; challenge {flows:[[m.login.terms]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms], flowChanges 1, hasId true, seen [m.login.terms]; stopWaiting",
    ],
    [
      "has no params, so those of before are kept",
      quizSent,
      quizAsks({ hasParams: false }),
      "stage org.example.quiz | idle; seen [org.example.quiz]; stopWaiting",
    ],
    [
      "has no params, and none were there",
      { ...quizSent, challenge: null },
      quizAsks({ hasParams: false }),
      "stage org.example.quiz | idle; challenge {flows:[[org.example.quiz,m.login.dummy]],params:{}}, seen [org.example.quiz]; stopWaiting",
    ],
    [
      "lacks the params of its own stage",
      quizSent,
      quizAsks({}),
      "stage org.example.quiz | idle; challenge {flows:[[org.example.quiz,m.login.dummy]],params:{org.example.quiz:{questions:1}}}, seen [org.example.quiz]; stopWaiting",
    ],
    [
      "has new params of its own stage",
      quizSent,
      quizAsks({ challenge: { flows: [[quiz]], params: { [quiz]: { questions: 2 } } } }),
      "stage org.example.quiz | idle; challenge {flows:[[org.example.quiz]],params:{org.example.quiz:{questions:2}}}, seen [org.example.quiz]; stopWaiting",
    ],
    [
      "lacks the params of a stage that is done",
      quizSent,
      quizAsks({ completed: [quiz] }),
      "stage org.example.quiz | registering {by:stage,type:m.login.dummy}; challenge {flows:[[org.example.quiz,m.login.dummy]],params:{}}, automaticLeft 11, completed [org.example.quiz], autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "lacks params that no answer had",
      sending(by(quiz), { ...atQuiz, challenge: { flows: [[quiz]], params: {} } }),
      quizAsks({}),
      "stage org.example.quiz | idle; challenge {flows:[[org.example.quiz,m.login.dummy]],params:{}}, seen [org.example.quiz]; stopWaiting",
    ],
    [
      "lacks the params of a stage of one request",
      sending(by(terms), { ...atTerms, challenge: { flows: [[terms]], params: termsParams } }),
      challenged(asks([[terms]])),
      "stage m.login.terms stageRefused of m.login.terms | idle; challenge {flows:[[m.login.terms]],params:{}}, seen [m.login.terms]; stopWaiting",
    ],
    [
      "lacks params, by the session",
      sending({ by: "session", corrected: false }, atQuiz),
      quizAsks({}),
      "stage org.example.quiz | idle; challenge {flows:[[org.example.quiz,m.login.dummy]],params:{}}, seen [org.example.quiz]; stopWaiting",
    ],
    [
      "has no session",
      states["first request on its way"],
      challenged({ hasSession: false }),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "ends the doubt",
      inDoubt(dummySent),
      challenged({ completed: [dummy] }),
      "account | registering {by:session,corrected:false}; automaticLeft 11, completed [m.login.dummy], autoSent [m.login.dummy,], inDoubt false; register session",
    ],
    [
      "ends the limits in a row",
      limited,
      challenged({ ...asks([[terms, dummy]], termsParams), completed: [dummy] }),
      "stage m.login.terms | idle; challenge {flows:[[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms,m.login.dummy], flowChanges 1, limitsInARow 0, completed [m.login.dummy], seen [m.login.terms]; stopWaiting",
    ],
    [
      "takes a token",
      tokenSent,
      challenged({
        challenge: { flows: [[token, terms]], params: termsParams },
        completed: [token],
      }),
      "stage m.login.terms | idle; challenge {flows:[[m.login.registration_token,m.login.terms]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.registration_token,m.login.terms], flowChosenByUser false, flowChanges 1, tokenTaken true, completed [m.login.registration_token], seen [m.login.terms]; stopWaiting",
    ],
    [
      "takes the check of an address",
      mailSent,
      mailTaken,
      "stage m.login.email.identity | registering {by:stage,type:m.login.dummy}; automaticLeft 11, completed [m.login.email.identity], validatedAddress {email:a@b,phone:null}, autoSent [m.login.dummy], email.checks {a@b:{sentAt:0,reply:link,spent:true}}; register m.login.dummy",
    ],
    [
      "after Cancel leads to the form",
      cancelling(dummySent),
      challenged(),
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "is closed",
      dummySent,
      challenged(asks([])),
      "failed closed | idle; challenge {flows:[],params:{}}; stopWaiting",
    ],
    [
      "took the check of another address",
      { ...mailSent, account: mailSent.account && { ...mailSent.account, email: "c@d" } },
      mailTaken,
      "stage m.login.email.identity | registering {by:none}; automaticLeft 11, restarted true, no session, email.checks {a@b:{sentAt:0,reply:link,spent:true}}; dropSession, register none",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a check of a lost answer", () => {
  const checking = (lost: string, state: State = running): State => ({
    ...state,
    task: { type: "checking", lost: by(lost), tries: 0 },
  });
  const answeredQuiz: State = {
    ...atQuiz,
    account: atQuiz.account && { ...atQuiz.account, answeredStages: [{ type: quiz, asked: "{}" }] },
  };
  const asked = (state: State, completed: readonly string[] = []): Event =>
    challenged({ challenge: state.challenge ?? { flows: [], params: {} }, completed });
  test.each<[string, State, Event, string]>([
    [
      "finds the dummy stage not received",
      checking(dummy),
      asked(running),
      "account | paused notReceived, then m.login.dummy; stopWaiting",
    ],
    [
      "finds the terms not received",
      checking(terms, atTerms),
      asked(atTerms),
      "stage m.login.terms | paused notReceived, then m.login.terms; stopWaiting",
    ],
    [
      "finds a token not received",
      checking(token, states["before a token"]),
      asked(states["before a token"]),
      "stage m.login.registration_token | paused notReceived, then m.login.registration_token; stopWaiting",
    ],
    [
      "finds an answer of the form not received",
      checking(quiz, answeredQuiz),
      asked(answeredQuiz),
      "stage org.example.quiz | paused notReceived, then org.example.quiz; stopWaiting",
    ],
    [
      "finds an answer that counts once not received",
      checking(recaptcha, atCaptcha),
      asked(atCaptcha),
      "stage m.login.recaptcha notReceived | idle; seen [m.login.recaptcha]; stopWaiting",
    ],
    [
      "finds that answer not received, at the form",
      checking(recaptcha, { ...atCaptcha, view: { status: "account", problems: [] } }),
      asked(atCaptcha),
      "account | paused notReceived, then m.login.recaptcha; stopWaiting",
    ],
    [
      "finds that answer not received, with its page open",
      checking(recaptcha, atView(atCaptcha, { elsewhere: true })),
      asked(atCaptcha),
      "stage m.login.recaptcha notReceived | idle; seen [m.login.recaptcha]; stopWaiting, wait 5000",
    ],
    [
      "finds the stage done",
      checking(terms, atTerms),
      asked(atTerms, [terms]),
      "stage m.login.terms | registering {by:stage,type:m.login.dummy}; automaticLeft 11, completed [m.login.terms], autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "finds a stage of no challenge not received",
      { ...checking(recaptcha, atCaptcha), challenge: null },
      asked(atCaptcha),
      "stage m.login.recaptcha notReceived | idle; challenge {flows:[[m.login.recaptcha,m.login.dummy]],params:{m.login.recaptcha:{public_key:key}}}, seen [m.login.recaptcha]; stopWaiting",
    ],
    [
      "of the session goes on",
      {
        ...running,
        task: { type: "checking", lost: { by: "session", corrected: false }, tries: 0 },
      },
      asked(running),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "meets no connection",
      checking(dummy),
      { type: "offline" },
      "account | paused offline, then check; stopWaiting",
    ],
    [
      "gets no answer",
      checking(dummy),
      { type: "unanswered", reason: "unreachable" },
      "account | awaitingCheck 1; possiblyCreated alice, inDoubt true; wait 3000",
    ],
    [
      "gets no answer for the third time",
      { ...running, task: { type: "checking", lost: by(dummy), tries: 2 } },
      { type: "unanswered", reason: "unreachable" },
      "uncertain noAnswer | idle; possiblyCreated alice, inDoubt true; stopWaiting",
    ],
    [
      "gets no answer after Cancel",
      cancelling(checking(dummy)),
      { type: "unanswered", reason: "unreachable" },
      "uncertain noAnswer | idle; possiblyCreated alice, cancelling false, inDoubt true; stopWaiting",
    ],
    [
      "is answered after Cancel",
      cancelling(checking(dummy)),
      asked(running),
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "is refused without a word after Cancel",
      cancelling(checking(dummy)),
      { type: "refused", refusal: refusal(400, "M_UNKNOWN") },
      "uncertain noAnswer | idle; cancelling false; stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("the next stage", () => {
  const first = states["first request on its way"];
  const by401 = (
    flows: readonly (readonly string[])[],
    params: Challenge["params"] = {},
    completed: readonly string[] = [],
  ): Event => challenged({ challenge: { flows, params }, completed });
  const withSettings = (state: State, change: Partial<State["settings"]>): State => ({
    ...state,
    settings: { ...state.settings, ...change },
  });
  const pinned: State = { ...first, flow: [terms, dummy], flowChosenByUser: true };
  const accepting: State = {
    ...first,
    account: first.account && {
      ...first.account,
      acceptedPolicies: [{ ...acceptedPrivacy, version: "0" }],
    },
  };
  const inner = withFacts(dummySent, { autoSent: [dummy] });
  const outdatedPage: State = {
    ...sending(
      { by: "none" },
      atView(atPage, { problem: { code: "pageOutdated", stages: [dance] }, elsewhere: true }),
    ),
    restarted: true,
  };
  test.each<[string, State, Event, string]>([
    [
      "is the homeserver's own page",
      first,
      by401([[dance]]),
      "stage org.example.dance | idle; challenge {flows:[[org.example.dance]],params:{}}, flow [org.example.dance], flowChanges 1, hasId true, seen [org.example.dance]; stopWaiting, wait 5000",
    ],
    [
      "is no own page, as the app has none",
      withSettings(first, { fallback: false }),
      by401([[dance]]),
      "failed noSupportedFlow of org.example.dance | idle; challenge {flows:[[org.example.dance]],params:{}}, flow null, flowChanges 1, hasId true; stopWaiting",
    ],
    [
      "is no own page without a session",
      first,
      challenged({ ...asks([[dance]]), hasSession: false }),
      "failed noSupportedFlow of org.example.dance | idle; challenge {flows:[[org.example.dance]],params:{}}, flow [org.example.dance], flowChanges 1; stopWaiting",
    ],
    [
      "is an own page that the user chose, without a session",
      { ...first, flow: [dance], flowChosenByUser: true },
      challenged({ ...asks([[dance]]), hasSession: false }),
      "stage org.example.dance | idle; challenge {flows:[[org.example.dance]],params:{}}, seen [org.example.dance]; stopWaiting",
    ],
    [
      "has terms that cannot be read",
      first,
      by401([[terms, dummy]], { [terms]: { policies: { p: 1 } } }),
      "failed policiesMalformed of m.login.terms | idle; challenge {flows:[[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{p:1}}}}, flow [m.login.terms,m.login.dummy], flowChanges 1, hasId true; stopWaiting",
    ],
    [
      "has no terms at all",
      first,
      by401([[terms, dummy]]),
      "failed policiesMalformed of m.login.terms | idle; challenge {flows:[[m.login.terms,m.login.dummy]],params:{}}, flow [m.login.terms,m.login.dummy], flowChanges 1, hasId true; stopWaiting",
    ],
    [
      "has terms that changed since they were accepted",
      accepting,
      by401([[terms, dummy]], termsParams),
      "stage m.login.terms policiesChanged of m.login.terms | idle; challenge {flows:[[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms,m.login.dummy], flowChanges 1, hasId true, seen [m.login.terms]; stopWaiting",
    ],
    [
      "has terms that were accepted",
      {
        ...accepting,
        account: accepting.account && { ...accepting.account, acceptedPolicies: [acceptedPrivacy] },
      },
      by401([[terms, dummy]], termsParams),
      "account | registering {by:stage,type:m.login.terms}; challenge {flows:[[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms,m.login.dummy], flowChanges 1, automaticLeft 11, hasId true, autoSent [m.login.terms]; register m.login.terms",
    ],
    [
      "is none, so the session alone is sent",
      dummySent,
      by401([[dummy]], {}, [dummy]),
      "account | registering {by:session,corrected:false}; challenge {flows:[[m.login.dummy]],params:{}}, automaticLeft 11, completed [m.login.dummy], autoSent [m.login.dummy,]; register session",
    ],
    [
      "is none for the second time",
      withFacts(dummySent, { autoSent: [dummy, ""] }),
      by401([[dummy]], {}, [dummy]),
      "failed noProgress of  | idle; challenge {flows:[[m.login.dummy]],params:{}}, completed [m.login.dummy]; stopWaiting",
    ],
    [
      "was sent before",
      withFacts({ ...first }, { autoSent: [dummy] }),
      by401([[dummy]]),
      "failed noProgress of m.login.dummy | idle; challenge {flows:[[m.login.dummy]],params:{}}, hasId true; stopWaiting",
    ],
    [
      "is beyond the budget",
      { ...first, automaticLeft: 0 },
      by401([[dummy]]),
      "failed noProgress of m.login.dummy | idle; challenge {flows:[[m.login.dummy]],params:{}}, hasId true; stopWaiting",
    ],
    [
      "is the last of the budget",
      { ...first, automaticLeft: 1 },
      by401([[dummy]]),
      "account | registering {by:stage,type:m.login.dummy}; challenge {flows:[[m.login.dummy]],params:{}}, automaticLeft 0, hasId true, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "is of the flow that the user chose",
      pinned,
      by401([[dummy], [terms, dummy]], termsParams),
      "stage m.login.terms | idle; challenge {flows:[[m.login.dummy],[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, hasId true, seen [m.login.terms]; stopWaiting",
    ],
    [
      "is of another flow, as the user's is gone",
      pinned,
      by401([[dummy]]),
      "account | registering {by:stage,type:m.login.dummy}; challenge {flows:[[m.login.dummy]],params:{}}, flow [m.login.dummy], flowChosenByUser false, flowChanges 1, automaticLeft 11, hasId true, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "is of a better flow, before a stage is shown",
      { ...first, flow: [terms, dummy] },
      by401([[dummy], [terms, dummy]], termsParams),
      "account | registering {by:stage,type:m.login.dummy}; challenge {flows:[[m.login.dummy],[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.dummy], automaticLeft 11, hasId true, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "is of the same flow, once a stage is shown",
      sending(by(terms), { ...atTerms, flowChosenByUser: false }),
      by401([[dummy], [terms, dummy]], termsParams, [terms]),
      "stage m.login.terms | registering {by:stage,type:m.login.dummy}; challenge {flows:[[m.login.dummy],[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, automaticLeft 11, completed [m.login.terms], autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "is of the fourth flow",
      { ...inner, flow: [quiz], flowChanges: 2 },
      by401([[terms, dummy]], termsParams, [dummy]),
      "stage m.login.terms | idle; challenge {flows:[[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms,m.login.dummy], flowChanges 3, completed [m.login.dummy], seen [m.login.terms]; stopWaiting",
    ],
    [
      "is of the fifth flow",
      { ...inner, flow: [quiz], flowChanges: 3 },
      by401([[terms, dummy]], termsParams, [dummy]),
      "failed flowsChanged | idle; challenge {flows:[[m.login.terms,m.login.dummy]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms,m.login.dummy], flowChanges 4, completed [m.login.dummy]; stopWaiting",
    ],
    [
      "is on a page that was open before a new session",
      outdatedPage,
      by401([[dance]]),
      "stage org.example.dance pageOutdated of org.example.dance | idle; challenge {flows:[[org.example.dance]],params:{}}, seen [org.example.dance], elsewhere false; stopWaiting, wait 5000",
    ],
    [
      "is shown with its own problem alone",
      sending({ by: "none" }, atView(atTerms, { problem: { code: "stageRefused" } })),
      by401([[terms]], termsParams),
      "stage m.login.terms | idle; challenge {flows:[[m.login.terms]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms], flowChosenByUser false, flowChanges 1, seen [m.login.terms]; stopWaiting",
    ],
    [
      "is another than the page that is open now",
      sending(by(recaptcha), atView(atCaptcha, { elsewhere: true })),
      by401([[recaptcha, dance]], {}, [recaptcha]),
      "stage org.example.dance | idle; challenge {flows:[[m.login.recaptcha,org.example.dance]],params:{}}, flow [m.login.recaptcha,org.example.dance], flowChosenByUser false, flowChanges 1, completed [m.login.recaptcha], seen [org.example.dance], elsewhere false; stopWaiting, wait 5000",
    ],
    [
      "keeps a flow on offer that cannot be done better",
      { ...withSettings(first, { fallback: false }), flow: [dance] },
      by401([[dance]]),
      "failed noSupportedFlow of org.example.dance | idle; challenge {flows:[[org.example.dance]],params:{}}, hasId true; stopWaiting",
    ],
    [
      "is another than the page that was open",
      outdatedPage,
      by401([[terms]], termsParams),
      "stage m.login.terms | idle; challenge {flows:[[m.login.terms]],params:{m.login.terms:{policies:{privacy:{version:1,en:{name:Privacy,url:https://hs.test/privacy}}}}}}, flow [m.login.terms], flowChanges 1, seen [m.login.terms], elsewhere false; stopWaiting",
    ],
    [
      "is here again, after its own page was open before a new session",
      sending(
        { by: "none" },
        atView(atCaptcha, {
          problem: { code: "pageOutdated", stages: [recaptcha] },
          elsewhere: true,
        }),
      ),
      by401([[recaptcha, dummy]], { [recaptcha]: { public_key: "key" } }),
      "stage m.login.recaptcha pageOutdated of m.login.recaptcha | idle; seen [m.login.recaptcha], elsewhere false; stopWaiting",
    ],
    [
      "keeps its page open after a refusal",
      sending(by(recaptcha), atView(atCaptcha, { elsewhere: true })),
      challenged({
        challenge: atCaptcha.challenge,
        refusal: refusal(401, "M_UNAUTHORIZED"),
      }),
      "stage m.login.recaptcha captchaRefused of m.login.recaptcha | idle; seen [m.login.recaptcha]; stopWaiting, wait 5000",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

test("without progress names the stage, if it is one", () => {
  const sessionAlone = withFacts(dummySent, { autoSent: [dummy, ""] });
  const [failed] = transition(sessionAlone, challenged({ ...asks([[dummy]]), completed: [dummy] }));
  expect(failed.view).toEqual({ status: "failed", problem: { code: "noProgress", stages: [] } });
});

describe("an account that is made", () => {
  const registered = (userId: string, hasSession = true): Event => ({
    type: "registered",
    userId,
    hasSession,
  });
  test.each<[string, State, Event, string]>([
    ["is the end", dummySent, registered("@alice:hs.test"), "done registered | idle; finish"],
    [
      "is the end after Cancel",
      cancelling(dummySent),
      registered("@alice:hs.test", false),
      "done registered | idle; cancelling false; finish",
    ],
    [
      "on another homeserver is refused, and its session ended",
      cancelling(dummySent),
      registered("@alice:evil.test"),
      "failed wrongServerName | idle; cancelling false; dropSession, endSession",
    ],
    [
      "of no name is refused",
      dummySent,
      registered("alice"),
      "failed wrongServerName | idle; dropSession, endSession",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });

  test("is told with its user ID, whatever it is", () => {
    const [good] = transition(dummySent, registered("@alice:hs.test"));
    expect(good.view).toEqual({
      ...{ status: "done", outcome: "registered", userId: "@alice:hs.test" },
      ...{ hasSession: true, handover: "none" },
    });
    const [bad] = transition(dummySent, registered("@alice:evil.test"));
    expect(bad.view).toMatchObject({ problem: { userId: "@alice:evil.test" } });
  });
});

describe("in another tab", () => {
  const ended: Event = { type: "finishedElsewhere" };
  test.each<[string, State, string]>([
    [
      "the account is made, while this tab is idle",
      atTerms,
      "done inAnotherTab | idle; finishedElsewhere true; stopWaiting, finish",
    ],
    [
      "the account is made, while this tab asks",
      dummySent,
      "account | registering {by:stage,type:m.login.dummy}; finishedElsewhere true",
    ],
    [
      "the account is made, while this tab waits",
      states["before a check"],
      "done inAnotherTab | idle; finishedElsewhere true; stopWaiting, finish",
    ],
    ["the account is made, after this tab failed", states.failed, "failed forbidden | idle"],
  ])("%s", (_, state, outcome) => {
    expect(said(state, transition(state, ended))).toBe(outcome);
  });

  test("the account is told of once the own request has ended", () => {
    const [waiting] = transition(dummySent, ended);
    const step = transition(waiting, { type: "refused", refusal: refusal(400, "M_USER_IN_USE") });
    expect(said(waiting, step)).toBe("done inAnotherTab | idle; stopWaiting, finish");
  });
});
