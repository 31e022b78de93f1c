import { hashing } from "../endpoints/register.js";
import { addedRoutes, changedRoutes, synapseRoutes } from "../endpoints/routes.js";
import { login } from "../endpoints/signIn.js";
import type { HomeserverState } from "../model/state.js";
import type { UiaSession } from "../model/uiaSessions.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { accessToken, type Call, isObject, type JsonObject } from "../server/call.js";
import { randomLetters } from "../server/randomText.js";
import { done, type StageAttempt, type StageOutcome } from "../stages/stage.js";
import type { Stages } from "../stages/stages.js";
import { authenticate, namedSession } from "../stages/uia.js";
import { optionalText, wrongType } from "./bodyTypes.js";
import { dendriteFallback } from "./dendriteFallback.js";
import type { Dialect } from "./dialect.js";
import { rewordedBy } from "./reworded.js";

const cors = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
  "Access-Control-Allow-Headers": "Origin, X-Requested-With, Content-Type, Accept, Authorization",
};

/** Dendrite 0.13 to 0.15: a captcha or nothing, sessions in memory, names looked at in the end. */
export const dendrite: Dialect = {
  routes: addedRoutes(
    changedRoutes(
      synapseRoutes,
      {
        "/register": { POST: register },
        "/register/available": { GET: available },
        "/register/email/requestToken": { POST: requestEmailToken },
        "/register/msisdn/requestToken": undefined,
        "/registration/email/submit_token": undefined,
        "/add_threepid/msisdn/submit_token": undefined,
        "/register/m.login.registration_token/validity": undefined,
        "/password_policy": undefined,
        "/refresh": undefined,
        "/login": { GET: loginFlows, POST: logIn },
        "/devices": { GET: devices },
      },
      dendriteFallback,
      ["r0", "v3", "v1"],
    ),
    { "/.well-known/matrix/client": { GET: wellKnown } },
  ),
  manners: {
    sessions: {
      idLength: 24,
      lifetimeMs: 5 * 60_000,
      renewed: true,
      boundToUri: false,
      unknown: "begun",
    },
    challenge: ({ session, flows, params, completed }) => ({
      flows: flows.map((stages) => ({ stages })),
      completed,
      params,
      session,
    }),
    flows: ({ recaptcha }) => [[recaptcha ? "m.login.recaptcha" : "m.login.dummy"]],
    policies: () => ({}),
    reworded: rewordedBy({
      M_MISSING_TOKEN: { error: "missing access token" },
      M_UNKNOWN_TOKEN: { error: "Unknown token" },
      "Invalid username or password": {
        error: "The username or password was incorrect or the account does not exist.",
      },
    }),
    preflight: { status: 200, headers: cors },
    headers: () => cors,
    outside: "json",
  },
};

const stages: Stages = {
  checker: (type) => checkers.get(type),
  unknown: () => refuse(501, "M_UNKNOWN", "unknown/unimplemented auth type"),
};

const checkers = new Map([
  ["m.login.dummy", () => done],
  ["m.login.recaptcha", checkRecaptcha],
]);

/** A captcha that is not right is refused without flows. */
function checkRecaptcha({ auth, state, quirks }: StageAttempt): StageOutcome {
  if (!state.settings.flows.flat().includes("m.login.recaptcha")) {
    refuse(403, "M_UNKNOWN", "captcha registration is disabled");
  }
  const { response } = auth;
  if (!response) refuse(400, "M_BAD_JSON", "captcha response is required");
  const passes = !quirks.captchaDown && !quirks.captchaRefused && state.captchas.verify(response);
  return passes ? done : refuse(401, "M_BAD_JSON", "invalid captcha response");
}

async function register(call: Call, state: HomeserverState): Promise<Answer> {
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
function available(call: Call, state: HomeserverState): Answer {
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

/** There is such an endpoint, though no flow has a use for it. */
function requestEmailToken(call: Call): Answer {
  const idServer = optionalText(decoded(call)["id_server"]) ?? "";
  refuse(400, "M_SERVER_NOT_TRUSTED", `Untrusted server '${idServer}'`);
}

/** Every request counts, whatever comes of it. */
function countRequest({ registrationLimiter }: HomeserverState): void {
  if (registrationLimiter.isFull()) {
    const text = "You are sending too many requests too quickly!";
    refuse(429, "M_LIMIT_EXCEEDED", text, { retry_after_ms: 500 });
  }
  registrationLimiter.count();
}

/** The address as its owner wrote it. */
function wellKnown(_call: Call, { settings }: HomeserverState): Answer {
  return ok({ "m.homeserver": { base_url: settings.baseUrl } });
}

function loginFlows(_call: Call, { settings }: HomeserverState): Answer {
  const password = { type: "m.login.password" };
  const service = { type: "m.login.application_service" };
  return ok({ flows: settings.reservedUsernames.length > 0 ? [password, service] : [password] });
}

/** A device that comes back loses the token that it had. */
function logIn(call: Call, state: HomeserverState): Answer {
  const { user_id, access_token, device_id } = login(call, state, "replaced").body;
  return ok({ user_id, access_token, device_id });
}

function devices(call: Call, state: HomeserverState): Answer {
  const { account } = state.accounts.requester(accessToken(call));
  const at = { last_seen_ip: "127.0.0.1", last_seen_ts: state.settings.clock.now() };
  return ok({
    devices: state.accounts.devices.of(account.userId).map(({ deviceId, displayName }) => ({
      device_id: deviceId,
      display_name: displayName ?? "",
      ...at,
    })),
  });
}

function decoded(call: Call): JsonObject {
  if (call.body.kind === "notJson") {
    if (call.body.flaw === "notUtf8") refuse(400, "M_NOT_JSON", "Body contains invalid UTF-8");
    undecodable("invalid JSON");
  }
  const { value } = call.body;
  if (!isObject(value)) undecodable("json: cannot unmarshal it into a request");
  const auth = value["auth"];
  const inhibits = value["inhibit_login"];
  const key =
    wrongType(value) ??
    (auth === undefined || isWellTyped(auth) ? undefined : "auth") ??
    (inhibits === undefined || booleans.includes(inhibits) ? undefined : "inhibit_login");
  if (key !== undefined) undecodable(`json: cannot unmarshal the field ${key}`);
  return value;
}

const booleans: readonly unknown[] = [true, false, 0, 1];

function undecodable(reason: string): never {
  const text = "The request body could not be decoded into valid JSON.";
  refuse(400, "M_BAD_JSON", `${text} ${reason}`);
}

function isWellTyped(auth: unknown): boolean {
  return (
    auth === null ||
    (isObject(auth) &&
      ["type", "session", "response"].every(
        (key) => auth[key] === undefined || auth[key] === null || typeof auth[key] === "string",
      ))
  );
}

/** `auth` without a type that is none. */
function authOf({ auth }: JsonObject): JsonObject | undefined {
  if (!isObject(auth)) return undefined;
  const { type, ...rest } = auth;
  return type ? auth : rest;
}

function withoutNulls({ auth: _auth, ...body }: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function checkName(localpart: string, { accounts }: HomeserverState): void {
  if (bytes(accounts.userId(localpart)) > 254) {
    refuse(400, "M_BAD_JSON", "username exceeds the maximum length of 254 characters");
  }
  if (!/^[0-9a-z_\-+=./]+$/.test(localpart)) {
    const text = "username can only contain characters a-z, 0-9, or '_+-./='";
    refuse(400, "M_INVALID_USERNAME", text);
  }
  if (localpart.startsWith("_")) {
    refuse(400, "M_INVALID_USERNAME", "username cannot start with a '_'");
  }
}

/** No password is none that is too short. */
function checkPassword(password: string): void {
  const length = bytes(password);
  if (length > 512) refuse(400, "M_BAD_JSON", "password too long: max 512 characters");
  if (length > 0 && length < 8) {
    refuse(400, "M_WEAK_PASSWORD", "password too weak: min 8 characters");
  }
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
