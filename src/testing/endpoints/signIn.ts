import type { HomeserverState } from "../model/state.js";
import { canonicalEmail } from "../model/threepids/emailAddress.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { accessToken, type Call, isObject, type JsonObject, jsonObject } from "../server/call.js";

export function loginFlows(_call: Call, { settings }: HomeserverState): Answer {
  const sso = [
    { type: "m.login.sso", identity_providers: settings.sso },
    { type: "m.login.token" },
  ];
  return ok({
    flows: [
      ...(settings.sso.length > 0 ? sso : []),
      { type: "m.login.password" },
      { type: "m.login.application_service" },
    ],
  });
}

/**
 * `POST /login` with a password, or with what single sign-on handed out. `sameDevice`: what becomes
 * of the tokens of a device that comes back.
 */
export function login(
  call: Call,
  state: HomeserverState,
  sameDevice: "kept" | "replaced" = "kept",
): Answer {
  const { accounts, settings } = state;
  const body = jsonObject(call);
  const refreshable = Object.hasOwn(body, "refresh_token") ? body["refresh_token"] : false;
  if (typeof refreshable !== "boolean") {
    refuse(400, "M_UNKNOWN", "`refresh_token` should be true or false.");
  }
  const account =
    body["type"] === "m.login.token" ? accountByToken(body, state) : accountByPassword(body, state);
  if (!account.approved) {
    refuse(
      403,
      "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL",
      "This account is pending approval by a server administrator.",
      { approval_notice_medium: "org.matrix.msc3866.none" },
    );
  }
  const deviceId = body["device_id"];
  if (sameDevice === "replaced" && deviceId !== undefined) {
    accounts.devices.remove(account.userId, deviceId);
  }
  return ok({
    user_id: account.userId,
    home_server: settings.serverName,
    ...accounts.devices.signIn(account.userId, {
      deviceId,
      displayName: body["initial_device_display_name"],
      refreshable,
    }),
    well_known: wellKnownBody(state),
  });
}

function accountByToken(body: JsonObject, { accounts, loginTokens }: HomeserverState) {
  if (!Object.hasOwn(body, "token")) refuse(400, "M_UNKNOWN", "Missing JSON keys.");
  const userId = loginTokens.spend(String(body["token"]));
  const account = userId === undefined ? undefined : accounts.find(userId);
  return account ?? refuse(403, "M_FORBIDDEN", "Invalid login token");
}

function accountByPassword(body: JsonObject, state: HomeserverState) {
  const account = state.accounts.find(userIdIn(body, state));
  const password = body["password"];
  if (
    account === undefined ||
    typeof password !== "string" ||
    !state.accounts.passwordFits(account, password)
  ) {
    refuse(403, "M_FORBIDDEN", "Invalid username or password");
  }
  return account;
}

export function logout(call: Call, { accounts }: HomeserverState): Answer {
  const { account, deviceId } = accounts.requester(accessToken(call));
  accounts.devices.remove(account.userId, deviceId);
  return ok({});
}

export function refresh(call: Call, { accounts }: HomeserverState): Answer {
  const body = jsonObject(call);
  const token = body["refresh_token"];
  if (token === undefined) {
    refuse(400, "M_MISSING_PARAM", "Missing params: ['refresh_token']");
  }
  if (typeof token !== "string") {
    refuse(400, "M_INVALID_PARAM", "Invalid param: refresh_token");
  }
  return ok(accounts.devices.refresh(token));
}

export function whoami(call: Call, { accounts }: HomeserverState): Answer {
  const { account, deviceId } = accounts.requester(accessToken(call));
  return ok({
    user_id: account.userId,
    is_guest: account.kind === "guest",
    device_id: deviceId,
  });
}

/** `GET /capabilities`: that the password may be changed, and no more. */
export function capabilities(call: Call, { accounts }: HomeserverState): Answer {
  accounts.requester(accessToken(call));
  return ok({ capabilities: { "m.change_password": { enabled: true } } });
}

export function listDevices(call: Call, { accounts }: HomeserverState): Answer {
  const { account } = accounts.requester(accessToken(call));
  return ok({
    devices: accounts.devices.of(account.userId).map(({ deviceId, displayName }) => ({
      user_id: account.userId,
      device_id: deviceId,
      display_name: displayName ?? null,
    })),
  });
}

export function listThreepids(call: Call, { accounts }: HomeserverState): Answer {
  const { account } = accounts.requester(accessToken(call));
  return ok({
    threepids: accounts.threepids
      .of(account.userId)
      .map(({ medium, address, validatedAt, addedAt }) => ({
        medium,
        address,
        validated_at: validatedAt,
        added_at: addedAt,
      })),
  });
}

export function wellKnownBody({ settings }: HomeserverState): Record<string, unknown> {
  return { "m.homeserver": { base_url: `${settings.baseUrl}/` } };
}

function userIdIn(body: JsonObject, state: HomeserverState): string {
  if (!Object.hasOwn(body, "type")) refuse(400, "M_UNKNOWN", "Missing JSON keys.");
  const { type, password } = body;
  if (typeof type !== "string") refuse(400, "M_INVALID_PARAM", "Bad parameter: type");
  if (type === "m.login.password" && typeof password !== "string") {
    refuse(400, "M_INVALID_PARAM", "Bad parameter: password");
  }
  const user = userIn(body, state);
  if (type !== "m.login.password") refuse(400, "M_UNKNOWN", `Unknown login type ${type}`);
  return user.startsWith("@") ? user : state.accounts.userId(user);
}

/** The user named, in the identifier or, as of old, beside it. */
function userIn(body: JsonObject, state: HomeserverState): string {
  const old = body["user"];
  if (typeof old === "string" && old !== "") return old;
  const identifier = body["identifier"];
  if (!identifier || (isObject(identifier) && Object.keys(identifier).length === 0)) {
    refuse(400, "M_INVALID_PARAM", "Invalid login submission");
  }
  if (!isObject(identifier) || identifier["type"] === undefined) {
    refuse(400, "M_MISSING_PARAM", "'identifier' dict has no key 'type'");
  }
  if (identifier["type"] === "m.id.thirdparty") return ownerOf(identifier, state);
  if (identifier["type"] !== "m.id.user") refuse(400, "M_UNKNOWN", "Unknown login identifier type");
  const user = identifier["user"];
  if (!user) refuse(400, "M_UNKNOWN", "User identifier is missing 'user' key");
  if (typeof user !== "string") throw new TypeError("a user that is not a text");
  return user;
}

/** Finds the account that has this email address or phone number. */
function ownerOf({ medium, address }: JsonObject, { accounts }: HomeserverState): string {
  if (typeof medium !== "string" || typeof address !== "string") {
    refuse(400, "M_UNKNOWN", "Invalid thirdparty identifier");
  }
  const owner =
    medium === "email"
      ? accounts.threepids.ownerOf({ medium, address: canonicalEmail(address) })
      : medium === "msisdn"
        ? accounts.threepids.ownerOf({ medium, address })
        : undefined;
  return owner ?? refuse(403, "M_FORBIDDEN", "Invalid username or password");
}
