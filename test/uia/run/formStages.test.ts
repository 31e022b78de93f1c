import { describe, expect, it, vi } from "vitest";
import type { AccountInput, Snapshot } from "../../../src/uia/machine/types.js";
import { builtInStages } from "../../../src/uia/run/settingsOf.js";
import { alice, registrationOn } from "../registrationOn.js";
import {
  type Answer,
  challenge,
  dummy,
  scriptedHomeserver,
  success,
} from "../scriptedHomeserver.js";

const quiz = "org.example.quiz";
const flow = [quiz, dummy];
const params = { [quiz]: { question: "Six times seven?" } };
const input: AccountInput = { ...alice, stages: { [quiz]: { answer: "42" } } };
const asked = (more: Record<string, unknown> = {}): Answer =>
  challenge([flow], { params, ...more });
const wrong = asked({ errcode: "M_UNAUTHORIZED", error: "Wrong answer" });

function runWith(server: ReturnType<typeof scriptedHomeserver>, flows = [flow]) {
  return registrationOn(server, {
    flows: { flows, params },
    supportedStages: [...builtInStages, quiz],
    formStages: [quiz],
  });
}
const become = (now: () => Snapshot, wanted: object) =>
  vi.waitFor(() => expect(now()).toMatchObject(wanted));

describe("a stage that the account form asks for", () => {
  it.each([
    [[flow], "required"],
    [[flow, [dummy]], "optional"],
  ])("is told to the form: %j makes it %s", (flows, need) => {
    const { now } = runWith(scriptedHomeserver(), flows);
    expect(now()).toMatchObject({
      fields: { stages: [{ type: quiz, need, params: params[quiz] }] },
    });
  });

  it("is not told where no flow wants it, nor where the form has a field anyway", () => {
    expect(runWith(scriptedHomeserver(), [[dummy]]).now()).toMatchObject({
      fields: { stages: [] },
    });
    const { now } = registrationOn(scriptedHomeserver(), {
      flows: { flows: [["m.login.email.identity"]], params: {} },
      formStages: ["m.login.email.identity"],
    });
    expect(now()).toMatchObject({ fields: { stages: [], email: "required" } });
  });

  it("is sent by itself when its turn comes, and shown by no screen", async () => {
    const server = scriptedHomeserver(asked(), asked({ completed: [quiz] }), success);
    const { run, now, snapshots, events } = runWith(server);
    await run.submitAccount(input);
    await become(now, { status: "done" });
    expect(server.requests[1]?.body["auth"]).toEqual({ type: quiz, session: "s1", answer: "42" });
    expect(snapshots.map(({ status }) => status)).not.toContain("stage");
    expect(JSON.stringify([snapshots, events])).not.toContain("42");
  });

  it("has to be answered where every flow wants it, if the form asks", async () => {
    const { run } = runWith(scriptedHomeserver());
    expect(await run.submitAccount({ ...alice, stages: {} })).toEqual({
      ok: false,
      problems: [{ code: "stageNotAnswered", field: "stages", stages: [quiz] }],
    });
  });

  it("asks for itself where the form did not", async () => {
    const server = scriptedHomeserver(asked(), asked({ completed: [quiz] }), success);
    const { run, now } = runWith(server);
    await run.submitAccount(alice);
    await become(now, { status: "stage", stage: { type: quiz } });
    run.submitStage({ answer: "42" });
    await become(now, { status: "done" });
  });

  it("asks for itself where the homeserver asks something else by then", async () => {
    const other = { params: { [quiz]: { question: "Six times eight?" } } };
    const server = scriptedHomeserver(
      asked(other),
      asked({ ...other, completed: [quiz] }),
      success,
    );
    const { run, now } = runWith(server);
    await run.submitAccount(input);
    await become(now, { status: "stage", stage: { params: other.params[quiz] } });
    run.submitStage({ answer: "48" });
    await become(now, { status: "done" });
    expect(server.requests[1]?.body["auth"]).toMatchObject({ answer: "48" });
  });

  it("that is refused goes back to the form, and the next answer goes in the same session", async () => {
    const server = scriptedHomeserver(asked(), wrong, asked({ completed: [quiz] }), success);
    const { run, now } = runWith(server);
    const refused = { code: "stageRefused", field: "stages", stages: [quiz] };
    expect(await run.submitAccount(input)).toMatchObject({ ok: false, problems: [refused] });
    expect(server.requests).toHaveLength(2);
    await run.submitAccount({ ...alice, stages: { [quiz]: { answer: "43" } } });
    await become(now, { status: "done" });
    expect(server.requests[2]?.body["auth"]).toEqual({ type: quiz, session: "s1", answer: "43" });
  });

  it("whose answer was lost is repeated with a click", async () => {
    const server = scriptedHomeserver(
      asked(),
      "cut",
      asked(),
      asked({ completed: [quiz] }),
      success,
    );
    const { run, time, now } = runWith(server);
    void run.submitAccount(input);
    await vi.waitFor(() => expect(time.pending()).toEqual([1_000]));
    time.pass(1_000);
    await become(now, { activity: "paused", pause: { code: "notReceived" } });
    run.retry();
    await become(now, { status: "done" });
    expect(server.requests[3]?.body["auth"]).toEqual({ type: quiz, session: "s1", answer: "42" });
  });

  it("decides on the flow when it is answered", async () => {
    const flows = [[dummy], flow];
    const both = (more: Record<string, unknown> = {}) => challenge(flows, { params, ...more });
    const server = scriptedHomeserver(both(), both({ completed: [quiz] }), success);
    const { run, now } = runWith(server, flows);
    await run.submitAccount(input);
    await become(now, { status: "done" });
    expect(server.requests[1]?.body["auth"]).toMatchObject({ type: quiz });
  });
});
