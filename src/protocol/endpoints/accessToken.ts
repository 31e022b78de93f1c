import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { isOpaque, isPresentableUserId } from "../guards/identifiers.js";
import { decode, textThat } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/** Whom an access token belongs to. */
export interface TokenOwner {
  readonly userId: string;
  readonly deviceId: string | undefined;
}

/**
 * `GET /_matrix/client/v3/account/whoami`.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientv3accountwhoami
 * @throws MatrixError 401 `M_UNKNOWN_TOKEN` for a token that is not good.
 * @throws NetworkError
 */
export async function whoami(
  accessToken: string,
  options: RequestOptions & { readonly baseUrl: string },
): Promise<TokenOwner> {
  const url = endpoint(options.baseUrl, "/_matrix/client/v3/account/whoami");
  const wire = decode(schema, await request("GET", url, undefined, { ...options, accessToken }));
  return { userId: wire.user_id, deviceId: wire.device_id ?? undefined };
}

const schema = v.object({
  user_id: textThat(isPresentableUserId),
  device_id: v.nullish(textThat(isOpaque)),
});

/**
 * `POST /_matrix/client/v3/logout`: ends the session of an access token, its device with it.
 * https://spec.matrix.org/v1.18/client-server-api/#post_matrixclientv3logout
 * @throws MatrixError
 * @throws NetworkError
 */
export async function logout(
  accessToken: string,
  options: RequestOptions & { readonly baseUrl: string },
): Promise<void> {
  const url = endpoint(options.baseUrl, "/_matrix/client/v3/logout");
  await request("POST", url, {}, { ...options, accessToken });
}
