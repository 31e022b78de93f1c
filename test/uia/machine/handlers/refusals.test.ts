import { describe, expect, it, test } from "vitest";
import type { Event, Refusal, Step } from "../../../../src/uia/machine/event.js";
import {
  afterCancel,
  type InFlight,
  mayFinish,
} from "../../../../src/uia/machine/handlers/lost.js";
import { transition } from "../../../../src/uia/machine/machine.js";
import { withFacts } from "../../../../src/uia/machine/session.js";
import type { Auth, State } from "../../../../src/uia/machine/state.js";
import { states } from "../../machineTable.js";

import { dummy, email, msisdn, recaptcha, terms, token } from "../../scriptedHomeserver.js";
import { by, cancelling, inDoubt, refusal, sending, told } from "../told.js";

const quiz = "org.example.quiz";
const none: Auth = { by: "none" };
const bySession: Auth = { by: "session", corrected: false };
const corrected: Auth = { by: "session", corrected: true };

const refused = (state: State, of: Refusal): Step =>
  transition(state, { type: "refused", refusal: of });
const dummySent = states["dummy stage on its way"];
const withAddress = <Of extends State>(state: Of): Of => ({
  ...state,
  account: state.account && { ...state.account, email: "alice@example.org" },
});
const firstSent = states["first request on its way"];
const termsSent = states["terms on their way"];
const checking = states["check on its way"];
const polling = states["look for the mail on its way"];

describe("a refusal, by what was sent", () => {
  test.each<[string, State, Refusal, string]>([
    [
      "approval",
      dummySent,
      refusal(403, "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL"),
      "done pendingApproval | idle",
    ],
    [
      "a full homeserver",
      dummySent,
      refusal(403, "M_RESOURCE_LIMIT_EXCEEDED"),
      "failed homeserverFull | idle",
    ],
    ["no more users", dummySent, refusal(403, "M_USER_LIMIT_EXCEEDED"), "failed userLimit | idle"],
    [
      "another account",
      dummySent,
      refusal(400, "M_UNKNOWN", {
        text: "A different user ID has already been registered for this session",
      }),
      "uncertain otherAccount | idle",
    ],
    [
      "a guest's token, first",
      { ...firstSent, settings: { ...firstSent.settings, lockedUsername: "1" } },
      refusal(401, "M_UNKNOWN_TOKEN"),
      "failed tokenRejected | idle",
    ],
    [
      "a guest's token, at a stage",
      { ...termsSent, settings: { ...termsSent.settings, lockedUsername: "1" } },
      refusal(401, "M_MISSING_TOKEN"),
      "failed tokenRejected | idle",
    ],
    [
      "a token, where none was sent, first",
      firstSent,
      refusal(401, "M_UNKNOWN_TOKEN"),
      "failed refused | idle",
    ],
    [
      "a token, where none was sent",
      termsSent,
      refusal(401, "M_MISSING_TOKEN"),
      `stage ${terms} stageRefused of ${terms} | idle`,
    ],
    [
      "a stage by a 401",
      termsSent,
      refusal(401, "M_UNAUTHORIZED"),
      `stage ${terms} stageRefused of ${terms} | idle`,
    ],
    [
      "a captcha",
      sending(by(recaptcha), states.captcha),
      refusal(401, "M_UNAUTHORIZED"),
      `stage ${recaptcha} captchaRefused of ${recaptcha} | idle`,
    ],
    [
      "the dummy stage by a 401",
      dummySent,
      refusal(401, "M_UNAUTHORIZED"),
      'account | registering {"by":"none"}',
    ],
    ["the first request", firstSent, refusal(400, "M_BAD_JSON"), "failed refused | idle"],
    [
      "the first request, with a name that is taken",
      firstSent,
      refusal(400, "M_USER_IN_USE"),
      "account usernameTaken at username | idle",
    ],
    [
      "an absent endpoint",
      firstSent,
      refusal(404, "M_UNRECOGNIZED"),
      "failed unsupportedByServer | idle",
    ],
    [
      "a session that may have finished",
      dummySent,
      refusal(400, "M_UNKNOWN"),
      "account | checking 0 sessionExpired",
    ],
    [
      "a session that cannot have finished",
      termsSent,
      refusal(400, "M_UNKNOWN"),
      'stage m.login.terms | registering {"by":"none"}',
    ],
    [
      "a session that is known to be gone",
      dummySent,
      refusal(400, "M_UNKNOWN", { text: "Unknown session ID" }),
      'account | registering {"by":"none"}',
    ],
    ["a failure", dummySent, refusal(500, "M_UNKNOWN"), "account | awaitingCheck 0"],
    [
      "a failure of the first",
      firstSent,
      refusal(500, "M_UNKNOWN"),
      "account | paused serverFailed, then none",
    ],
    ["a proxy that fails", termsSent, refusal(503), "stage m.login.terms | awaitingCheck 0"],
    [
      "a proxy that refuses",
      termsSent,
      refusal(403),
      "stage m.login.terms | paused notLetThrough, then m.login.terms",
    ],
    ["a proxy that refuses a poll", polling, refusal(403), `stage ${email} | idle`],
    ["a proxy that refuses a check", checking, refusal(403), "account | awaitingCheck 1"],
    [
      "a long limit",
      dummySent,
      refusal(429, "M_LIMIT_EXCEEDED", { retryAfterMs: 60_000 }),
      "account | paused rateLimited, then m.login.dummy",
    ],
    [
      "a short limit",
      dummySent,
      refusal(429, "M_LIMIT_EXCEEDED", { retryAfterMs: 1_000 }),
      `account | awaitingTurn {"by":"stage","type":"${dummy}"}`,
    ],
    ["a limit of a poll", polling, refusal(429, "M_LIMIT_EXCEEDED"), `stage ${email} | idle`],
    ["a limit of a check", checking, refusal(429, "M_LIMIT_EXCEEDED"), "account | awaitingCheck 1"],
    [
      "a limit of the last check",
      { ...checking, task: { type: "checking", lost: by(dummy), tries: 2 } },
      refusal(429, "M_LIMIT_EXCEEDED"),
      "uncertain noAnswer | idle",
    ],
    [
      "an address that was asked for in its stage",
      { ...polling, task: { type: "registering", auth: by(email) } },
      refusal(400, "M_THREEPID_IN_USE"),
      `stage ${email} emailInUse at email | idle`,
    ],
    [
      "a number that was asked for in its stage",
      sending(by(msisdn), states["code awaited"]),
      refusal(400, "M_THREEPID_DENIED"),
      `stage ${msisdn} phoneRefused at phone | idle`,
    ],
    [
      "an address of the form",
      withAddress(dummySent),
      refusal(400, "M_THREEPID_IN_USE"),
      "account emailInUse at email | idle",
    ],
    [
      "an address that was not given",
      dummySent,
      refusal(400, "M_THREEPID_IN_USE"),
      "failed refused | idle",
    ],
  ])("%s", (_, state, of, outcome) => {
    expect(told(refused(state, of))).toBe(outcome);
  });

  it("notes that a homeserver wants a username, until it is sure of one", () => {
    const { account } = firstSent;
    const nameless: State = {
      ...firstSent,
      account: account && { ...account, username: undefined },
    };
    const [missing] = refused(nameless, refusal(400, "M_INVALID_USERNAME"));
    expect(missing.needsUsername).toBe(true);
    expect(refused(firstSent, refusal(400, "M_INVALID_USERNAME"))[0].needsUsername).toBe(false);
    const later = { ...firstSent, needsUsername: true };
    expect(refused(later, refusal(400, "M_INVALID_USERNAME"))[0].needsUsername).toBe(true);
  });

  it("counts limits in a row, and keeps to the time of the newest", () => {
    const limit = refusal(429, "M_LIMIT_EXCEEDED", { retryAfterMs: 7_000 });
    const [once] = refused({ ...dummySent, limitsInARow: 2 }, limit);
    expect(once).toMatchObject({ limitsInARow: 3, notBefore: dummySent.now + 7_000 });
    const [other] = refused({ ...dummySent, limitsInARow: 2 }, refusal(500, "M_UNKNOWN"));
    expect(other.limitsInARow).toBe(0);
    const [cancelled] = refused(cancelling({ ...dummySent, limitsInARow: 2 }), limit);
    expect(cancelled).toMatchObject({ limitsInARow: 3, notBefore: dummySent.now + 7_000 });
    const [after] = refused(cancelling({ ...dummySent, limitsInARow: 2 }), refusal(400, "M_X"));
    expect(after.limitsInARow).toBe(0);
    const [, commands] = refused(checking, limit);
    expect(commands).toEqual([{ type: "wait", ms: 7_000 }]);
  });

  it.each([
    [0, 5_000],
    [1, 10_000],
    [2, 20_000],
  ])("waits longer after %d limits in a row, where no time is named: %d ms", (limitsInARow, ms) => {
    const limit = refusal(429, "M_LIMIT_EXCEEDED");
    const { now } = dummySent;
    const state: State = { ...dummySent, limitsInARow };
    expect(refused(state, limit)[0].notBefore).toBe(now + ms);
    expect(refused(cancelling(state), limit)[0].notBefore).toBe(now + ms);
  });
});

describe("a refusal while the account may exist", () => {
  test.each<[string, Refusal, string]>([
    [
      "another account",
      refusal(400, "M_X", { text: "different user ID has already been registered" }),
      "uncertain otherAccount | idle",
    ],
    ["a name that is taken", refusal(400, "M_USER_IN_USE"), "uncertain nameTaken | idle"],
    ["a failure", refusal(500, "M_UNKNOWN"), "account | awaitingCheck 0"],
    ["a proxy", refusal(403), "account | paused notLetThrough, then m.login.dummy"],
    ["another field", refusal(400, "M_WEAK_PASSWORD"), "uncertain noAnswer | idle"],
    ["a full homeserver", refusal(403, "M_RESOURCE_LIMIT_EXCEEDED"), "uncertain noAnswer | idle"],
    ["an unknown token", refusal(401, "M_UNKNOWN_TOKEN"), "uncertain noAnswer | idle"],
    ["a 401", refusal(401, "M_UNAUTHORIZED"), "account | checkingName doubt"],
    ["anything else", refusal(400, "M_UNKNOWN"), "account | checkingName doubt"],
  ])("%s", (_, of, outcome) => {
    expect(told(refused(inDoubt(dummySent), of))).toBe(outcome);
  });

  it("asks about the name where a check is refused", () => {
    expect(told(refused(checking, refusal(400, "M_UNKNOWN")))).toBe("account | checkingName doubt");
  });

  it("begins anew where the check shows that the session was gone before", () => {
    const gone: State = {
      ...checking,
      task: { type: "checking", lost: by(dummy), tries: 0, refused: { code: "sessionExpired" } },
    };
    const step = refused(gone, refusal(400, "M_UNKNOWN"));
    expect(told(step)).toBe('account | registering {"by":"none"}');
    expect(step[0].possiblyCreated).toBe("alice");
  });
});

describe("a refusal after Cancel", () => {
  test.each<[string, State, Refusal, string]>([
    [
      "approval",
      dummySent,
      refusal(403, "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL"),
      "done pendingApproval | idle",
    ],
    ["a limit", dummySent, refusal(429, "M_LIMIT_EXCEEDED"), "account | idle"],
    [
      "a limit in doubt",
      inDoubt(dummySent),
      refusal(429, "M_LIMIT_EXCEEDED"),
      "uncertain noAnswer | idle",
    ],
    ["a failure", dummySent, refusal(500, "M_UNKNOWN"), "uncertain noAnswer | idle"],
    ["a failure of the first", firstSent, refusal(500, "M_UNKNOWN"), "account | idle"],
    ["an unknown reason", dummySent, refusal(400, "M_UNKNOWN"), "uncertain noAnswer | idle"],
    ["one that comes before", dummySent, refusal(403, "M_FORBIDDEN"), "account | idle"],
    ["a full homeserver", dummySent, refusal(403, "M_RESOURCE_LIMIT_EXCEEDED"), "account | idle"],
    ["a proxy at what may finish", dummySent, refusal(403), "uncertain noAnswer | idle"],
    ["a proxy at what cannot finish", termsSent, refusal(403), "account | idle"],
  ])("%s", (_, state, of, outcome) => {
    expect(told(refused(cancelling(state), of))).toBe(outcome);
  });

  test.each([
    [true, true, false, "uncertain noAnswer | idle"],
    [true, false, false, "account | idle"],
    [false, true, false, "account | idle"],
    [false, true, true, "uncertain noAnswer | idle"],
  ])("may be made %s, session %s, in doubt %s", (mayBeMade, hasId, doubt, outcome) => {
    const state = withFacts(dummySent, { hasId, inDoubt: doubt }) as InFlight;
    expect(told(afterCancel(state, mayBeMade))).toBe(outcome);
  });
});

describe("a request may finish a flow", () => {
  const flows = [[terms, dummy], [quiz]];
  test.each<[string, Auth, readonly string[], readonly string[] | null, boolean]>([
    ["no auth", none, [terms, dummy], null, false],
    ["a corrected name", corrected, [terms, dummy], null, false],
    ["the session, all done", bySession, [terms, dummy], [terms, dummy], true],
    ["the session, one left that may be done elsewhere", bySession, [terms], [terms, dummy], true],
    ["the session, two left", bySession, [], [terms, dummy], false],
    ["the session, no flow", bySession, [terms], null, false],
    ["the last stage", by(dummy), [terms], [terms, dummy], true],
    ["the first stage of two", by(terms), [], [terms, dummy], false],
    ["the stage of another flow", by(quiz), [], [terms, dummy], true],
  ])("%s: %#", (_, auth, completed, flow, may) => {
    const state: State = {
      ...withFacts(sending(auth, states["account form with a session"]), { completed }),
      challenge: { flows, params: {} },
      flow,
    };
    expect(mayFinish(state as InFlight)).toBe(may);
    const unasked: State = { ...state, challenge: null };
    expect(mayFinish(unasked as InFlight)).toBe(false);
  });

  it("by a check with the session alone, whatever was lost", () => {
    const state: State = {
      ...withFacts(checking, { completed: [terms] }),
      challenge: { flows, params: {} },
      flow: [terms, dummy],
      task: { type: "checking", lost: none, tries: 0 },
    };
    expect(mayFinish(state as InFlight)).toBe(true);
  });
});

describe("a poll without a connection", () => {
  it("is not counted, and waits for the connection", () => {
    const { view } = polling;
    const state: State = { ...polling, polls: [10, 20], view: { ...view, polls: 5 } };
    const [next, commands] = transition(state, { type: "offline" });
    expect(next).toMatchObject({ polls: [10], view: { polls: 4, isOffline: true, problem: null } });
    expect(next.task).toEqual({ type: "idle" });
    expect(commands).toEqual([]);
  });

  it("that the user asked for is told of", () => {
    const state: State = { ...polling, task: { ...polling.task, next: "tell" } };
    expect(told(transition(state, { type: "offline" }))).toBe(`stage ${email} offline | idle`);
  });

  it("leads back to the form after Cancel", () => {
    expect(told(transition(cancelling(polling), { type: "offline" }))).toBe("account | idle");
  });
});

describe("a stage that is refused", () => {
  const challenged = (state: State, completed: readonly string[] = [], of?: Refusal): Step =>
    transition(state, {
      type: "challenged",
      challenge: state.challenge ?? { flows: [], params: {} },
      completed,
      hasParams: true,
      hasSession: true,
      refusal: of,
    } satisfies Event);
  const withToken = (state: State): State => ({
    ...sending(by(token), state),
    account: state.account && { ...state.account, hasRegistrationToken: true },
  });
  const unauthorised = refusal(401, "M_UNAUTHORIZED");
  const answered: State = states["answer from the account form on its way"];

  test.each<[string, State, Refusal | undefined, string]>([
    [
      "a token of the form",
      withToken({ ...states["before a token"], view: { status: "account", problems: [] } }),
      unauthorised,
      `account registrationTokenRefused at registrationToken of ${token} | idle`,
    ],
    [
      "a token, while another stage is shown",
      withToken({ ...states["before a token"], view: termsSent.view }),
      unauthorised,
      `account registrationTokenRefused at registrationToken of ${token} | idle`,
    ],
    [
      "a token of its stage",
      withToken(states["before a token"]),
      unauthorised,
      `stage ${token} registrationTokenRefused at registrationToken of ${token} | idle`,
    ],
    [
      "a token that was taken before",
      withToken({ ...states["before a token"], tokenTaken: true }),
      unauthorised,
      `stage ${token} registrationTokenSpent at registrationToken of ${token} | idle`,
    ],
    [
      "an answer of the form",
      answered,
      unauthorised,
      `account stageRefused at stages of ${quiz} | idle`,
    ],
    [
      "a stage of several requests, that goes on",
      sending(by(quiz), states["before a quiz"]),
      undefined,
      `stage ${quiz} | idle`,
    ],
    [
      "a stage of several requests, refused",
      sending(by(quiz), states["before a quiz"]),
      unauthorised,
      `stage ${quiz} stageRefused of ${quiz} | idle`,
    ],
    [
      "a stage of one request, without a word",
      termsSent,
      undefined,
      `stage ${terms} stageRefused of ${terms} | idle`,
    ],
    [
      "the dummy stage, without a word",
      dummySent,
      undefined,
      `failed noProgress of ${dummy} | idle`,
    ],
    ["the dummy stage", dummySent, unauthorised, `failed stageRefused of ${dummy} | idle`],
    [
      "a captcha",
      sending(by(recaptcha), states.captcha),
      unauthorised,
      `stage ${recaptcha} captchaRefused of ${recaptcha} | idle`,
    ],
  ])("%s", (_, state, of, outcome) => {
    expect(told(challenged(state, [], of))).toBe(outcome);
  });

  it("takes its answer back, and no other", () => {
    const [withoutIt] = challenged(withToken(states["before a token"]), [], unauthorised);
    expect(withoutIt.account?.hasRegistrationToken).toBe(false);
    const other = { type: "org.example.other", asked: "{}" };
    const both: State = {
      ...answered,
      account: answered.account && {
        ...answered.account,
        answeredStages: [...answered.account.answeredStages, other],
      },
    };
    expect(challenged(both, [], unauthorised)[0].account?.answeredStages).toEqual([other]);
  });

  it("without an account form is told of at the stage", () => {
    const state: State = { ...sending(by(quiz), states["before a quiz"]), account: null };
    expect(told(challenged(state, [], unauthorised))).toBe(
      `stage ${quiz} stageRefused of ${quiz} | idle`,
    );
    const atToken: State = { ...sending(by(token), states["before a token"]), account: null };
    expect(told(challenged(atToken, [], unauthorised))).toBe(
      `stage ${token} stageRefused of ${token} | idle`,
    );
  });
});

describe("the doubt", () => {
  const { uncertain } = states;
  const asked = (state: State): Step => transition(state, { type: "checkedAgain" });

  it("is checked once, by the session", () => {
    expect(asked(uncertain)[0].task).toEqual({ type: "checking", lost: bySession, tries: 2 });
  });

  it("is not checked without a session", () => {
    const state = withFacts(uncertain, { hasId: false });
    const [next, commands] = asked(state);
    expect(next).toBe(state);
    expect(commands).toEqual([]);
  });

  it("waits for a limit of the homeserver", () => {
    const state: State = { ...uncertain, notBefore: uncertain.now + 1_000 };
    expect(told(asked(state))).toBe("uncertain noAnswer | paused rateLimited, then check");
    const [next] = asked(state);
    expect(next.task).toMatchObject({ problem: { retryAt: state.notBefore } });
    expect(told(asked({ ...uncertain, notBefore: uncertain.now }))).toBe(
      "uncertain noAnswer | checking 2",
    );
  });

  it("ends where the homeserver still asks", () => {
    const state: State = states["uncertain, check on its way"];
    const challenge = { flows: [[dummy]], params: {} };
    const facts = { completed: [], hasParams: true, hasSession: true, refusal: undefined };
    const event = { type: "challenged", challenge, ...facts } as const;
    expect(told(transition(state, event))).toBe("account notReceived | idle");
    expect(told(transition(cancelling(state), event))).toBe("uncertain noAnswer | idle");
  });
});

it("a registration that begins again forgets the checks of addresses, and numbers its requests on", () => {
  const email = { step: "sent", address: "a@b", request: 4, messages: 3 } as const;
  const times = { resendAt: 7, limitedUntil: 8, codeLimitedUntil: 9 };
  const check = { sentAt: 1, reply: "link", spent: true } as const;
  const state: State = {
    ...states.failed,
    validations: { email: { ...email, ...times, checks: { "a@b": check } }, phone: null },
  };
  expect(transition(state, { type: "startedAgain" })[0].validations).toEqual({
    email: { step: "address", address: "", request: 4, messages: 0, ...times, checks: {} },
    phone: null,
  });
});
