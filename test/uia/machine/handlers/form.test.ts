import { describe, expect, test } from "vitest";
import type { Event } from "../../../../src/uia/machine/event.js";
import { transition } from "../../../../src/uia/machine/machine.js";
import { withFacts } from "../../../../src/uia/machine/session.js";
import type { State, SubmittedAccount, Task } from "../../../../src/uia/machine/state.js";
import { events, states } from "../../machineTable.js";
import { dummy, email, terms, token } from "../../scriptedHomeserver.js";
import { by, cancelling, inDoubt, refusal, said } from "../told.js";

const running = states["account form with a session"];
const fresh = states["fresh account form"];
const alice: SubmittedAccount = { ...events.accountSubmitted.account, username: "alice" };
const submitted = (
  account: Partial<SubmittedAccount> = {},
  more: { readonly passwordChanged?: boolean; readonly tokenChanged?: boolean } = {},
): Event => ({
  ...{ type: "accountSubmitted", passwordChanged: false, tokenChanged: false },
  account: { ...alice, ...account },
  ...more,
});
const withToken = { hasRegistrationToken: true };
const isGuestOnly: State = { ...running, settings: { ...running.settings, kind: "guest" } };
const limited: State = { ...running, notBefore: running.now + 5_000 };
const validated = withFacts(
  { ...running, account: { ...alice, email: "a@b" } },
  { validatedAddress: { email: "a@b", phone: null } },
);

describe("the form that is submitted", () => {
  test.each<[string, State, Event, string]>([
    [
      "begins a session",
      fresh,
      submitted(),
      "account | registering {by:none}; account {username:alice,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}; dropSession, register none",
    ],
    [
      "goes on in its session",
      running,
      submitted(),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "corrects the name in its session",
      running,
      submitted({ username: "bob" }),
      "account | registering {by:session,corrected:true}; account {username:bob,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}; register session",
    ],
    [
      "begins anew with another password",
      running,
      submitted({}, { passwordChanged: true }),
      "account | registering {by:none}; no session; dropSession, register none",
    ],
    [
      "begins anew as a guest",
      running,
      submitted({ guest: true }),
      "account | registering {by:none}; account {username:alice,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:true}, no session; dropSession, register none",
    ],
    [
      "begins anew where all are guests",
      isGuestOnly,
      submitted(),
      "account | registering {by:none}; no session; dropSession, register none",
    ],
    [
      "begins anew after a guest",
      { ...running, account: { ...alice, guest: true } },
      submitted(),
      "account | registering {by:none}; account {username:alice,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, no session; dropSession, register none",
    ],
    [
      "begins anew before a challenge",
      { ...running, challenge: null },
      submitted(),
      "account | registering {by:none}; no session; dropSession, register none",
    ],
    [
      "begins anew where nothing was submitted",
      { ...running, account: null },
      submitted(),
      "account | registering {by:none}; account {username:alice,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, no session; dropSession, register none",
    ],
    [
      "goes on with the address that was checked",
      validated,
      submitted({ email: "a@b" }),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "begins anew with another address than was checked",
      validated,
      submitted({ email: "c@d" }),
      "account | registering {by:none}; account {username:alice,email:c@d,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}, no session; dropSession, register none",
    ],
    [
      "asks about a new token first",
      running,
      submitted(withToken, { tokenChanged: true }),
      "account | checkingToken proceed; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}; checkToken",
    ],
    [
      "asks about a new token before a new session",
      fresh,
      submitted(withToken, { tokenChanged: true }),
      "account | checkingToken fresh; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}; checkToken",
    ],
    [
      "does not ask about the same token",
      running,
      submitted(withToken),
      "account | registering {by:stage,type:m.login.dummy}; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "does not ask about a token that was taken away",
      running,
      submitted({}, { tokenChanged: true }),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "does not ask about a guest's token",
      running,
      submitted({ ...withToken, guest: true }, { tokenChanged: true }),
      "account | registering {by:none}; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:true}, no session; dropSession, register none",
    ],
    [
      "keeps a token that was taken",
      { ...running, tokenTaken: true },
      submitted(withToken),
      "account | registering {by:stage,type:m.login.dummy}; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "forgets a token that was taken for another",
      { ...running, tokenTaken: true },
      submitted(withToken, { tokenChanged: true }),
      "account | checkingToken proceed; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, tokenTaken false; checkToken",
    ],
    [
      "may begin anew unseen once more",
      { ...running, restarted: true },
      submitted(),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, restarted false, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "shows no problem of before",
      { ...running, view: { status: "account", problems: [{ code: "usernameTaken" }] } },
      submitted(withToken, { tokenChanged: true }),
      "account | checkingToken proceed; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}; checkToken",
    ],
    [
      "waits for a limit before it goes on",
      limited,
      submitted(),
      "account | paused rateLimited, then session; stopWaiting",
    ],
    [
      "waits for a limit before a correction",
      limited,
      submitted({ username: "bob" }),
      "account | paused rateLimited, then session; account {username:bob,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}; stopWaiting",
    ],
    [
      "waits for a limit before a new session",
      limited,
      submitted({}, { passwordChanged: true }),
      "account | paused rateLimited, then none; stopWaiting",
    ],
    [
      "waits unseen for a limit that ends soon",
      { ...running, notBefore: running.now + 1_999 },
      submitted(),
      "account | awaitingTurn {by:session,corrected:false}; automaticLeft 11; wait 1999",
    ],
    [
      "waits for a limit that comes again and again",
      { ...running, notBefore: running.now + 1_999, limitsInARow: 4 },
      submitted(),
      "account | paused rateLimited, then session; stopWaiting",
    ],
    [
      "waits unseen for the third in a row",
      { ...running, notBefore: running.now + 1_999, limitsInARow: 3 },
      submitted(),
      "account | awaitingTurn {by:session,corrected:false}; automaticLeft 11; wait 1999",
    ],
    [
      "does not wait for a limit that ended",
      { ...running, notBefore: running.now },
      submitted(),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

const pausedFor = (again: Extract<Task, { type: "paused" }>["again"], retryAt = 9_000): State => ({
  ...running,
  task: { type: "paused", problem: { code: "rateLimited", retryAt }, again },
});

describe("during a pause, the form", () => {
  test.each<[string, State, Event, string]>([
    [
      "is kept for its end",
      pausedFor(by(dummy)),
      submitted({ username: "bob" }),
      "account | paused rateLimited, then m.login.dummy; account {username:bob,hasRegistrationToken:false,acceptedPolicies:[],answeredStages:[],guest:false}",
    ],
    [
      "with another password begins anew at its end",
      pausedFor(by(dummy)),
      submitted({}, { passwordChanged: true }),
      "account | paused rateLimited, then none",
    ],
    [
      "shows its own problems",
      pausedFor(by(dummy)),
      { type: "accountRejected", problems: [{ code: "passwordMissing", field: "password" }] },
      "account passwordMissing at password | paused rateLimited, then m.login.dummy",
    ],
    [
      "is sent once it may have ended",
      pausedFor(by(dummy), running.now),
      submitted(),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a pause", () => {
  const retried: Event = { type: "retried" };
  const cancelled: Event = { type: "cancelled" };
  test.each<[string, State, Event, string]>([
    [
      "ends with the request that had to wait",
      pausedFor(by(dummy), 0),
      retried,
      "account | registering {by:stage,type:m.login.dummy}; register m.login.dummy",
    ],
    [
      "ends with a new session",
      pausedFor({ by: "none" }, 0),
      retried,
      "account | registering {by:none}; no session; dropSession, register none",
    ],
    ["ends with a check", pausedFor("check", 0), retried, "account | checking 0; register session"],
    ["is left for the form", pausedFor(by(dummy)), cancelled, "account | idle; stopWaiting"],
    [
      "before a check is left in doubt",
      pausedFor("check"),
      cancelled,
      "uncertain noAnswer | idle; stopWaiting",
    ],
    [
      "after a lost answer is left in doubt",
      inDoubt(pausedFor(by(dummy))),
      cancelled,
      "uncertain noAnswer | idle; stopWaiting",
    ],
    [
      "that the user is not told of is left for the form",
      states["before its turn"],
      cancelled,
      "account | idle; stopWaiting",
    ],
    [
      "that the user is not told of ends with a new session",
      { ...running, task: { type: "awaitingTurn", auth: { by: "none" } } },
      { type: "timeCame" },
      "account | registering {by:none}; no session; dropSession, register none",
    ],
    [
      "before the next check is left in doubt",
      states["before a check"],
      cancelled,
      "uncertain noAnswer | idle; stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a token that was asked about", () => {
  const asked = (next: Extract<Task, { type: "checkingToken" }>["next"]): State => ({
    ...running,
    account: { ...alice, ...withToken },
    task: { type: "checkingToken", next },
  });
  const checked = (valid: boolean | "unknown"): Event => ({ type: "tokenChecked", valid });
  test.each<[string, State, Event, string]>([
    [
      "is good for a new session",
      asked("fresh"),
      checked(true),
      "account | registering {by:none}; no session; dropSession, register none",
    ],
    [
      "is good for a correction",
      asked("corrected"),
      checked(true),
      "account | registering {by:session,corrected:true}; register session",
    ],
    [
      "is good for the next stage",
      asked("proceed"),
      checked(true),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "may be good",
      asked("proceed"),
      checked("unknown"),
      "account | registering {by:stage,type:m.login.dummy}; automaticLeft 11, autoSent [m.login.dummy]; register m.login.dummy",
    ],
    [
      "is refused",
      asked("fresh"),
      checked(false),
      "account registrationTokenRefused at registrationToken | idle; stopWaiting",
    ],
    [
      "was good before",
      { ...asked("fresh"), tokenTaken: true },
      checked(false),
      "account registrationTokenSpent at registrationToken | idle; stopWaiting",
    ],
    [
      "is refused after Cancel",
      cancelling(asked("fresh")),
      checked(false),
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "is good after Cancel",
      cancelling(asked("fresh")),
      checked(true),
      "account | idle; cancelling false; stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("an empty request beside the first", () => {
  const probing = states["first request refused"];
  const probed = (isClosed: boolean): Event => ({ type: "probed", isClosed });
  const withoutName: State = { ...probing, account: { ...alice, username: undefined } };
  const locked: State = { ...probing, settings: { ...probing.settings, lockedUsername: "alice" } };
  test.each<[string, State, Event, string]>([
    ["is refused as well", probing, probed(true), "failed closed | idle; stopWaiting"],
    [
      "is let in, so that the name was refused",
      probing,
      probed(false),
      "account usernameRefused at username | idle; stopWaiting",
    ],
    [
      "is let in, where there was no name",
      withoutName,
      probed(false),
      "failed forbidden | idle; stopWaiting",
    ],
    [
      "is let in, where the name was not chosen",
      locked,
      probed(false),
      "failed forbidden | idle; stopWaiting",
    ],
    [
      "is refused after Cancel",
      cancelling(probing),
      probed(true),
      "account | idle; cancelling false; stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("the first request", () => {
  const first = states["first request on its way"];
  const guest: State = { ...first, account: { ...alice, guest: true } };
  const refused = (status: number, errcode: string): Event => ({
    type: "refused",
    refusal: refusal(status, errcode),
  });
  test.each<[string, State, Event, string]>([
    ["is forbidden", first, refused(403, "M_FORBIDDEN"), "account | probing closed; probe"],
    [
      "of a guest is forbidden",
      guest,
      refused(403, "M_FORBIDDEN"),
      "account guestsRefused | idle; stopWaiting",
    ],
    [
      "is to no endpoint",
      first,
      refused(404, "M_UNRECOGNIZED"),
      "failed unsupportedByServer | idle; stopWaiting",
    ],
    [
      "is by no method",
      first,
      refused(405, "M_UNRECOGNIZED"),
      "failed unsupportedByServer | idle; stopWaiting",
    ],
    ["is refused", first, refused(406, "M_UNKNOWN"), "failed refused | idle; stopWaiting"],
    [
      "gets no answer",
      first,
      { type: "unanswered", reason: "unreachable" },
      "account | paused unreachable, then none; possiblyCreated alice; stopWaiting",
    ],
    [
      "gets an unreadable refusal",
      first,
      { type: "unanswered", reason: "malformed" },
      "failed malformed | idle; stopWaiting",
    ],
    [
      "gets an unreadable refusal after Cancel",
      cancelling(first),
      { type: "unanswered", reason: "malformed" },
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "of a guest gets no answer",
      guest,
      { type: "unanswered", reason: "unreachable" },
      "account guestAnswerLost | idle; stopWaiting",
    ],
    [
      "gets no answer after Cancel",
      cancelling(first),
      { type: "unanswered", reason: "unreachable" },
      "account | idle; possiblyCreated alice, cancelling false; stopWaiting",
    ],
    [
      "without a name gets no answer",
      { ...first, account: { ...alice, username: undefined } },
      { type: "unanswered", reason: "unreachable" },
      "account | paused unreachable, then none; possiblyCreated ; stopWaiting",
    ],
    [
      "without a form gets no answer",
      { ...first, account: null },
      { type: "unanswered", reason: "unreachable" },
      "account | paused unreachable, then none; possiblyCreated ; stopWaiting",
    ],
    [
      "meets no connection",
      first,
      { type: "offline" },
      "account | paused offline, then none; stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a name that the homeserver was asked about", () => {
  type Next = Extract<Task, { type: "checkingName" }>["next"];
  const asked = (next: Next, state: State = running): State => ({
    ...state,
    task: { type: "checkingName", next },
  });
  const expired = { code: "sessionExpired" } as const;
  const forbidden = {
    code: "sessionExpired",
    detail: { status: 403, errcode: "M_FORBIDDEN" },
  } as const;
  const tell: Next = { type: "tell", refused: expired };
  const tellForbidden: Next = { type: "tell", refused: forbidden };
  const sendToken: Next = { type: "send", auth: by(token) };
  const doubt: Next = { type: "doubt" };
  const answered = (answer: "free" | "unknown" | ReturnType<typeof refusal>): Event => ({
    type: "nameChecked",
    answer,
  });
  const taken = answered(refusal(400, "M_USER_IN_USE"));
  const refusedName = answered(refusal(403, "M_FORBIDDEN"));
  const otherRefusal = answered(refusal(400, "M_WEAK_PASSWORD"));
  const restarted: State = { ...running, restarted: true };
  const withoutName: State = { ...restarted, account: { ...alice, username: undefined } };
  const lost: State = { ...running, possiblyCreated: "alice" };
  test.each<[string, State, Event, string]>([
    [
      "is free, so the token is sent",
      asked(sendToken),
      answered("free"),
      "account | registering {by:stage,type:m.login.registration_token}; checkedName alice; register m.login.registration_token",
    ],
    [
      "is not known, so the token is sent",
      asked(sendToken),
      answered("unknown"),
      "account | registering {by:stage,type:m.login.registration_token}; checkedName alice; register m.login.registration_token",
    ],
    [
      "is taken, so the token is kept",
      asked(sendToken),
      taken,
      "account usernameTaken at username | idle; stopWaiting",
    ],
    [
      "is refused, so the token is kept",
      asked(sendToken),
      refusedName,
      "account usernameRefused at username | idle; stopWaiting",
    ],
    [
      "gets another refusal, so the token is sent",
      asked(sendToken),
      otherRefusal,
      "account | registering {by:stage,type:m.login.registration_token}; checkedName alice; register m.login.registration_token",
    ],
    [
      "is taken, perhaps by this registration",
      asked(sendToken, lost),
      taken,
      "uncertain nameTaken | idle; stopWaiting",
    ],
    [
      "is taken, by no registration of this name",
      asked(sendToken, { ...running, possiblyCreated: "bob" }),
      taken,
      "account usernameTaken at username | idle; stopWaiting",
    ],
    [
      "is refused, which a lost answer does not explain",
      asked(sendToken, lost),
      refusedName,
      "account usernameRefused at username | idle; stopWaiting",
    ],
    [
      "is free, and the session is gone",
      asked(tell),
      answered("free"),
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is not known, and the session is gone",
      asked(tell),
      answered("unknown"),
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is taken, and the session is gone",
      asked(tell),
      taken,
      "account usernameTaken at username | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is taken, perhaps by the session that is gone",
      asked(tell, lost),
      taken,
      "uncertain nameTaken | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is free, in a session that was forbidden at once",
      asked(tellForbidden, restarted),
      answered("free"),
      "failed forbidden | idle; stopWaiting",
    ],
    [
      "is not known, in a session that was forbidden at once",
      asked(tellForbidden, restarted),
      answered("unknown"),
      "account usernameRefused at username | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is not known, in a session that was forbidden later",
      asked(tellForbidden),
      answered("unknown"),
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is not known, in a forbidden session that the user acted in",
      asked(tellForbidden, withFacts(restarted, { interacted: true })),
      answered("unknown"),
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is not known, in a session that expired at once",
      asked(tell, restarted),
      answered("unknown"),
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is none, in a session that was forbidden at once",
      asked(tellForbidden, withoutName),
      answered("unknown"),
      "failed forbidden | idle; stopWaiting",
    ],
    [
      "is free in doubt",
      asked(doubt),
      answered("free"),
      "uncertain noAnswer | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is taken in doubt",
      asked(doubt),
      taken,
      "uncertain nameTaken | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is refused in doubt",
      asked(doubt),
      refusedName,
      "uncertain noAnswer | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is taken after Cancel",
      cancelling(asked(tell)),
      taken,
      "account | idle; cancelling false; stopWaiting",
    ],
    [
      "is taken after Cancel in doubt",
      cancelling(asked(doubt)),
      taken,
      "uncertain noAnswer | idle; cancelling false, no session; stopWaiting, dropSession",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });

  test.each<[string, State, string]>([
    [
      "is asked about before a token is sent",
      { ...states["before a token"] },
      "stage m.login.registration_token | checkingName send; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, interacted true; checkName",
    ],
    [
      "was asked about before",
      { ...states["before a token"], checkedName: "alice" },
      "stage m.login.registration_token | registering {by:stage,type:m.login.registration_token}; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, interacted true; register m.login.registration_token",
    ],
    [
      "is another than was asked about",
      { ...states["before a token"], checkedName: "bob" },
      "stage m.login.registration_token | checkingName send; account {username:alice,hasRegistrationToken:true,acceptedPolicies:[],answeredStages:[],guest:false}, interacted true; checkName",
    ],
  ])("%s", (_, state, outcome) => {
    const event: Event = {
      type: "stageSubmitted",
      acceptedPolicies: undefined,
      registrationToken: true,
    };
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

describe("a session that is gone", () => {
  const refused: Event = {
    type: "refused",
    refusal: refusal(400, "M_X", { text: "Unknown session ID" }),
  };
  const unknown: Event = {
    type: "refused",
    refusal: { ...refusal(400, "M_UNKNOWN"), text: "Unknown session" },
  };
  const termsSent = states["terms on their way"];
  const acted = withFacts(termsSent, { interacted: true });
  const correcting: State = {
    ...acted,
    task: { type: "registering", auth: { by: "session", corrected: true } },
  };
  const bySession: State = {
    ...acted,
    task: { type: "registering", auth: { by: "session", corrected: false } },
  };
  const emailStage = states["look for the mail on its way"];
  test.each<[string, State, Event, string]>([
    [
      "begins anew unseen where the user did nothing",
      termsSent,
      refused,
      "stage m.login.terms | registering {by:none}; automaticLeft 11, restarted true, no session; dropSession, register none",
    ],
    [
      "begins anew unseen once",
      { ...termsSent, restarted: true },
      refused,
      "stage m.login.terms | checkingName tell; checkName",
    ],
    [
      "begins anew unseen within the budget",
      { ...termsSent, automaticLeft: 0 },
      refused,
      "stage m.login.terms | checkingName tell; checkName",
    ],
    [
      "begins anew unseen with the last of the budget",
      { ...termsSent, automaticLeft: 1 },
      refused,
      "stage m.login.terms | registering {by:none}; automaticLeft 0, restarted true, no session; dropSession, register none",
    ],
    [
      "is told of where the user acted",
      acted,
      refused,
      "stage m.login.terms | checkingName tell; checkName",
    ],
    [
      "begins anew for a corrected name",
      correcting,
      refused,
      "stage m.login.terms | registering {by:none}; automaticLeft 11, restarted true, no session; dropSession, register none",
    ],
    [
      "is told of where nothing was corrected",
      bySession,
      unknown,
      "stage m.login.terms | checkingName tell; checkName",
    ],
    [
      "is told of without a name to ask about",
      { ...acted, account: { ...alice, username: undefined } },
      refused,
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is told of without a question about a guest's name",
      { ...acted, settings: { ...acted.settings, lockedUsername: "a" } },
      refused,
      "account sessionExpired | idle; no session; stopWaiting, dropSession",
    ],
    [
      "is found out by a poll",
      emailStage,
      unknown,
      "stage m.login.email.identity | registering {by:none}; automaticLeft 11, restarted true, no session; dropSession, register none",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(said(state, transition(state, event))).toBe(outcome);
  });
});

test("another flow is taken where it is on offer", () => {
  const state: State = { ...running, automaticLeft: 3 };
  const choose = (flow: readonly string[]): Event => ({ type: "flowChosen", flow });
  expect(said(state, transition(state, choose([terms, dummy])))).toBe(
    "account | idle; flow [m.login.terms,m.login.dummy], flowChosenByUser true, automaticLeft 12",
  );
  expect(said(state, transition(state, choose([email])))).toBe("account | idle");
  const unasked: State = { ...state, challenge: null };
  expect(said(unasked, transition(unasked, choose([dummy])))).toBe("account | idle");
});
