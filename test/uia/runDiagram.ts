import type { Event } from "../../src/uia/machine/event.js";
import { transition } from "../../src/uia/machine/machine.js";
import { snapshotOf } from "../../src/uia/machine/snapshot.js";
import type { State } from "../../src/uia/machine/state.js";
import type { Activity, Snapshot, Status } from "../../src/uia/machine/types.js";
import { events, states } from "./machineTable.js";

/** A way from one status (or activity) to another, and the events that lead there. */
export interface Way<Name extends string> {
  readonly from: Name;
  readonly to: Name;
  readonly events: readonly Event["type"][];
}

/** Answers that the table has one of, in the kinds that lead elsewhere. */
const furtherEvents: readonly Event[] = [
  ...[
    { status: 403, errcode: "M_FORBIDDEN" },
    { status: 500, errcode: "M_UNKNOWN" },
    { status: 429, errcode: "M_LIMIT_EXCEEDED" },
    { status: 401, errcode: "M_UNKNOWN_TOKEN" },
    { status: 403, errcode: "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL" },
  ].map(
    (refusal): Event => ({
      type: "refused",
      refusal: { ...refusal, text: undefined, retryAfterMs: undefined, contact: undefined },
    }),
  ),
  { type: "unanswered", reason: "malformed" },
  {
    ...events.challenged,
    challenge: { flows: [["m.login.recaptcha"]], params: {} },
  },
];

/** A step of the machine: what it shows before and after an event. */
interface Step {
  readonly event: Event["type"];
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** What `transition` really does with every event, from every state of the table and one step on. */
function everyStep(): readonly Step[] {
  const all = [...Object.values<Event>(events), ...furtherEvents];
  const steps: Step[] = [];
  const shown = new Map<State, Snapshot>();
  const show = (state: State) => {
    const snapshot = shown.get(state) ?? snapshotOf(state);
    shown.set(state, snapshot);
    return snapshot;
  };
  const stepFrom = (state: State) =>
    all.map((event) => {
      const [next] = transition(state, event);
      steps.push({ event: event.type, before: show(state), after: show(next) });
      return next;
    });
  const first = Object.values<State>(states);
  const stepped = new Set(first);
  // A state that an event leaves as it is was stepped from already.
  const second = new Set(first.flatMap(stepFrom).filter((state) => !stepped.has(state)));
  second.forEach(stepFrom);
  return steps;
}

const steps = everyStep();

function waysOf<Name extends string>(nameOf: (shown: Snapshot) => Name): readonly Way<Name>[] {
  const found = new Map<string, { from: Name; to: Name; events: Set<Event["type"]> }>();
  for (const { event, before, after } of steps) {
    const [from, to] = [nameOf(before), nameOf(after)];
    const way = found.get(`${from} ${to}`) ?? { from, to, events: new Set() };
    if (from !== to) found.set(`${from} ${to}`, { ...way, events: way.events.add(event) });
  }
  return [...found.values()]
    .map(({ events: by, ...way }) => ({ ...way, events: [...by].sort() }))
    .sort((one, other) => `${one.from} ${one.to}`.localeCompare(`${other.from} ${other.to}`));
}

export const waysAmongStatuses = (): readonly Way<Status>[] => waysOf(({ status }) => status);

export const waysAmongActivities = (): readonly Way<Activity>[] =>
  waysOf(({ activity }) => activity);

/** As a Mermaid state diagram. */
export function mermaid(ways: readonly Way<string>[], first: string, last: readonly string[]) {
  return [
    "```mermaid",
    "stateDiagram-v2",
    `  [*] --> ${first}`,
    ...ways.map(({ from, to, events: by }) => `  ${from} --> ${to}: ${by.join(", ")}`),
    ...last.map((name) => `  ${name} --> [*]`),
    "```",
  ].join("\n");
}
