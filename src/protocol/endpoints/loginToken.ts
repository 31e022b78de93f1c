import { endpoint } from "../guards/baseUrl.js";
import { NetworkError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";
import { type AccountAnswer, accountFrom, decodeAccount } from "./accountAnswer.js";

export interface LoginTokenParams {
  /** The login token of a single sign-on. It is good once, and for seconds. */
  readonly token: string;
  readonly deviceId?: string | undefined;
  readonly deviceDisplayName?: string | undefined;
  /** Whether the client can refresh its access token. */
  readonly refreshToken?: boolean | undefined;
}

export interface LoginAnswer extends AccountAnswer {
  readonly accessToken: string;
  readonly deviceId: string;
}

/**
 * `POST /_matrix/client/v3/login` with a login token. A `well_known` in the answer is not read: it
 * must not move a session to another host.
 * https://spec.matrix.org/v1.18/client-server-api/#token-based-user-login
 * @throws MatrixError 403 `M_FORBIDDEN` for a token that is unknown, too old, or was used before.
 * @throws NetworkError When no answer came or none that can be read: the token is used up all the same.
 */
export async function logInWithToken(
  params: LoginTokenParams,
  options: RequestOptions & { readonly baseUrl: string },
): Promise<LoginAnswer> {
  const url = endpoint(options.baseUrl, "/_matrix/client/v3/login");
  const answer = await request("POST", url, wireParams(params), options);
  return accountFrom(answer, decodeLogin, options);
}

function decodeLogin(answer: unknown): LoginAnswer {
  const account = decodeAccount(answer);
  const { accessToken, deviceId } = account;
  if (accessToken === undefined || deviceId === undefined) {
    throw new NetworkError("malformed", 200);
  }
  return { ...account, accessToken, deviceId };
}

function wireParams(params: LoginTokenParams) {
  return {
    type: "m.login.token",
    token: params.token,
    device_id: params.deviceId,
    initial_device_display_name: params.deviceDisplayName,
    refresh_token: params.refreshToken,
  };
}
