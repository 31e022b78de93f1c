import { authTypes } from "../../protocol/wire/authTypes.js";
import { isAutomatic, sameFlow } from "./flows.js";
import { accountFields, isDoneHere, mediumOf, policiesOf } from "./form/fields.js";
import { endsAtOnce } from "./initialState.js";
import { lateAfter, pollingOf } from "./polling.js";
import { factsOf, hasSession } from "./session.js";
import type { State, Task } from "./state.js";
import type { AccountAnswers, Activity, Flow, Snapshot, StageView, Validation } from "./types.js";
import { addressOf } from "./validation.js";

/** The part of the state that the app sees. Neither holds a secret. */
export function snapshotOf(state: State): Snapshot {
  const { view, task, settings, account } = state;
  const username = settings.lockedUsername ?? account?.username;
  const base = {
    activity: activityOf(state),
    pause: task.type === "paused" ? task.problem : null,
    homeserver: settings.homeserver,
    kind: account?.guest === true ? ("guest" as const) : settings.kind,
    ...(username === undefined ? {} : { username }),
    cancelling: state.cancelling,
  };
  switch (view.status) {
    case "account":
      return {
        ...base,
        status: "account",
        fields: accountFields(state),
        answers: answersOf(state),
        problems: view.problems,
      };
    case "stage":
      return {
        ...base,
        status: "stage",
        stage: stageView(state, view.type),
        problem: view.problem,
        otherFlows: otherFlows(state),
      };
    case "done":
      return view.outcome === "registered"
        ? { ...base, ...view, acceptedPolicies: account?.acceptedPolicies ?? [] }
        : { ...base, ...view };
    case "uncertain":
      return {
        ...base,
        status: "uncertain",
        reason: view.reason,
        checks: view.checks,
        canCheck: hasSession(state) && view.reason !== "otherAccount",
      };
    case "failed":
      return {
        ...base,
        status: "failed",
        problem: view.problem,
        isLasting: endsAtOnce(state),
      };
  }
}

const activities: Readonly<Record<Exclude<Task["type"], "polling">, Activity>> = {
  idle: "idle",
  checkingToken: "sending",
  checkingName: "sending",
  probing: "sending",
  registering: "sending",
  awaitingTurn: "sending",
  sendingCode: "sending",
  awaitingCheck: "checking",
  checking: "checking",
  paused: "paused",
};

/** The activity. A poll that the user did not ask for is not told. */
function activityOf({ task, cancelling }: State): Activity {
  if (task.type !== "polling") return activities[task.type];
  return task.next === "wait" && !cancelling ? "idle" : "sending";
}

function answersOf({ account }: State): AccountAnswers {
  if (account === null) return {};
  const { username, email, phone, acceptedPolicies } = account;
  return {
    ...(username === undefined ? {} : { username }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    acceptedPolicies,
  };
}

function stageView(state: State, type: string): StageView {
  const { challenge, settings, flow, account } = state;
  const manual = (flow ?? []).filter(
    (stage) =>
      factsOf(state).seen.includes(stage) ||
      (challenge !== null && !isAutomatic(stage, challenge, account, settings)),
  );
  return {
    type,
    params: challenge?.params[type] ?? {},
    policies:
      type === authTypes.terms && challenge !== null ? (policiesOf(challenge, settings) ?? []) : [],
    validation: validationView(state, type),
    supported: isDoneHere(type, state),
    polling: pollingOf(state),
    number: Math.max(manual.indexOf(type), 0) + 1,
    count: Math.max(manual.length, 1),
  };
}

function validationView(state: State, type: string): Validation | null {
  const medium = mediumOf(type);
  if (medium === undefined) return null;
  const validation = state.validations[medium];
  const check = validation?.checks[validation.address];
  return {
    medium,
    step: validation?.step ?? "address",
    address: addressOf(state, medium),
    resendAt: Math.max(validation?.resendAt ?? 0, validation?.limitedUntil ?? 0),
    asksCode: check !== undefined && check.reply !== "link",
    opensLink: check !== undefined && check.reply !== "code",
    isLate: check !== undefined && state.now - check.sentAt >= lateAfter,
  };
}

function otherFlows({ challenge, flow }: State): readonly Flow[] {
  return (challenge?.flows ?? []).filter((offered) => flow === null || !sameFlow(offered, flow));
}
