import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { decode } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/**
 * Whether a registration token is valid at this moment; nothing is reserved.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientv1registermloginregistration_tokenvalidity
 * @throws MatrixError `M_FORBIDDEN` when registration is closed, 404 on homeservers before v1.2.
 * @throws NetworkError
 */
export async function registrationTokenValid(
  token: string,
  options: RequestOptions & { readonly baseUrl: string },
): Promise<boolean> {
  const path = "/_matrix/client/v1/register/m.login.registration_token/validity";
  const url = endpoint(options.baseUrl, path, { token });
  return decode(schema, await request("GET", url, undefined, options)).valid;
}

const schema = v.object({ valid: v.boolean() });
