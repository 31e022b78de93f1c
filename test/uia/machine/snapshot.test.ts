import { describe, expect, test } from "vitest";
import { withFacts } from "../../../src/uia/machine/session.js";
import { snapshotOf } from "../../../src/uia/machine/snapshot.js";
import type { State, Task, ValidationState } from "../../../src/uia/machine/state.js";
import { states } from "../machineTable.js";
import {
  acceptedPrivacy,
  dummy,
  email,
  recaptcha,
  terms,
  termsParams,
} from "../scriptedHomeserver.js";

const fresh = states["fresh account form"];
const running = states["account form with a session"];
const sent = states["mail sent"];
const lateAfter = 3 * 60_000;

const accountOf = (state: State, change: object): State => ({
  ...state,
  account: state.account && { ...state.account, ...change },
});
const settingsOf = (state: State, change: Partial<State["settings"]>): State => ({
  ...state,
  settings: { ...state.settings, ...change },
});
const stageOf = (state: State) => {
  const snapshot = snapshotOf(state);
  if (snapshot.status !== "stage") throw new Error(snapshot.status);
  return snapshot;
};

describe("the snapshot of a form", () => {
  test("before anything was submitted", () => {
    expect(snapshotOf(fresh)).toMatchObject({
      ...{ status: "account", activity: "idle", pause: null, kind: "user", cancelling: false },
      ...{ homeserver: fresh.settings.homeserver, problems: [] },
    });
    expect(snapshotOf(fresh)).toHaveProperty("answers", {});
    expect(snapshotOf(fresh)).not.toHaveProperty("username");
  });

  test("with its answers, none of which is a secret", () => {
    const phone = { country: "GB", number: "1" };
    const answers = { username: "alice", email: "a@b", phone, acceptedPolicies: [acceptedPrivacy] };
    const snapshot = snapshotOf(accountOf(running, { ...answers, hasRegistrationToken: true }));
    expect(snapshot).toMatchObject({ username: "alice", answers });
    expect(snapshot).toHaveProperty("answers", answers);
    const empty = accountOf(running, { username: undefined });
    expect(snapshotOf(empty)).toHaveProperty("answers", { acceptedPolicies: [] });
    expect(snapshotOf(empty)).not.toHaveProperty("username");
  });

  test("of a guest, and of one that is upgraded", () => {
    expect(snapshotOf(accountOf(running, { guest: true })).kind).toBe("guest");
    expect(snapshotOf(settingsOf(running, { kind: "guest" })).kind).toBe("guest");
    expect(snapshotOf(settingsOf(running, { lockedUsername: "1" })).username).toBe("1");
  });

  test.each<[string, Task, string]>([
    ["a request", { type: "registering", auth: { by: "none" } }, "sending"],
    ["a check", { type: "checking", lost: { by: "none" }, tries: 0 }, "checking"],
    ["a poll", { type: "polling", auth: { by: "none" }, next: "wait" }, "idle"],
    [
      "a poll that was asked for",
      { type: "polling", auth: { by: "none" }, next: "tell" },
      "sending",
    ],
    ["a pause", { type: "paused", problem: { code: "offline" }, again: "check" }, "paused"],
  ])("during %s", (_, task, activity) => {
    expect(snapshotOf({ ...running, task })).toMatchObject({
      activity,
      pause: task.type === "paused" ? task.problem : null,
    });
  });

  test("during a poll that was cancelled", () => {
    const state: State = { ...states["look for the mail on its way"], cancelling: true };
    expect(snapshotOf(state)).toMatchObject({ activity: "sending", cancelling: true });
  });
});

describe("the snapshot of a stage", () => {
  test("has its params, its place and the other flows", () => {
    const { challenge } = states["before the terms"];
    const asking: State = {
      ...states["before the terms"],
      challenge: { flows: challenge?.flows ?? [], params: termsParams },
    };
    expect(stageOf(asking)).toMatchObject({
      stage: {
        ...{ type: terms, params: termsParams[terms], supported: true, polling: "none" },
        ...{ validation: null, number: 1, count: 1 },
      },
      problem: null,
      otherFlows: [[dummy]],
    });
    expect(stageOf(asking).stage.policies).toMatchObject([{ id: "privacy" }]);
    const unreadable: State = { ...asking, challenge: { flows: [[terms]], params: {} } };
    expect(stageOf(unreadable).stage).toMatchObject({ params: {}, policies: [] });
    expect(stageOf({ ...asking, challenge: null })).toMatchObject({
      stage: { params: {}, policies: [], count: 1 },
      otherFlows: [],
    });
    expect(stageOf({ ...asking, flow: null }).otherFlows).toHaveLength(2);
    expect(stageOf({ ...asking, flow: null }).stage).toMatchObject({ number: 1, count: 1 });
  });

  test("has no policies, unless it is about them", () => {
    const { captcha } = states;
    const state: State = { ...captcha, challenge: { flows: [[recaptcha]], params: termsParams } };
    expect(stageOf(state).stage.policies).toEqual([]);
  });

  test("counts the stages that need the user, and those the user has seen", () => {
    const flow = [terms, email, dummy];
    const state: State = {
      ...sent,
      ...{ flow, challenge: { flows: [flow], params: termsParams } },
      account: { ...sent.account, acceptedPolicies: [acceptedPrivacy] },
    };
    expect(stageOf(state).stage).toMatchObject({ number: 1, count: 1 });
    const seen = withFacts(state, { seen: [terms] });
    expect(stageOf(seen).stage).toMatchObject({ number: 2, count: 2 });
  });

  const validation = (
    change: Partial<ValidationState>,
    reply?: "link" | "code" | "either",
  ): State => ({
    ...sent,
    validations: {
      phone: null,
      email: {
        ...sent.validations.email,
        ...(reply && { checks: { "a@b": { sentAt: 0, reply, spent: false } } }),
        ...change,
      },
    },
  });
  test.each([
    ["a link", validation({}, "link"), { asksCode: false, opensLink: true }],
    ["a code", validation({}, "code"), { asksCode: true, opensLink: false }],
    ["either", validation({}, "either"), { asksCode: true, opensLink: true }],
    [
      "no message",
      validation({ checks: {} }),
      { asksCode: false, opensLink: false, isLate: false },
    ],
    ["a cool-down", validation({ resendAt: 7, limitedUntil: 3 }), { resendAt: 7 }],
    ["a limit", validation({ resendAt: 7, limitedUntil: 9 }), { resendAt: 9 }],
    [
      "nothing asked",
      { ...sent, validations: { email: null, phone: null } },
      { step: "address", resendAt: 0, address: "a@b", medium: "email" },
    ],
    ["a message that is late", { ...validation({}, "link"), now: lateAfter }, { isLate: true }],
    ["one that is not late", { ...validation({}, "link"), now: lateAfter - 1 }, { isLate: false }],
  ])("that validates an address by %s", (_, state, told) => {
    expect(stageOf(state).stage.validation).toMatchObject(told);
  });

  test.each<[string, State, string]>([
    ["polls", sent, "active"],
    [
      "does not poll without a connection",
      { ...sent, view: { ...sent.view, isOffline: true } },
      "offline",
    ],
    ["polls no more", { ...sent, view: { ...sent.view, polls: 70 } }, "ended"],
    [
      "does its last poll",
      {
        ...states["look for the mail on its way"],
        view: { ...sent.view, polls: 70 },
      },
      "active",
    ],
    ["does not poll before a message", states["before an address"], "none"],
  ])("%s: %#", (_, state, polling) => {
    expect(stageOf(state).stage.polling).toBe(polling);
  });
});

describe("the snapshot of an end", () => {
  test("with an account has the accepted policies", () => {
    expect(
      snapshotOf(accountOf(states.registered, { acceptedPolicies: [acceptedPrivacy] })),
    ).toMatchObject({
      ...{ status: "done", outcome: "registered", userId: "@alice:hs.test" },
      acceptedPolicies: [acceptedPrivacy],
    });
    expect(snapshotOf({ ...states.registered, account: null })).toHaveProperty(
      "acceptedPolicies",
      [],
    );
  });

  test("without one has none", () => {
    const snapshot = snapshotOf(states["waiting for approval"]);
    expect(snapshot).toMatchObject({
      status: "done",
      outcome: "pendingApproval",
      handover: "none",
    });
    expect(snapshot).not.toHaveProperty("acceptedPolicies");
  });

  test.each<[State, boolean]>([
    [states.uncertain, true],
    [withFacts(states.uncertain, { hasId: false }), false],
    [
      { ...states.uncertain, view: { status: "uncertain", reason: "otherAccount", checks: 3 } },
      false,
    ],
  ])("in doubt can be checked: %#", (state, canCheck) => {
    const { view } = state;
    expect(snapshotOf(state)).toMatchObject({ ...view, canCheck });
  });

  test.each<[string, State, boolean]>([
    ["for now", states.failed, false],
    ["where all is closed", { ...states.failed, challenge: { flows: [], params: {} } }, true],
    ["where nothing is known", { ...states.failed, challenge: null }, false],
  ])("as a failure %s", (_, state, isLasting) => {
    expect(snapshotOf(state)).toMatchObject({
      status: "failed",
      problem: { code: "forbidden" },
      isLasting,
    });
  });
});
