import { transition } from "../../src/uia/machine/machine.js";
import { snapshotOf } from "../../src/uia/machine/snapshot.js";
import type { Event, State } from "../../src/uia/machine/state.js";
import type { Activity, Status } from "../../src/uia/machine/types.js";
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
    challenge: { flows: [["m.login.recaptcha"]], params: {}, completed: [] },
  },
];

/** What `transition` really does with every event, from every state of the table and one step on. */
function waysOf<Name extends string>(nameOf: (state: State) => Name): readonly Way<Name>[] {
  const found = new Map<string, { from: Name; to: Name; events: Set<Event["type"]> }>();
  const all = [...Object.values<Event>(events), ...furtherEvents];
  const stepFrom = (state: State) =>
    all.map((event) => {
      const [next] = transition(state, event);
      const [from, to] = [nameOf(state), nameOf(next)];
      const way = found.get(`${from} ${to}`) ?? { from, to, events: new Set() };
      if (from !== to) found.set(`${from} ${to}`, { ...way, events: way.events.add(event.type) });
      return next;
    });
  for (const state of Object.values<State>(states)) stepFrom(state).forEach(stepFrom);
  return [...found.values()]
    .map(({ events: by, ...way }) => ({ ...way, events: [...by].sort() }))
    .sort((one, other) => `${one.from} ${one.to}`.localeCompare(`${other.from} ${other.to}`));
}

export const waysAmongStatuses = (): readonly Way<Status>[] =>
  waysOf((state) => snapshotOf(state).status);

export const waysAmongActivities = (): readonly Way<Activity>[] =>
  waysOf((state) => snapshotOf(state).activity);

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
