import { refuse } from "./answers.js";
import type { JsonObject } from "./call.js";
import type { HomeserverState } from "./state.js";
import type { UiaSession } from "./uiaSessions.js";

/** The outcome of one stage: done, or why not (told beside the flows, with status 401). */
export type StageOutcome =
  | { readonly done: true }
  | { readonly done: false; readonly errcode: string; readonly error: string };

/** Checks what was sent for one auth type. May refuse the whole request instead. */
export type StageChecker = (
  auth: JsonObject,
  session: UiaSession,
  state: HomeserverState,
) => StageOutcome;

/** Every stage that can be done here, by auth type. */
export type StageCheckers = Readonly<Record<string, StageChecker>>;

const done: StageOutcome = { done: true };

// Dummy and terms are done by being sent; nothing is looked at.
const always: StageCheckers = {
  "m.login.dummy": () => done,
  "m.login.terms": () => done,
};

const whenTokensAreUsed: StageCheckers = { "m.login.registration_token": checkRegistrationToken };

export function stageCheckers(flows: readonly (readonly string[])[]): StageCheckers {
  const offered = new Set(flows.flat());
  return offered.has("m.login.registration_token") ? { ...always, ...whenTokensAreUsed } : always;
}

/** Checks a stage by its type, which may be one nobody knows. */
export function checkStage(
  auth: JsonObject,
  session: UiaSession,
  checkers: StageCheckers,
  state: HomeserverState,
): StageOutcome {
  const type = auth["type"];
  if (typeof type !== "string") refuse(400, "M_INVALID_PARAM", "Bad parameter: type");
  const check = Object.hasOwn(checkers, type) ? checkers[type] : undefined;
  if (check !== undefined) return check(auth, session, state);
  refuse(
    400,
    "M_INVALID_PARAM",
    type === "m.login.password" ? "Bad parameter: password" : "Invalid login submission",
  );
}

function checkRegistrationToken(
  auth: JsonObject,
  session: UiaSession,
  state: HomeserverState,
): StageOutcome {
  const token = auth["token"];
  if (token === undefined) return failed("M_MISSING_PARAM", "Missing registration token");
  if (typeof token !== "string") {
    return failed("M_INVALID_PARAM", "Registration token must be a string");
  }
  if (auth["session"] === undefined) return failed("M_MISSING_PARAM", "Missing UIA session");
  if (session.registrationToken !== undefined) {
    return session.registrationToken === token
      ? done
      : failed("M_INVALID_PARAM", "Registration token has changed");
  }
  if (!state.tokens.isValid(token)) return failed("M_UNAUTHORIZED", "Invalid registration token");
  state.tokens.hold(token);
  session.registrationToken = token;
  return done;
}

function failed(errcode: string, error: string): StageOutcome {
  return { done: false, errcode, error };
}
