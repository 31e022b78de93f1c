import type { HomeserverState } from "../model/state.js";
import { operationOf, type UiaSession } from "../model/uiaSessions.js";
import { type Answer, refuse } from "../server/answers.js";
import { type Call, isObject, type JsonObject } from "../server/call.js";
import { paramsOf } from "./flows.js";
import type { StageOutcome } from "./stage.js";
import { type Stages, tryToComplete } from "./stages.js";

/** Where User-Interactive Authentication stands after one request. */
export type UiaOutcome =
  | { readonly complete: true; readonly session: UiaSession; readonly params: JsonObject }
  | { readonly complete: false; readonly session: UiaSession; readonly answer: Answer };

/** `auth` as it must be: an object whose `type` and `session` are text, or nothing. */
export function authOf(body: JsonObject): JsonObject | undefined {
  const auth = body["auth"];
  if (auth === undefined || auth === null) return undefined;
  if (!isObject(auth)) {
    refuse(400, "M_BAD_JSON", "1 validation error for UserInteractiveAuthBody: auth");
  }
  for (const key of ["type", "session"]) {
    const value = auth[key];
    if (value !== undefined && value !== null && typeof value !== "string") {
      refuse(400, "M_BAD_JSON", `1 validation error for UserInteractiveAuthBody: auth.${key}`);
    }
  }
  return auth;
}

/** The session named in `auth`; none when it names none. */
export function namedSession(
  auth: JsonObject | undefined,
  call: Call,
  state: HomeserverState,
): UiaSession | undefined {
  const id = auth?.["session"];
  if (typeof id !== "string" || id === "") return undefined;
  const { unknownSessionsAccepted, sessionLifetimeMs } = call.quirks;
  if (unknownSessionsAccepted && state.sessions.find(id, sessionLifetimeMs) === undefined) {
    return state.sessions.begin(call, {}, bodyText(call), id);
  }
  return state.sessions.get(id, call, bodyText(call), sessionLifetimeMs);
}

/**
 * Does one step of User-Interactive Authentication.
 *
 * `params` is the body without `auth` and password. Parameters replace the stored ones as a whole.
 * Without any, the stored ones count.
 */
export function authenticate(
  call: Call,
  params: JsonObject,
  auth: JsonObject | undefined,
  known: UiaSession | undefined,
  state: HomeserverState,
  stages: Stages,
): UiaOutcome {
  const session = known ?? state.sessions.begin(call, params, bodyText(call));
  if (known !== undefined) update(known, call, params, state);

  const { flows } = state.settings;
  const hadAuth = auth !== undefined && Object.keys(auth).length > 0;
  const attempted = auth?.["type"] !== undefined ? auth : undefined;
  const outcome = attempted && tryStage(attempted, session, call, state, stages);
  if (hadAuth && flows.some((flow) => flow.every((stage) => session.completed.has(stage)))) {
    return { complete: true, session, params: session.params };
  }
  return incomplete(session, call, state, hadAuth, outcome);
}

function tryStage(
  auth: JsonObject,
  session: UiaSession,
  call: Call,
  state: HomeserverState,
  stages: Stages,
): StageOutcome | undefined {
  const type = auth["type"];
  if (call.quirks.strictOrder && !isNext(type, session, state.settings.flows)) {
    return {
      done: false,
      errcode: "M_UNAUTHORIZED",
      error: "Stages must be completed in the order of the flow",
    };
  }
  return tryToComplete(type, { auth, session, state, quirks: call.quirks }, stages);
}

function update(
  session: UiaSession,
  call: Call,
  params: JsonObject,
  { manners }: HomeserverState,
): void {
  const isBound = manners.sessions.boundToUri;
  if (isBound && session.operation !== operationOf(call)) operationChanged();
  if (call.quirks.sameBodyRequired && session.firstBody !== bodyText(call)) operationChanged();
  if (Object.keys(params).length > 0) session.params = params;
}

function operationChanged(): never {
  refuse(403, "M_UNKNOWN", "Requested operation has changed during the UI authentication session.");
}

function incomplete(
  session: UiaSession,
  call: Call,
  { manners, sessions, settings }: HomeserverState,
  hadAuth: boolean,
  outcome: StageOutcome | undefined,
): UiaOutcome {
  if (call.quirks.changingSession) sessions.rename(session);
  const body = manners.challenge({
    session: session.id,
    flows: settings.flows,
    params: paramsOf(settings, manners.policies),
    completed: [...session.completed],
    hadAuth,
    failure: outcome?.done === false ? outcome : undefined,
  });
  return { complete: false, session, answer: { status: 401, body } };
}

function isNext(
  type: unknown,
  session: UiaSession,
  flows: readonly (readonly string[])[],
): boolean {
  return flows.some((flow) => flow.find((stage) => !session.completed.has(stage)) === type);
}

/** Everything but `auth`, with the keys in order, to be compared. */
function bodyText(call: Call): string {
  if (call.body.kind !== "json" || !isObject(call.body.value)) return "";
  const { auth: _auth, ...rest } = call.body.value;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
