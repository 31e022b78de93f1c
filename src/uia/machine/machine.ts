import type { Event, Step } from "./event.js";
import { isDoneHere, mediumOf } from "./form/fields.js";
import { account } from "./handlers/account.js";
import { done, failed, uncertain } from "./handlers/ends.js";
import type { Handlers, Phase, Screen } from "./handlers/handlers.js";
import { message } from "./handlers/message.js";
import { page, stage } from "./handlers/stage.js";
import type { State, Task } from "./state.js";
import { doneWithoutAccount, stay } from "./steps.js";
import { remaining } from "./waits.js";

const table: { readonly [S in Screen]: Handlers<S> } = {
  account,
  stage,
  message,
  page,
  uncertain,
  done,
  failed,
};

/** Pure and total: an event without a handler leaves the state as it is. */
export function transition(state: State, event: Event): Step {
  const [next, commands] = handlerOf(state, event)(state, event);
  return next.finishedElsewhere && !isOver(next) && !isAsking(next)
    ? inAnotherTab(next)
    : [next, commands];
}

function handlerOf(state: State, event: Event): (state: State, event: Event) => Step {
  const handlers = table[screenOf(state)] as Handlers<Screen>;
  const row = handlers[event.type];
  const handler = typeof row === "object" ? row[phaseOf(state)] : row;
  // The table's own type pairs each handler with its screen, phase and event.
  return (handler as ((state: State, event: Event) => Step) | undefined) ?? stay;
}

function screenOf(state: State): Screen {
  const { view } = state;
  if (view.status !== "stage") return view.status;
  if (!isDoneHere(view.type, state)) return "page";
  return mediumOf(view.type) === undefined ? "stage" : "message";
}

function phaseOf(state: State): Phase {
  const { task, now } = state;
  if (state.cancelling && awaitsAnswer(state)) return "cancelling";
  if (task.type === "polling") {
    return task.next === "wait" || task.next === "tell" ? "polling" : "queued";
  }
  if (task.type === "paused") {
    return remaining(task.problem.retryAt ?? 0, now) > 0 ? "rateLimited" : "paused";
  }
  return task.type;
}

/** Whether a request to /register is in flight. */
export function awaitsAnswer({ task }: State): boolean {
  return task.type === "registering" || task.type === "polling" || task.type === "checking";
}

/** Whether a request is in flight. Its end is learned first: it may be that very account. */
function isAsking(state: State): boolean {
  return awaitsAnswer(state) || besideRegister.has(state.task.type);
}

const besideRegister: ReadonlySet<Task["type"]> = new Set([
  "checkingToken",
  "checkingName",
  "probing",
  "sendingCode",
]);

/** Whether a request is in flight, or waits for its time by itself. */
export function isBusy(state: State): boolean {
  const { type } = state.task;
  return isAsking(state) || type === "awaitingCheck" || type === "awaitingTurn";
}

/** Whether the registration has come to its end. */
export function isOver({ view }: State): boolean {
  return view.status === "done" || view.status === "failed";
}

function inAnotherTab(state: State): Step {
  const [next, commands] = doneWithoutAccount(state, "inAnotherTab");
  return [next, [{ type: "stopWaiting" }, ...commands]];
}
