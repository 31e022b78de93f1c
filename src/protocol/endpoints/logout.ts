import { endpoint } from "../guards/baseUrl.js";
import { type RequestOptions, request } from "../wire/request.js";

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
