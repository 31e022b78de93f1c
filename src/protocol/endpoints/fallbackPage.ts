import { endpoint } from "../guards/baseUrl.js";
import { fallbackPath } from "../guards/fallbackUrl.js";
import { MatrixError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";

/**
 * Whether a homeserver is known to have no page of its own for a stage. It is asked without a session.
 * Pages are mostly kept from other origins, so no answer counts as a page.
 */
export async function lacksFallbackPage(
  authType: string,
  options: RequestOptions & { readonly baseUrl: string },
): Promise<boolean> {
  const url = endpoint(options.baseUrl, fallbackPath(authType));
  return request("GET", url, undefined, options).then(
    () => false,
    (error: unknown) => error instanceof MatrixError && error.status === 404,
  );
}
