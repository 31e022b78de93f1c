import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Event, Step } from "../../../src/uia/machine/event.js";
import { awaitsAnswer, isBusy, isOver, transition } from "../../../src/uia/machine/machine.js";
import { withFacts } from "../../../src/uia/machine/session.js";
import { snapshotOf } from "../../../src/uia/machine/snapshot.js";
import type { State, Task } from "../../../src/uia/machine/state.js";
import { events, type StateName, states } from "../machineTable.js";

const stays = "stays";

/**
 * The moves: the status and the task that follow, and the commands. Every other event leaves its state
 * as it is.
 */
const moves: { readonly [S in StateName]: { readonly [T in Event["type"]]?: string } } = {
  "fresh account form": {
    accountRejected: "account idle",
    accountSubmitted: "account registering: dropSession, register none",
    flowChosen: "account idle",
    finishedElsewhere: "done idle: stopWaiting, finish",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "account form with a session": {
    accountRejected: "account idle",
    accountSubmitted: "account registering: register session",
    flowChosen: "account idle",
    finishedElsewhere: "done idle: stopWaiting, finish",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "token being asked about": {
    tokenChecked: "account registering: dropSession, register none",
    finishedElsewhere: "account checkingToken",
    cancelled: "account checkingToken cancelling",
  },
  "first request on its way": {
    challenged: "account registering: register m.login.dummy",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "account paused: stopWaiting",
    offline: "account paused: stopWaiting",
    finishedElsewhere: "account registering",
    cancelled: "account registering cancelling",
  },
  "first request refused": {
    probed: "failed idle: stopWaiting",
    finishedElsewhere: "account probing",
    cancelled: "account probing cancelling",
  },
  "name being asked about": {
    nameChecked: "account idle: stopWaiting, dropSession",
    finishedElsewhere: "account checkingName",
    cancelled: "account checkingName cancelling",
  },
  "name being asked about in doubt": {
    nameChecked: "uncertain idle: stopWaiting, dropSession",
    finishedElsewhere: "account checkingName",
    cancelled: "account checkingName cancelling",
  },
  "before its turn": {
    timeCame: "account registering: register m.login.dummy",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
  },
  "first request on its way, cancelled": {
    challenged: "account idle: stopWaiting",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "account idle: stopWaiting",
    offline: "account paused: stopWaiting",
    finishedElsewhere: "account registering cancelling",
  },
  "dummy stage on its way": {
    challenged: "failed idle: stopWaiting",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "account awaitingCheck: wait 1000",
    offline: "account paused: stopWaiting",
    finishedElsewhere: "account registering",
    cancelled: "account registering cancelling",
  },
  "before a check": {
    timeCame: "account checking: register session",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "uncertain idle: stopWaiting",
  },
  "check on its way": {
    challenged: "account paused: stopWaiting",
    registered: "done idle: finish",
    refused: "uncertain idle: stopWaiting",
    unanswered: "account awaitingCheck: wait 3000",
    offline: "account paused: stopWaiting",
    finishedElsewhere: "account checking",
    cancelled: "account checking cancelling",
  },
  rateLimited: {
    accountRejected: "account paused",
    accountSubmitted: "account registering: register session",
    retried: "account registering: register m.login.dummy",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "rateLimited for longer": {
    accountRejected: "account paused",
    accountSubmitted: "account paused",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "offline before a check": {
    accountRejected: "account paused",
    accountSubmitted: "account registering: register session",
    retried: "account checking: register session",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "uncertain idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "before the terms": {
    stageSubmitted: "stage registering: register m.login.terms",
    pollAsked: "stage polling: stopWaiting, register session",
    wentElsewhere: "stage idle: wait 5000",
    flowChosen: "stage registering: register m.login.dummy",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "terms on their way": {
    challenged: "stage idle: stopWaiting",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "stage awaitingCheck: wait 1000",
    offline: "stage paused: stopWaiting",
    wentElsewhere: "stage registering",
    finishedElsewhere: "stage registering",
    cancelled: "stage registering cancelling",
  },
  "before a token": {
    stageSubmitted: "stage checkingName: checkName",
    pollAsked: "stage polling: stopWaiting, register session",
    wentElsewhere: "stage idle: wait 5000",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "before an address": {
    addressGiven: "stage idle: requestMessage",
    messageSent: "stage idle",
    answerChanged: "stage idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "mail being asked for": {
    messageSent: "stage idle: wait 5000",
    messageRefused: "stage idle",
    answerChanged: "stage idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "mail sent": {
    pollAsked: "stage polling: stopWaiting, register m.login.email.identity",
    addressGiven: "stage idle: requestMessage",
    resent: "stage idle: requestMessage",
    messageSent: "stage idle",
    timeCame: "stage polling: stopWaiting, register m.login.email.identity",
    returned: "stage polling: stopWaiting, register m.login.email.identity",
    connectionLost: "stage idle",
    answerChanged: "stage idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "look for the mail on its way": {
    pollAsked: "stage polling",
    challenged: "stage registering: register m.login.dummy",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "stage idle: wait 5500",
    offline: "stage idle",
    addressGiven: "stage polling: requestMessage",
    resent: "stage polling: requestMessage",
    messageSent: "stage polling",
    connectionLost: "stage polling",
    answerChanged: "stage polling",
    finishedElsewhere: "stage polling",
    cancelled: "stage polling cancelling",
    startedAgain: "stage polling cancelling",
  },
  "look on its way, address asked": {
    challenged: "stage registering: register m.login.dummy",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "stage idle",
    offline: "stage idle",
    addressGiven: "stage polling: requestMessage",
    messageSent: "stage polling",
    answerChanged: "stage polling",
    finishedElsewhere: "stage polling",
    cancelled: "stage polling cancelling",
    startedAgain: "stage polling cancelling",
  },
  "look on its way, mail asked for": {
    challenged: "stage registering: register m.login.dummy",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "stage idle",
    offline: "stage idle",
    messageSent: "stage polling",
    messageRefused: "stage polling",
    answerChanged: "stage polling",
    finishedElsewhere: "stage polling",
    cancelled: "stage polling cancelling",
    startedAgain: "stage polling cancelling",
  },
  "number asked": {
    addressGiven: "stage idle: stopWaiting",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "code awaited": {
    addressGiven: "stage idle: stopWaiting",
    resent: "stage idle: requestMessage",
    codeGiven: "stage sendingCode: stopWaiting, submitCode",
    timeCame: "stage idle: wait 179000",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "code on its way": {
    codeAnswered: "stage registering: register m.login.msisdn",
    codeRefused: "stage idle: wait 179000",
    finishedElsewhere: "stage sendingCode",
    cancelled: "stage sendingCode cancelling",
  },
  captcha: {
    stageSubmitted: "stage registering: register m.login.recaptcha",
    pollAsked: "stage polling: stopWaiting, register session",
    wentElsewhere: "stage idle: wait 5000",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "captcha, own page opened": {
    stageSubmitted: "stage registering: register m.login.recaptcha",
    pollAsked: "stage polling: stopWaiting, register session",
    timeCame: "stage polling: stopWaiting, register session",
    returned: "stage polling: stopWaiting, register session",
    connectionLost: "stage idle",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "before a quiz": {
    stageSubmitted: "stage registering: register org.example.quiz",
    pollAsked: "stage polling: stopWaiting, register session",
    wentElsewhere: "stage idle: wait 5000",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "on the homeserver's own page": {
    pollAsked: "stage polling: stopWaiting, register session",
    timeCame: "stage polling: stopWaiting, register session",
    returned: "stage polling: stopWaiting, register session",
    connectionLost: "stage idle",
    flowChosen: "stage registering: register m.login.dummy",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "on the homeserver's own page, offline": {
    pollAsked: "stage polling: stopWaiting, register session",
    returned: "stage polling: stopWaiting, register session",
    flowChosen: "stage registering: register m.login.dummy",
    answerChanged: "account idle: stopWaiting",
    finishedElsewhere: "done idle: stopWaiting, finish",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "answer from the account form on its way": {
    challenged: "account idle: stopWaiting",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "account awaitingCheck: wait 1000",
    offline: "account paused: stopWaiting",
    finishedElsewhere: "account registering",
    cancelled: "account registering cancelling",
  },
  registered: {
    handover: "done idle",
  },
  "waiting for approval": {
    handover: "done idle",
  },
  uncertain: {
    checkedAgain: "uncertain checking: register session",
    answerChanged: "account idle: stopWaiting, dropSession",
    finishedElsewhere: "done idle: stopWaiting, finish",
    startedAgain: "account idle: stopWaiting, dropSession",
  },
  "uncertain, check on its way": {
    challenged: "account idle: stopWaiting",
    registered: "done idle: finish",
    refused: "uncertain idle: stopWaiting",
    unanswered: "uncertain idle: stopWaiting",
    offline: "uncertain paused: stopWaiting",
    finishedElsewhere: "uncertain checking",
    cancelled: "uncertain checking cancelling",
  },
  failed: {
    startedAgain: "account idle: stopWaiting, dropSession",
  },
};

describe.each(Object.keys(states) as StateName[])("%s", (name) => {
  const before: State = states[name];
  it.each(Object.values<Event>(events))("$type", (event) => {
    const step = transition(before, event);
    expect(inWords(before, step)).toBe(moves[name][event.type] ?? stays);
  });
});

const over: readonly StateName[] = ["registered", "waiting for approval", "failed"];
const unasked: readonly Task["type"][] = ["idle", "paused"];

it.each(Object.keys(states) as StateName[])("%s is over, or busy, or neither", (name) => {
  const state: State = states[name];
  expect(isOver(state)).toBe(over.includes(name));
  expect(isBusy(state)).toBe(!unasked.includes(state.task.type));
});

describe("a code that is late", () => {
  const awaited: State = states["code awaited"];
  const lateAt = 3 * 60_000;
  it.each<[number, string]>([
    [lateAt - 1, "stage idle: wait 1"],
    [lateAt, "stage idle"],
    [lateAt + 1, "stage idle"],
  ])("at %d ms: %s", (now, outcome) => {
    const state: State = { ...awaited, now };
    expect(inWords(state, transition(state, { type: "timeCame" }))).toBe(outcome);
  });
});

describe("while the account may exist", () => {
  const doubted: State = withFacts(states["first request refused"], { inDoubt: true });
  const restarted: State = {
    ...states["first request refused"],
    ...{ restarted: true, possiblyCreated: "alice" },
  };
  it.each<[string, State, Event, string]>([
    ["no problem of the form is known", doubted, events.probed, "uncertain idle: stopWaiting"],
    [
      "no failure is known, after a session that was lost",
      restarted,
      events.probed,
      "uncertain idle: stopWaiting",
    ],
    [
      "a failure is known of another name",
      { ...restarted, possiblyCreated: "bob" },
      events.probed,
      "failed idle: stopWaiting",
    ],
    [
      "a failure is known without a new session",
      { ...restarted, restarted: false },
      events.probed,
      "failed idle: stopWaiting",
    ],
    [
      "the form can be shown, with no problem",
      { ...doubted, cancelling: true },
      events.probed,
      "account idle: stopWaiting",
    ],
  ])("%s", (_, state, event, outcome) => {
    expect(inWords(state, transition(state, event))).toBe(outcome);
  });

  it("the checks that the user asked for are counted", () => {
    const asking: State = states["uncertain, check on its way"];
    const again: State = {
      ...asking,
      view: { status: "uncertain", reason: "noAnswer", checks: 3 },
    };
    const [next] = transition(again, events.unanswered);
    expect(next.view).toEqual({ status: "uncertain", reason: "noAnswer", checks: 4 });
    const [first] = transition({ ...states["before a check"] }, events.cancelled);
    expect(first.view).toEqual({ status: "uncertain", reason: "noAnswer", checks: 0 });
  });
});

it("a registration that begins again is as at first, but for what was typed", () => {
  const state: State = {
    ...states["before the terms"],
    ...{ flowChanges: 2, restarted: true, automaticLeft: 1 },
  };
  const [next] = transition(state, events.startedAgain);
  expect(next).toEqual({
    ...state,
    ...{ session: null, flow: null, flowChosenByUser: false, flowChanges: 0, restarted: false },
    ...{ automaticLeft: 12, view: { status: "account", problems: [] }, task: { type: "idle" } },
  });
  const closed: State = { ...states.failed, challenge: { flows: [], params: {} } };
  expect(transition(closed, events.startedAgain)[0].view).toMatchObject({ status: "failed" });
  const unknown: State = { ...states.failed, challenge: null };
  expect(transition(unknown, events.startedAgain)[0].view).toMatchObject({ status: "account" });
});

describe("any sequence of events", () => {
  it("stays within the states, and waits only for what will come", () => {
    const anyEvent = fc.constantFrom<Event>(...Object.values(events));
    fc.assert(
      fc.property(
        fc.constantFrom<State>(...Object.values(states)),
        fc.array(anyEvent, { maxLength: 40 }),
        (start, sequence) => {
          let state = start;
          for (const event of sequence) {
            const [next, commands] = transition(state, event);
            expect(snapshotOf(next).status).toMatch(/^(account|stage|done|uncertain|failed)$/);
            const asks = commands.filter(({ type }) => type === "register").length;
            expect(asks).toBeLessThanOrEqual(1);
            // A request is only sent when none is on its way.
            if (asks === 1)
              expect(awaitsAnswer(state)).toBe(awaitsAnswer(state) && isAnswer(event));
            // Only its own answer ends a poll, and a 200 is never ignored.
            if (state.task.type === "polling" && !isAnswer(event)) {
              expect(next.task).toMatchObject({ type: "polling", auth: state.task.auth });
            }
            if (event.type === "registered" && awaitsAnswer(state)) {
              expect(next.view.status).toBe("done");
            }
            const waits = commands.some(({ type }) => type === "wait");
            if (next.task.type === "awaitingCheck" && next.task !== state.task) {
              expect(waits).toBe(true);
            }
            state = next;
          }
        },
      ),
    );
  });
});

function isAnswer({ type }: Event): boolean {
  return ["challenged", "registered", "refused", "unanswered", "offline"].includes(type);
}

function inWords(before: State, [after, commands]: Step): string {
  if (after === before && commands.length === 0) return stays;
  const asked = commands.map((command) => {
    switch (command.type) {
      case "register":
        return `register ${command.auth.by === "stage" ? command.auth.type : command.auth.by}`;
      case "wait":
        return `wait ${command.ms}`;
      default:
        return command.type;
    }
  });
  const where = `${after.view.status} ${after.task.type}${after.cancelling ? " cancelling" : ""}`;
  return asked.length === 0 ? where : `${where}: ${asked.join(", ")}`;
}
