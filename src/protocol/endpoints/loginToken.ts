import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { ignorable } from "../wire/decode.js";
import { NetworkError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";
import { type AccountAnswer, decodeAccount } from "./accountAnswer.js";

export interface LoginTokenParams {
  /** The login token of a single sign-on. It is good once, and for seconds. */
  readonly token: string;
  readonly deviceId?: string | undefined;
  readonly deviceDisplayName?: string | undefined;
  /** That the client can refresh its access token. */
  readonly refreshToken?: boolean | undefined;
}

export interface LoginAnswer extends AccountAnswer {
  readonly accessToken: string;
  readonly deviceId: string;
  /** Where the homeserver would rather be asked from now on (`well_known`), as it says it: unchecked. */
  readonly homeserverBaseUrl: string | undefined;
}

/**
 * `POST /_matrix/client/v3/login` with a login token.
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
  const account = decodeAccount(answer);
  const { accessToken, deviceId } = account;
  if (accessToken === undefined || deviceId === undefined) {
    throw new NetworkError("unreadable", 200);
  }
  const wire = v.parse(schema, answer);
  const homeserverBaseUrl = wire.well_known?.["m.homeserver"].base_url;
  return { ...account, accessToken, deviceId, homeserverBaseUrl };
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

const schema = v.object({
  well_known: ignorable(v.object({ "m.homeserver": v.object({ base_url: v.string() }) })),
});
