import { endpoint } from "./baseUrl.js";

/**
 * Where the browser goes to sign on, `GET /_matrix/client/v3/login/sso/redirect[/{idpId}]`: a page to
 * navigate to, not to fetch. `action=register` says that an account is wanted.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientv3loginssoredirect
 * @param redirectUrl where the homeserver sends the browser back to, with `loginToken` in its query
 * @param providerId of `identity_providers`; left out: the homeserver chooses, or asks
 */
export function ssoRedirectUrl(
  baseUrl: string,
  redirectUrl: string,
  providerId: string | undefined,
): string {
  const provider = providerId === undefined ? "" : `/${encodeURIComponent(providerId)}`;
  return endpoint(baseUrl, `/_matrix/client/v3/login/sso/redirect${provider}`, {
    redirectUrl,
    action: "register",
  });
}
