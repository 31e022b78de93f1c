import { serverNameOf } from "../../../protocol/guards/identifiers.js";
import type { EventOf, Step } from "../event.js";
import { isRegistrationToken } from "../form/fields.js";
import { idle } from "../initialState.js";
import { withFacts } from "../session.js";
import type { Auth, Challenge, State } from "../state.js";
import { atAccount, failed } from "../steps.js";
import { anotherValidated, spendChecks } from "../validation.js";
import type { Handlers, Screen } from "./handlers.js";
import { type InFlight, onOffline, onUnanswered } from "./lost.js";
import { notReceived, onPolled, proceed, restart } from "./proceed.js";
import { onRefused, onRefusedAfterCancel } from "./refusals.js";
import { isOneRequest, stageRefused } from "./stageRefused.js";

/** The answers to a request to /register. */
export const answers = {
  challenged: {
    registering: (state, event) => onward(learn(state, event), afterStage(state.task.auth, event)),
    polling: (state, event) =>
      onward(learn(state, event), (learned) => onPolled(learned, state.task.next)),
    queued: (state, event) =>
      onward(learn(state, event), (learned) => onPolled(learned, state.task.next)),
    checking: (state, event) => onward(learn(state, event), afterCheck(state.task.lost)),
    cancelling: (state, event) => atAccount(learn(state, event), []),
  },
  refused: {
    ...inFlight(onRefused),
    cancelling: onRefusedAfterCancel,
  },
  unanswered: inFlight(onUnanswered),
  offline: inFlight(onOffline),
  registered: inFlight(onRegistered),
} satisfies Handlers<Exclude<Screen, "done" | "failed">>;

/** One handler for every request in flight. */
function inFlight<E>(handler: (state: InFlight, event: E) => Step) {
  return {
    registering: handler,
    polling: handler,
    queued: handler,
    checking: handler,
    cancelling: handler,
  };
}

/** Learns from a 401 with flows, the only answer that moves between stages. */
export function learn(state: InFlight, event: EventOf<"challenged">): State {
  const { completed } = event;
  const { task } = state;
  const auth = task.type === "checking" ? task.lost : task.auth;
  const learned = withFacts(
    {
      ...state,
      task: idle,
      challenge: { flows: event.challenge.flows, params: learnParams(state, event, auth) },
      tokenTaken: state.tokenTaken || completed.some(isRegistrationToken),
      limitsInARow: 0,
    },
    { hasId: event.hasSession, completed, inDoubt: false },
  );
  return spendChecks(learned, auth.by === "stage" ? auth.address : undefined);
}

/** The newest params. Those of before are kept where an answer lacks them, or those of its own stage. */
function learnParams(
  { challenge: before }: State,
  { challenge, completed, hasParams }: EventOf<"challenged">,
  auth: Auth,
): Challenge["params"] {
  if (!hasParams) return before?.params ?? {};
  const { params } = challenge;
  const isOpen = auth.by === "stage" && !isOneRequest(auth.type) && !completed.includes(auth.type);
  const own = isOpen ? before?.params[auth.type] : undefined;
  return own === undefined || !isOpen || Object.hasOwn(params, auth.type)
    ? params
    : { ...params, [auth.type]: own };
}

function onward(learned: State, next: (learned: State) => Step): Step {
  if (learned.challenge?.flows.length === 0) return failed(learned, { code: "closed" });
  // A validated address cannot be taken back in its session.
  return anotherValidated(learned) ? restart(learned) : next(learned);
}

function afterStage(auth: Auth, { completed, refusal }: EventOf<"challenged">) {
  return (learned: State): Step =>
    auth.by === "stage" && !completed.includes(auth.type)
      ? stageRefused(learned, auth.type, refusal)
      : proceed(learned);
}

function afterCheck(lost: Auth) {
  return (learned: State): Step =>
    lost.by === "stage" && !learned.session?.completed.includes(lost.type)
      ? notReceived(learned, lost)
      : proceed(learned);
}

function onRegistered(state: InFlight, { userId, hasSession }: EventOf<"registered">): Step {
  if (serverNameOf(userId, state.settings.homeserver.serverName) === undefined) {
    return [
      {
        ...state,
        task: idle,
        cancelling: false,
        view: { status: "failed", problem: { code: "wrongServerName", userId } },
      },
      [{ type: "dropSession" }, { type: "endSession" }],
    ];
  }
  return [
    {
      ...state,
      task: idle,
      cancelling: false,
      view: { status: "done", outcome: "registered", userId, hasSession, handover: "none" },
    },
    [{ type: "finish" }],
  ];
}
