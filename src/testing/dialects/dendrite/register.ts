import { hashing } from "../../endpoints/register.js";
import type { HomeserverState } from "../../model/state.js";
import type { UiaSession } from "../../model/uiaSessions.js";
import { type Answer, ok, refuse } from "../../server/answers.js";
import { type Call, isObject, type JsonObject } from "../../server/call.js";
import { randomLetters } from "../../server/randomText.js";
import { done, type StageOutcome, type StageSubmission } from "../../stages/stage.js";
import type { Stages } from "../../stages/stages.js";
import { authenticate, namedSession } from "../../stages/uia.js";
import { optionalText } from "../bodyTypes.js";
import { authOf, checkName, checkPassword, decoded, withoutNulls } from "./body.js";

const stages: Stages = {
  checker: (type) => checkers.get(type),
  unknown: () => refuse(501, "M_UNKNOWN", "unknown/unimplemented auth type"),
};

const checkers = new Map([
  ["m.login.dummy", () => done],
  ["m.login.recaptcha", checkRecaptcha],
]);

/** A captcha that is not right is refused without flows. */
function checkRecaptcha({ auth, state, quirks }: StageSubmission): StageOutcome {
  if (!state.settings.flows.flat().includes("m.login.recaptcha")) {
    refuse(403, "M_UNKNOWN", "captcha registration is disabled");
  }
  const { response } = auth;
  if (!response) refuse(400, "M_BAD_JSON", "captcha response is required");
  const passes = !quirks.captchaDown && !quirks.captchaRefused && state.captchas.verify(response);
  return passes ? done : refuse(401, "M_BAD_JSON", "invalid captcha response");
}

export async function register(call: Call, state: HomeserverState): Promise<Answer> {
  const { settings } = state;
  countRequest(state);
  const sent = call.body.kind === "json" && isObject(call.body.value) ? call.body.value : {};
  const known = namedSession(isObject(sent["auth"]) ? sent["auth"] : {}, call, state);
  if (known?.answered !== undefined) return ok(known.answered);
  const body = decoded(call);
  // The session's stored values stand in for what is left out.
  const params = { ...known?.params, ...withoutNulls(body) };
  if (call.query.get("kind") === "guest") return registerGuest(body, state);

  const asked = optionalText(params["username"]) ?? "";
  if (/^[+-]?\d{1,18}$/.test(asked)) {
    refuse(400, "M_INVALID_USERNAME", "Numeric user IDs are reserved");
  }
  const username = asked === "" ? state.accounts.nextNumber() : asked.toLowerCase();
  if (call.authorization !== undefined || call.query.has("access_token")) {
    const text =
      "A known registration type (e.g. m.login.application_service) must be specified if an access_token is provided";
    refuse(400, "M_MISSING_PARAM", text);
  }
  checkName(username, state);
  const password = optionalText(params["password"]) ?? "";
  checkPassword(password);
  if (settings.closed) {
    refuse(403, "M_FORBIDDEN", `Registration is disabled on "${settings.serverName}"`);
  }
  if (settings.reservedUsernames.some((reserved) => reserved.test(username))) {
    refuse(400, "M_EXCLUSIVE", "This username is reserved by an application service.");
  }

  const uia = authenticate(call, {}, authOf(body), known, state, stages);
  if (!uia.complete) {
    uia.session.params = { ...params, username };
    return uia.answer;
  }
  // Two requests that finish at once are both let through to here.
  await hashing();
  return ok(makeAccount(username, password, params, uia.session, state));
}

function makeAccount(
  localpart: string,
  password: string,
  params: JsonObject,
  session: UiaSession,
  { accounts }: HomeserverState,
): JsonObject {
  if (password === "") refuse(400, "M_MISSING_PARAM", "Missing password");
  if (accounts.find(accounts.userId(localpart)) !== undefined) {
    refuse(400, "M_USER_IN_USE", "Desired user ID is already taken.");
  }
  const { userId } = accounts.create({ localpart, password });
  if (params["inhibit_login"] === true || params["inhibit_login"] === 1) return { user_id: userId };
  const { access_token, device_id } = accounts.devices.signIn(userId, {
    deviceId: params["device_id"] ?? randomLetters(8),
    displayName: params["initial_device_display_name"],
    anyDisplayName: true,
  });
  const body = { user_id: userId, access_token, ...(device_id !== "" && { device_id }) };
  // Only a session that was answered before has something to be remembered with.
  if (Object.keys(session.params).length > 0) session.answered = body;
  return body;
}

function registerGuest(body: JsonObject, { accounts, settings }: HomeserverState): Answer {
  if (settings.closed || !settings.guests) {
    refuse(403, "M_FORBIDDEN", `Guest registration is disabled on "${settings.serverName}"`);
  }
  const { userId } = accounts.create({ kind: "guest" });
  const { access_token, device_id } = accounts.devices.signIn(userId, {
    deviceId: randomLetters(8),
    displayName: body["initial_device_display_name"],
    anyDisplayName: true,
    guest: true,
  });
  return ok({ user_id: userId, access_token, device_id });
}

/** Looks at the name alone, even where registration is closed. */
export function available(call: Call, state: HomeserverState): Answer {
  countRequest(state);
  const { accounts, settings } = state;
  const username = (call.query.get("username") ?? "").toLowerCase();
  checkName(username, state);
  if (settings.reservedUsernames.some((reserved) => reserved.test(username))) {
    refuse(400, "M_USER_IN_USE", "Desired user ID is reserved by an application service.");
  }
  if (accounts.find(accounts.userId(username)) !== undefined) {
    refuse(400, "M_USER_IN_USE", "Desired User ID is already taken.");
  }
  return ok({ available: true });
}

/** Every request counts, whatever comes of it. */
function countRequest({ registrationLimiter }: HomeserverState): void {
  if (registrationLimiter.isFull()) {
    const text = "You are sending too many requests too quickly!";
    refuse(429, "M_LIMIT_EXCEEDED", text, { retry_after_ms: 500 });
  }
  registrationLimiter.count();
}
