import { checkPassword } from "../model/passwordPolicy.js";
import type { HomeserverState } from "../model/state.js";
import type { UiaSession } from "../model/uiaSessions.js";
import { checkUsername } from "../model/usernames.js";
import { type Answer, internalError, ok, Refusal, refuse } from "../server/answers.js";
import { type Call, type JsonObject, jsonObject } from "../server/call.js";
import { codePoints } from "../server/codePoints.js";
import { offers } from "../stages/flows.js";
import { synapseStages } from "../stages/stages.js";
import { authenticate, authOf, namedSession } from "../stages/uia.js";
import { countRegistration } from "./countRegistration.js";
import { registerGuest } from "./registerGuest.js";
import { checkThreepid } from "./threepidChecks.js";

/**
 * `POST /register`: the checks of Synapse, in its order. What comes first decides what a person is
 * told, so the order is part of the contract.
 */
export async function register(call: Call, state: HomeserverState): Promise<Answer> {
  const { settings } = state;
  const body = jsonObject(call);
  const auth = authOf(body);
  state.registrationLimiter.peek();

  const kind = call.query.get("kind") ?? "user";
  if (kind === "guest") return registerGuest(body, state);
  if (kind !== "user") {
    refuse(400, "M_UNRECOGNIZED", `Do not understand membership kind: ${kind}`);
  }
  const refreshable = Object.hasOwn(body, "refresh_token") ? body["refresh_token"] : false;
  if (typeof refreshable !== "boolean") {
    refuse(400, "M_UNKNOWN", "`refresh_token` should be true or false.");
  }
  const username = usernameOf(body);
  checkNobodyIsSignedIn(call, body);
  if (settings.closed) refuse(403, "M_FORBIDDEN", "Registration has been disabled");
  const sentPassword = passwordOf(body);
  if (sentPassword !== undefined) checkPassword(sentPassword, settings.passwordPolicy);
  const password = sentPassword === "" ? undefined : sentPassword;

  const session = namedSession(auth, call, state);
  const registeredBefore = session?.registeredUserId;
  const passwordBefore = session?.password;
  if (username !== undefined) {
    checkUsername(username, state, {
      guestAccessToken: body["guest_access_token"],
      takenHidden: settings.namesHidden,
      registeredUserId: registeredBefore,
    });
  }

  const params = paramsIn(body, sentPassword);
  const uia = authenticate(call, params, auth, session, state, synapseStages);
  if (!uia.complete) {
    uia.session.password ??= hashed(password);
    return uia.answer;
  }
  checkThreepidsAllowed(uia.session, state);
  if (registeredBefore !== undefined) {
    return ok(registrationBody(registeredBefore, uia.params, refreshable, state));
  }
  await makeAccount(uia.session, uia.params, password ?? passwordBefore, call, state);
  return finish(uia.session, uia.params, refreshable, state);
}

async function makeAccount(
  session: UiaSession,
  params: JsonObject,
  password: string | undefined,
  call: Call,
  state: HomeserverState,
): Promise<void> {
  if (password === undefined) refuse(400, "M_MISSING_PARAM", "Missing params: password");
  hashed(password);
  await hashing();
  checkThreepidsFree(session, state);
  countRegistration(state);
  const name = params["username"];
  const localpart = typeof name === "string" ? name.toLowerCase() : undefined;
  const guestAccessToken = params["guest_access_token"];
  if (localpart !== undefined) checkUsername(localpart, state, { guestAccessToken });
  const kept = call.quirks.accountWithoutPassword ? undefined : password;
  const upgrades = guestAccessToken !== undefined && guestAccessToken !== null;
  const account =
    upgrades && localpart !== undefined
      ? state.accounts.upgrade(state.accounts.userId(localpart), password)
      : state.accounts.create({ localpart, password: kept, approved: !state.settings.approval });
  session.registeredUserId = account.userId;
}

/** From here on the account exists, whatever is answered. */
function finish(
  session: UiaSession,
  params: JsonObject,
  refreshable: boolean,
  state: HomeserverState,
): Answer {
  const body = registrationBody(session.registeredUserId ?? "", params, refreshable, state);
  if (session.registrationToken !== undefined) {
    state.tokens.complete(session.registrationToken);
    session.registrationTokenUsed = true;
  }
  for (const threepid of session.threepids.values()) {
    state.accounts.threepids.bind(session.registeredUserId ?? "", threepid);
  }
  // Synapse trips over consent to documents it does not have.
  if (session.completed.has("m.login.terms") && !offers("m.login.terms", state.settings)) {
    return internalError;
  }
  if (state.settings.approval) {
    refuse(
      403,
      "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL",
      "This account needs to be approved by an administrator before it can be used.",
      { approval_notice_medium: "org.matrix.msc3866.none" },
    );
  }
  return ok(body);
}

function checkThreepidsAllowed({ threepids }: UiaSession, { settings }: HomeserverState): void {
  const text = "Third party identifiers (email/phone numbers) are not authorized on this server";
  for (const threepid of threepids.values()) checkThreepid(threepid, text, settings);
}

/** Another account may have been quicker. */
function checkThreepidsFree({ threepids }: UiaSession, { accounts }: HomeserverState): void {
  for (const threepid of threepids.values()) {
    if (accounts.threepids.ownerOf(threepid) !== undefined) {
      refuse(400, "M_THREEPID_IN_USE", `${threepid.medium} is already in use`);
    }
  }
}

function registrationBody(
  userId: string,
  params: JsonObject,
  refreshable: boolean,
  { accounts, settings }: HomeserverState,
): Record<string, unknown> {
  const body = { user_id: userId, home_server: settings.serverName };
  if (params["inhibit_login"] || settings.approval) return body;
  const login = accounts.devices.signIn(userId, {
    deviceId: params["device_id"],
    displayName: params["initial_device_display_name"],
    refreshable,
  });
  return { ...body, ...login };
}

function usernameOf(body: JsonObject): string | undefined {
  const username = body["username"];
  if (username === undefined) return undefined;
  if (typeof username !== "string" || codePoints(username) > 512) {
    refuse(400, "M_UNKNOWN", "Invalid username");
  }
  return username.toLowerCase();
}

function passwordOf(body: JsonObject): string | undefined {
  const password = body["password"];
  if (password === undefined || password === null) return undefined;
  if (typeof password !== "string" || codePoints(password) > 512) {
    refuse(400, "M_UNKNOWN", "Invalid password");
  }
  return password;
}

function checkNobodyIsSignedIn(call: Call, body: JsonObject): void {
  const hasToken = call.authorization !== undefined || call.query.has("access_token");
  if (body["type"] === "m.login.application_service") {
    if (hasToken) refuse(401, "M_UNKNOWN_TOKEN", "Unrecognised access token");
    refuse(
      400,
      "M_UNKNOWN",
      "Appservice token must be provided when using a type of m.login.application_service",
    );
  }
  if (hasToken) {
    refuse(
      400,
      "M_UNKNOWN",
      "An access token should not be provided on requests to /register (except if type is m.login.application_service)",
    );
  }
}

/** The body as a session keeps it: a display name without a password is dropped. */
function paramsIn(body: JsonObject, password: string | undefined): JsonObject {
  const { auth: _auth, password: _password, ...rest } = body;
  const params: Record<string, unknown> = rest;
  if (password === undefined) delete params["initial_device_display_name"];
  return params;
}

// Kept in clear, but what is no Unicode text stops a real homeserver here.
function hashed(password: string | undefined): string | undefined {
  if (password !== undefined && /\p{Surrogate}/u.test(password)) throw new Refusal(internalError);
  return password;
}

// A real homeserver hashes the password here: a second request can overtake.
export async function hashing(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
