import * as v from "valibot";
import { endpoint } from "./baseUrl.js";
import { cleanText } from "./cleanText.js";
import { decode, ignorable, isDuration, textThat } from "./decode.js";
import {
  hasLoneSurrogate,
  isLongerThan,
  isOpaque,
  maxDeviceDisplayNameCodePoints,
  maxPasswordCodePoints,
  parseUserId,
} from "./identifiers.js";
import { type RequestOptions, request } from "./request.js";

/**
 * What `auth` holds: the type of the stage and its own keys, and the session. Without `type` it asks
 * how far things are, for stages that are done elsewhere.
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
export interface RegisterResponse {
  /** The only truth about the account's name: what was asked for need not be what was given. */
  readonly userId: string;
  readonly accessToken: string | undefined;
  readonly deviceId: string | undefined;
  readonly refreshToken: string | undefined;
  /** Lifetime of the access token in ms; absent when it does not expire. */
  readonly expiresInMs: number | undefined;
}

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
  const url = endpoint(options.baseUrl, "/_matrix/client/v3/register", query);
  const answer = await request("POST", url, wireParams(params), { ...options, maxBytes: 262_144 });
  const wire = decode(responseSchema, answer);
  return {
    userId: wire.user_id,
    accessToken: wire.access_token ?? undefined,
    deviceId: wire.device_id ?? undefined,
    refreshToken: wire.refresh_token ?? undefined,
    expiresInMs: wire.expires_in_ms ?? undefined,
  };
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

const token = v.nullish(textThat((text) => /^[!-~]{1,8192}$/.test(text)));

const responseSchema = v.object({
  user_id: textThat(
    // Historical user IDs may hold anything; a new one that hides characters is no name to show.
    (id) => parseUserId(id) !== undefined && cleanText(id, 255) === id,
  ),
  access_token: token,
  device_id: v.nullish(textThat(isOpaque)),
  refresh_token: token,
  expires_in_ms: ignorable(
    v.pipe(
      v.number(),
      v.check((ms) => isDuration(ms)),
    ),
  ),
});
