import type { Command, Refusal, Step } from "../../../src/uia/machine/event.js";
import type { Problem } from "../../../src/uia/machine/problems/problem.js";
import { factsOf, withFacts } from "../../../src/uia/machine/session.js";
import type { Auth, State } from "../../../src/uia/machine/state.js";

/** An error answer of the homeserver. */
export function refusal(status: number, errcode?: string, more: Partial<Refusal> = {}): Refusal {
  return { status, errcode, text: undefined, retryAfterMs: undefined, contact: undefined, ...more };
}

export const by = (type: string): Auth => ({ by: "stage", type });

/** A state whose request is in flight. */
export const sending = (auth: Auth, state: State): State => ({
  ...state,
  task: { type: "registering", auth },
});
export const inDoubt = (state: State): State => withFacts(state, { inDoubt: true });
export const cancelling = (state: State): State => ({ ...state, cancelling: true });

const saidOf = ({ code, field, stages }: Problem): string =>
  [code, field && `at ${field}`, stages && `of ${stages.join("+")}`].filter(Boolean).join(" ");

/** The view and the task in words: all that a user and the next answer depend on. */
export function told([{ view, task }]: Step): string {
  const seen = {
    account: () => (view.status === "account" ? view.problems.map(saidOf) : []),
    stage: () =>
      view.status === "stage" ? [view.type, ...(view.problem ? [saidOf(view.problem)] : [])] : [],
    uncertain: () => (view.status === "uncertain" ? [view.reason] : []),
    done: () => (view.status === "done" ? [view.outcome] : []),
    failed: () => (view.status === "failed" ? [saidOf(view.problem)] : []),
  }[view.status]();
  const doing = {
    ...{ idle: "", sendingCode: "" },
    probing: task.type === "probing" ? saidOf(task.refused) : "",
    checkingToken: task.type === "checkingToken" ? task.next : "",
    registering: "auth" in task ? JSON.stringify(task.auth) : "",
    awaitingTurn: "auth" in task ? JSON.stringify(task.auth) : "",
    polling: task.type === "polling" ? task.next : "",
    checkingName: task.type === "checkingName" ? task.next.type : "",
    awaitingCheck: "tries" in task ? `${task.tries}` : "",
    checking:
      task.type === "checking"
        ? [task.tries, ...(task.refused ? [saidOf(task.refused)] : [])].join(" ")
        : "",
    paused: task.type === "paused" ? `${saidOf(task.problem)}, then ${againOf(task.again)}` : "",
  }[task.type];
  return [view.status, ...seen, "|", task.type, doing].filter(Boolean).join(" ");
}

function againOf(again: Auth | "check"): string {
  if (again === "check") return again;
  return again.by === "stage" ? again.type : again.by;
}

/** A step in words: view and task, each other fact that changed, and the commands. */
export function said(before: State, step: Step): string {
  const [after, commands] = step;
  const changed = [
    ...changesOf(before, after, ["settings", "now", "view", "task", "session", "validations"]),
    ...(after.session === null && before.session !== null ? ["no session"] : []),
    ...(after.session === null ? [] : changesOf(factsOf(before), factsOf(after), [])),
    ...(["email", "phone"] as const).flatMap((medium) =>
      changesOf(before.validations[medium] ?? {}, after.validations[medium] ?? {}, []).map(
        (change) => `${medium}.${change}`,
      ),
    ),
    ...(before.view.status === "stage" && after.view.status === "stage"
      ? changesOf(before.view, after.view, ["status", "type", "problem"])
      : []),
  ];
  return [
    told(step).replaceAll('"', ""),
    ...(changed.length > 0 ? [changed.join(", ")] : []),
    ...(commands.length > 0 ? [commands.map(commanded).join(", ")] : []),
  ].join("; ");
}

function changesOf(before: object, after: object, without: readonly string[]): readonly string[] {
  const [one, other] = [Object.entries(before), Object.entries(after)].map(
    (entries) => new Map<string, string>(entries.map(([key, value]) => [key, wordsOf(value)])),
  ) as [Map<string, string>, Map<string, string>];
  return [...other]
    .filter(([key, value]) => !without.includes(key) && one.get(key) !== value)
    .map(([key, value]) => `${key} ${value}`);
}

function wordsOf(value: unknown): string {
  return value === undefined ? "undefined" : JSON.stringify(value).replaceAll('"', "");
}

function commanded(command: Command): string {
  switch (command.type) {
    case "register":
      return `register ${againOf(command.auth)}`;
    case "wait":
      return `wait ${command.ms}`;
    case "requestMessage":
      return `requestMessage ${command.request} to ${command.address}`;
    default:
      return command.type;
  }
}
