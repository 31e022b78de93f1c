import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { decode } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/**
 * Whether a username is free at this moment; nothing is reserved. Ask in lower case.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientv3registeravailable
 * @throws MatrixError `M_USER_IN_USE`, `M_INVALID_USERNAME`, `M_EXCLUSIVE` for names that are not,
 * and anything else where the homeserver does not tell.
 * @throws NetworkError
 */
export async function usernameAvailable(
  username: string,
  options: RequestOptions & { readonly baseUrl: string },
): Promise<boolean> {
  const path = "/_matrix/client/v3/register/available";
  const url = endpoint(options.baseUrl, path, { username });
  return decode(schema, await request("GET", url, undefined, options)).available;
}

const schema = v.object({ available: v.boolean() });
