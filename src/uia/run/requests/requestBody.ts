import type {
  AuthDict,
  RegisterParams,
  RegisterResponse,
} from "../../../protocol/endpoints/register.js";
import type { TokenRequested } from "../../../protocol/endpoints/validation.js";
import { randomClientSecret } from "../../../protocol/guards/generatedIds.js";
import { parseUserId } from "../../../protocol/guards/identifiers.js";
import { isRegistrationToken, mediumOf } from "../../machine/form/fields.js";
import type { Auth, Medium, State } from "../../machine/state.js";
import type { Account, Session, StageAnswer } from "../../machine/types.js";
import type { RegistrationOptions } from "../registrationOptions.js";

/** The secrets. No state, event or cache ever holds them. */
export interface Secrets {
  password: string;
  registrationToken: string;
  /** The token last asked about or sent. */
  checkedToken: string;
  /** The UIA session: on Synapse it is worth an access token. */
  session: string | undefined;
  /** By auth type: an answer goes with its stage and with no other. */
  stageAnswers: ReadonlyMap<string, StageAnswer>;
  /** The proof of the check of an address, and the number of messages sent for it. */
  readonly clientSecret: string;
  messagesSent: number;
  /** By medium and address, as `requestedFor` names them. */
  requested: ReadonlyMap<string, TokenRequested>;
  code: string;
}

export function noSecrets(): Secrets {
  return {
    password: "",
    registrationToken: "",
    checkedToken: "",
    session: undefined,
    stageAnswers: new Map(),
    clientSecret: randomClientSecret(),
    messagesSent: 0,
    requested: new Map(),
    code: "",
  };
}

export function isGuestRequest({ account, settings }: State): boolean {
  return account?.guest === true || settings.kind === "guest";
}

/** The body: the same keys and values for every request of a session. Undefined ones are not sent. */
export function requestBody(
  auth: Auth,
  state: State,
  secrets: Secrets,
  options: RegistrationOptions,
  deviceId: string,
): RegisterParams {
  const common = {
    auth: authDict(auth, secrets),
    deviceDisplayName: options.device?.displayName,
  };
  if (isGuestRequest(state)) return common;
  const inhibitLogin = options.inhibitLogin === true;
  return {
    ...common,
    username: state.settings.lockedUsername ?? state.account?.username,
    password: secrets.password,
    deviceId: inhibitLogin ? undefined : deviceId,
    inhibitLogin: inhibitLogin || undefined,
    refreshToken: options.refreshToken === true || undefined,
    guestAccessToken: options.guest?.accessToken,
  };
}

function authDict(auth: Auth, secrets: Secrets): AuthDict | undefined {
  const session = secrets.session === undefined ? {} : { session: secrets.session };
  switch (auth.by) {
    case "none":
      return undefined;
    case "session":
      return session;
    case "stage":
      return { ...stageKeys(auth, secrets), type: auth.type, ...session };
  }
}

function stageKeys(
  { type, address = "" }: Extract<Auth, { by: "stage" }>,
  secrets: Secrets,
): AuthDict {
  if (isRegistrationToken(type)) return { token: secrets.registrationToken };
  const medium = mediumOf(type);
  if (medium === undefined) return { ...secrets.stageAnswers.get(type) };
  const sid = secrets.requested.get(requestedFor(medium, address))?.sid;
  return { threepid_creds: { sid, client_secret: secrets.clientSecret } };
}

/** Names the message to one address. */
export function requestedFor(medium: Medium, address: string): string {
  return `${medium} ${address}`;
}

/** The account that an answer brought, for the app. */
export function accountOf(response: RegisterResponse, state: State, now: number): Account {
  const { userId } = response;
  return {
    userId,
    serverName: parseUserId(userId)?.serverName ?? "",
    baseUrl: state.settings.homeserver.baseUrl,
    kind: isGuestRequest(state) ? "guest" : "user",
    via: "uia",
    acceptedPolicies: state.account?.acceptedPolicies ?? [],
    session: sessionOf(response, now),
  };
}

function sessionOf(response: RegisterResponse, now: number): Session | null {
  const { accessToken, deviceId, refreshToken, expiresInMs } = response;
  if (accessToken === undefined || deviceId === undefined) return null;
  return {
    accessToken,
    deviceId,
    ...(expiresInMs === undefined ? {} : { expiresAt: now + expiresInMs }),
    refresh: refreshToken === undefined ? null : { via: "matrix", token: refreshToken },
  };
}
