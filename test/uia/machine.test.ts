import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transition } from "../../src/uia/machine.js";
import { snapshotOf } from "../../src/uia/snapshot.js";
import type { Event, State, Step } from "../../src/uia/state.js";
import { events, type StateName, states } from "./machineTable.js";

const stays = "stays";

/**
 * Every state with every event: the status and activity that follow, and the commands. The types
 * keep it whole: a new event or state does not compile without its row.
 */
const table: { readonly [S in StateName]: { readonly [T in Event["type"]]: string } } = {
  "fresh account form": {
    accountRejected: "account idle",
    accountSubmitted: "account sending: dropSession, register none",
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: "account idle",
    answerChanged: stays,
    cancelled: stays,
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "account form with a session": {
    accountRejected: "account idle",
    accountSubmitted: "account sending: register session",
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: "account idle",
    answerChanged: stays,
    cancelled: stays,
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "token being asked about": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: "account sending: dropSession, register none",
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "account sending cancelling",
    startedAgain: stays,
    handover: stays,
  },
  "first request on its way": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: "account sending: register m.login.dummy",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "account paused: stopWaiting",
    offline: "account paused: stopWaiting",
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "account sending cancelling",
    startedAgain: stays,
    handover: stays,
  },
  "dummy stage on its way": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: "failed idle: stopWaiting",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "account checking: wait 1000",
    offline: "account paused: stopWaiting",
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "account sending cancelling",
    startedAgain: stays,
    handover: stays,
  },
  "before a check": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: "account checking: register session",
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "uncertain idle: stopWaiting",
    startedAgain: stays,
    handover: stays,
  },
  "check on its way": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: "account paused: stopWaiting",
    registered: "done idle: finish",
    refused: "uncertain idle: stopWaiting",
    unanswered: "account checking: wait 3000",
    offline: "account paused: stopWaiting",
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "account checking cancelling",
    startedAgain: stays,
    handover: stays,
  },
  limited: {
    accountRejected: "account paused",
    accountSubmitted: "account sending: register session",
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: "account sending: register m.login.dummy",
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "limited for longer": {
    accountRejected: "account paused",
    accountSubmitted: "account paused",
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "offline before a check": {
    accountRejected: "account paused",
    accountSubmitted: "account sending: register session",
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: "account checking: register session",
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "uncertain idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "before the terms": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: "stage sending: register m.login.terms",
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: "stage sending: register m.login.dummy",
    answerChanged: "account idle: stopWaiting",
    cancelled: "account idle: stopWaiting",
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "terms on their way": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: "stage idle",
    registered: "done idle: finish",
    refused: "account idle: stopWaiting",
    unanswered: "stage checking: wait 1000",
    offline: "stage paused: stopWaiting",
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "stage sending cancelling",
    startedAgain: stays,
    handover: stays,
  },
  registered: {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: stays,
    startedAgain: stays,
    handover: "done idle",
  },
  "waiting for approval": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: stays,
    startedAgain: stays,
    handover: "done idle",
  },
  uncertain: {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: "uncertain checking: register session",
    flowChosen: stays,
    answerChanged: "account idle: stopWaiting, dropSession",
    cancelled: stays,
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
  "uncertain, check on its way": {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: "account idle: stopWaiting",
    registered: "done idle: finish",
    refused: "uncertain idle: stopWaiting",
    unanswered: "uncertain idle: stopWaiting",
    offline: "uncertain paused: stopWaiting",
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: "uncertain checking cancelling",
    startedAgain: stays,
    handover: stays,
  },
  failed: {
    accountRejected: stays,
    accountSubmitted: stays,
    tokenChecked: stays,
    stageSubmitted: stays,
    challenged: stays,
    registered: stays,
    refused: stays,
    unanswered: stays,
    offline: stays,
    timeCame: stays,
    retried: stays,
    checkedAgain: stays,
    flowChosen: stays,
    answerChanged: stays,
    cancelled: stays,
    startedAgain: "account idle: stopWaiting, dropSession",
    handover: stays,
  },
};

describe("every state with every event", () => {
  const cells = Object.entries(table).flatMap(([state, row]) =>
    Object.entries(row).map(([event, expected]) => ({ state, event, expected })),
  );
  it.each(cells)("$state, $event: $expected", ({ state, event, expected }) => {
    const before: State = states[state as StateName];
    const step = transition(before, events[event as Event["type"]]);
    expect(inWords(before, step)).toBe(expected);
  });
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
            if (asks === 1) expect(isAsking(state)).toBe(isAsking(state) && isAnswer(event));
            const waits = commands.some(({ type }) => type === "wait");
            if (next.doing.activity === "checking" && !next.doing.asking && next !== state) {
              expect(waits).toBe(true);
            }
            state = next;
          }
        },
      ),
    );
  });
});

function isAsking({ doing }: State): boolean {
  return (
    (doing.activity === "sending" && doing.what === "register") ||
    (doing.activity === "checking" && doing.asking)
  );
}

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
  const place = `${after.place.status} ${after.doing.activity}${after.cancelling ? " cancelling" : ""}`;
  return asked.length === 0 ? place : `${place}: ${asked.join(", ")}`;
}
