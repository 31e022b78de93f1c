import { endpoint } from "../guards/baseUrl.js";
import {
  hasLoneSurrogate,
  isLongerThan,
  maxDeviceDisplayNameCodePoints,
  maxPasswordCodePoints,
} from "../guards/identifiers.js";
import { type RequestOptions, request } from "../wire/request.js";
import { type AccountAnswer, accountFrom, decodeAccount } from "./accountAnswer.js";
import { maxRegisterBytes, registerPath } from "./probe.js";

/**
 * The content of `auth`: the type of the stage with its own keys, and the session.
 * Without `type` it asks about progress, for stages that are done elsewhere.
 * https://spec.matrix.org/v1.18/client-server-api/#user-interactive-api-in-the-rest-api
 */
export interface AuthDict {
  readonly type?: string;
  readonly session?: string;
  readonly [key: string]: unknown;
}

/** Everything is optional; what is absent or `undefined` is not sent, which is not the same as `false`. */
export interface RegisterParams {
  readonly auth?: AuthDict | undefined;
  /** A device the homeserver knows already loses its other sessions. Left out: the homeserver makes one. */
  readonly deviceId?: string | undefined;
  /** Make the account, but no session. */
  readonly inhibitLogin?: boolean | undefined;
  /** At most 100 code points. Synapse drops it from a request without a password. */
  readonly deviceDisplayName?: string | undefined;
  /** Sent exactly as it is; at most 512 code points, no lone surrogates. */
  readonly password?: string | undefined;
  /** That the client can refresh its access token. */
  readonly refreshToken?: boolean | undefined;
  /** The wish for a localpart. Left out: the homeserver chooses one. */
  readonly username?: string | undefined;
  /** To make a user of a guest; `username` is then the guest's localpart. */
  readonly guestAccessToken?: string | undefined;
}

export interface RegisterOptions extends RequestOptions {
  readonly baseUrl: string;
  /** Default: `user`. */
  readonly kind?: "user" | "guest" | undefined;
}

/** The account. Tokens and device are absent when login was inhibited. */
export type RegisterResponse = AccountAnswer;

/**
 * `POST /_matrix/client/v3/register`.
 * https://spec.matrix.org/v1.18/client-server-api/#post_matrixclientv3register
 *
 * All of it is to be sent every time: first without `auth`, then the same with `auth`.
 * @throws MatrixError With `uia` for a 401 that asks for authentication.
 * @throws NetworkError When no answer came or none that can be read: the account may exist.
 * @throws RangeError, TypeError Before anything is sent, for what no homeserver takes.
 */
export async function register(
  params: RegisterParams,
  options: RegisterOptions,
): Promise<RegisterResponse> {
  assertSendable(params);
  const query = options.kind === "guest" ? { kind: "guest" } : {};
  const url = endpoint(options.baseUrl, registerPath, query);
  const answer = await request("POST", url, wireParams(params), {
    ...options,
    maxBytes: maxRegisterBytes,
  });
  return accountFrom(answer, decodeAccount, options);
}

function assertSendable({ password = "", deviceDisplayName = "" }: RegisterParams): void {
  if (isLongerThan(password, maxPasswordCodePoints)) {
    throw new RangeError(
      `The password has more than ${maxPasswordCodePoints} code points, which homeservers refuse. Ask for a shorter one.`,
    );
  }
  if (hasLoneSurrogate(password)) {
    throw new TypeError(
      "The password holds half a character (a lone surrogate), which cannot be sent. Ask for another one.",
    );
  }
  if (isLongerThan(deviceDisplayName, maxDeviceDisplayNameCodePoints)) {
    throw new RangeError(
      `The device display name has more than ${maxDeviceDisplayNameCodePoints} code points: homeservers make the account and then fail. Shorten it.`,
    );
  }
}

/** JSON leaves out what is undefined. */
function wireParams(params: RegisterParams) {
  return {
    auth: params.auth,
    device_id: params.deviceId,
    inhibit_login: params.inhibitLogin,
    initial_device_display_name: params.deviceDisplayName,
    password: params.password,
    refresh_token: params.refreshToken,
    username: params.username,
    guest_access_token: params.guestAccessToken,
  };
}
