import { changedRoutes, type Methods, type Routes, synapseRoutes } from "../endpoints/routes.js";
import { login, whoami } from "../endpoints/signIn.js";
import type { Manners } from "../model/manners.js";
import type { HomeserverState } from "../model/state.js";
import { type Answer, ok, Refusal, refuse } from "../server/answers.js";
import { type Call, isObject, type JsonObject } from "../server/call.js";
import { randomLetters } from "../server/randomText.js";
import {
  done,
  failed,
  type StageChecker,
  type StageOutcome,
  type StageSubmission,
} from "../stages/stage.js";
import { type Stages, stageChecker } from "../stages/stages.js";
import { authenticate, namedSession } from "../stages/uia.js";
import { optionalText, wrongType } from "./bodyTypes.js";

/** The differences within the family of Conduit. */
export interface FamilyPolicy {
  /** A body of nothing: taken for `{}`, or only where a session is named. */
  readonly emptyBody: "object" | "refused";
  readonly unreadable: string;
  readonly closed: string;
  /** `kind=guest`: who is let in, and the refusal of the others. */
  readonly guests: (state: HomeserverState, kind: string) => "guest" | "user";
  readonly username: NamePolicy;
  /** Whether a password must be there. */
  readonly passwordRequired: boolean;
  /** A stage that is in no flow: passed over, but that a dummy stage is done, or refused. */
  readonly otherStage: "passedOver" | Answer;
  /** The words for a registration token that is not right. */
  readonly wrongToken: string;
}

export interface NamePolicy {
  /** Before the stages, or behind them. */
  readonly checked: "first" | "last";
  /** Whether upper case is taken for lower case. */
  readonly folded: boolean;
  readonly invalid: (name: string, reason: string) => string;
  readonly taken: string;
  /** The refusal of a name that the owner forbids; left out where none can be forbidden. */
  readonly forbidden?: string;
}

const methods = {
  "/register/msisdn/requestToken": undefined,
  "/add_threepid/msisdn/submit_token": undefined,
  "/password_policy": undefined,
  "/refresh": undefined,
};

/** The routes of one of the family: no pages for stages. */
export function familyRoutes(
  policy: FamilyPolicy,
  changes: Readonly<Record<string, Methods | undefined>>,
): Routes {
  return changedRoutes(synapseRoutes, {
    ...methods,
    "/register": { POST: (call, state) => register(call, state, policy) },
    "/register/available": { GET: (call, state) => available(call, state, policy) },
    "/account/whoami": { GET: whoamiOfFamily },
    "/login": { GET: () => ok({ flows: loginFlows }), POST: login },
    ...changes,
  });
}

export const loginFlows = [{ type: "m.login.password" }, { type: "m.login.application_service" }];

/** Sessions stay for good, and end with their first account. */
export function familySessions(unknown: Answer): Manners["sessions"] {
  return {
    idLength: 32,
    lifetimeMs: Infinity,
    renewed: false,
    boundToUri: false,
    unknown: () => unknown,
  };
}

/** `completed` is left out while it is empty, and `params` where there are none to tell. */
export const familyChallenge =
  (paramsTold: "always" | "ifAny"): Manners["challenge"] =>
  ({ session, flows, completed, params, failure }) => ({
    flows: flows.map((stages) => ({ stages })),
    ...(completed.length > 0 && { completed }),
    ...((paramsTold === "always" || Object.keys(params).length > 0) && { params }),
    session,
    ...(failure && { errcode: failure.errcode, error: failure.error }),
  });

/** Stages one by one, and `m.login.dummy` where there is nothing else to do. */
export function familyFlows(stages: readonly (string | false)[]): readonly (readonly string[])[] {
  const wanted = stages.filter((stage) => stage !== false);
  return [wanted.length > 0 ? wanted : ["m.login.dummy"]];
}

function register(call: Call, state: HomeserverState, policy: FamilyPolicy): Answer {
  const body = decoded(call, policy);
  const kind = policy.guests(state, call.query.get("kind") ?? "user");
  if (state.settings.closed) refuse(403, "M_FORBIDDEN", policy.closed);
  const asked = kind === "guest" ? undefined : optionalText(body["username"]);
  const { username } = policy;
  if (username.checked === "first" && asked !== undefined) checkName(asked, state, username);

  // An open door is no stage for a guest.
  const isOpen = state.settings.flows.every((flow) => flow.join() === "m.login.dummy");
  if (kind === "user" || !isOpen) {
    const auth = isObject(body["auth"]) ? body["auth"] : undefined;
    if (auth === undefined && isEmpty(call) && policy.emptyBody === "refused") {
      refuse(400, "M_NOT_JSON", "Not json.");
    }
    const session = namedSession(auth, call, state);
    const uia = authenticate(call, {}, auth, session, state, stagesOf(policy));
    if (!uia.complete) return uia.answer;
    state.sessions.end(uia.session);
  }
  if (username.checked === "last" && asked !== undefined) checkName(asked, state, username);
  const password = optionalText(body["password"]);
  if (password === undefined && policy.passwordRequired) {
    refuse(400, "M_INVALID_PARAM", "A password must be provided.");
  }
  return ok(makeAccount(folded(asked ?? newName(), username), password, kind, body, state));
}

function makeAccount(
  localpart: string,
  password: string | undefined,
  kind: "guest" | "user",
  body: JsonObject,
  { accounts }: HomeserverState,
): JsonObject {
  const isGuest = kind === "guest";
  const { userId } = accounts.create({
    localpart,
    kind,
    ...(!isGuest && { password: password ?? "" }),
  });
  if (!isGuest && body["inhibit_login"] === true) return { user_id: userId, device_id: null };
  const { access_token, device_id } = accounts.devices.signIn(userId, {
    deviceId: isGuest ? undefined : body["device_id"],
    displayName: body["initial_device_display_name"],
    anyDisplayName: true,
    guest: isGuest,
  });
  return { access_token, user_id: userId, device_id };
}

function available(
  call: Call,
  state: HomeserverState,
  { username, unreadable }: FamilyPolicy,
): Answer {
  const name = call.query.get("username") ?? refuse(400, "M_BAD_JSON", unreadable);
  checkName(name, state, username);
  return ok({ available: true });
}

function stagesOf({ otherStage, wrongToken }: FamilyPolicy): Stages {
  /** Blanks around a token are cut. Its use is over with its stage, whatever becomes of the account. */
  const checkToken = ({ auth, state }: StageSubmission): StageOutcome => {
    const token = String(auth["token"]).trim();
    if (!state.tokens.isValid(token)) return failed("M_FORBIDDEN", wrongToken);
    state.tokens.hold(token);
    state.tokens.complete(token);
    return done;
  };
  return {
    checker: (type, settings): StageChecker | undefined => {
      const isOffered = settings.flows.flat().includes(type);
      if (!isOffered && (otherStage !== "passedOver" || type !== "m.login.dummy")) return undefined;
      return type === "m.login.registration_token" ? checkToken : stageChecker(type, settings);
    },
    unknown() {
      if (otherStage !== "passedOver") throw new Refusal(otherStage);
      return undefined;
    },
  };
}

function decoded(call: Call, policy: FamilyPolicy): JsonObject {
  if (isEmpty(call)) return {};
  const value = call.body.kind === "json" ? call.body.value : undefined;
  const isGood = isObject(value) && wrongType(value) === undefined && isReadableAuth(value["auth"]);
  return isGood ? value : refuse(400, "M_BAD_JSON", policy.unreadable);
}

const wantedBy: Readonly<Record<string, string>> = {
  "m.login.registration_token": "token",
  "m.login.recaptcha": "response",
};

/** Whether `auth` names a session, or has a type with what belongs to it. */
function isReadableAuth(auth: unknown): boolean {
  if (auth === undefined || auth === null) return true;
  if (!isObject(auth)) return false;
  const { type, session } = auth;
  const isText = (value: unknown) => typeof value === "string";
  if (session !== undefined && session !== null && !isText(session)) return false;
  if (type === undefined || type === null) return isText(session);
  const wanted = isText(type) ? wantedBy[type] : undefined;
  return isText(type) && (wanted === undefined || isText(auth[wanted]));
}

function isEmpty({ body }: Call): boolean {
  return body.kind === "notJson" && body.flaw === "empty";
}

function checkName(
  name: string,
  { accounts, settings }: HomeserverState,
  policy: NamePolicy,
): void {
  const localpart = folded(name, policy);
  const userId = accounts.userId(localpart);
  const reason = reasonAgainst(localpart, userId);
  if (reason !== undefined) refuse(400, "M_INVALID_USERNAME", policy.invalid(name, reason));
  if (policy.forbidden !== undefined && matches(settings.forbiddenUsernames, localpart)) {
    refuse(403, "M_FORBIDDEN", policy.forbidden);
  }
  if (accounts.find(userId) !== undefined) refuse(400, "M_USER_IN_USE", policy.taken);
  if (matches(settings.reservedUsernames, localpart)) {
    refuse(400, "M_EXCLUSIVE", "User ID reserved by appservice.");
  }
}

function reasonAgainst(localpart: string, userId: string): string | undefined {
  if (localpart === "") return "identifier or required part of it is empty";
  if (!/^[a-z0-9._=/+-]+$/.test(localpart)) return "identifier contains invalid characters";
  return new TextEncoder().encode(userId).length > 255 ? "ID exceeds 255 bytes" : undefined;
}

function matches(patterns: readonly RegExp[], localpart: string): boolean {
  return patterns.some((pattern) => pattern.test(localpart));
}

function folded(name: string, policy: NamePolicy): string {
  return policy.folded ? name.toLowerCase() : name;
}

function newName(): string {
  return randomLetters(10).toLowerCase();
}

function whoamiOfFamily(call: Call, state: HomeserverState): Answer {
  const { body, ...answer } = whoami(call, state);
  const { is_guest: isGuest, ...rest } = body;
  return { ...answer, body: isGuest === true ? body : rest };
}
