import {
  type AuthorizationServer,
  allowInsecureRequests,
  customFetch,
  dynamicClientRegistrationRequest,
  processDynamicClientRegistrationResponse,
  ResponseBodyError,
} from "oauth4webapi";
import type { AuthServer } from "../../discovery/checkServer.js";
import { RedirectError } from "../error.js";
import { detailOf, oauthFetch, type SendOptions } from "./oauthFetch.js";
import type { OAuthOptions } from "./oauthOptions.js";

/**
 * Gives the client's ID: the configured one, or that of a new registration.
 * https://spec.matrix.org/v1.18/client-server-api/#client-registration
 * @throws RedirectError `registrationRefused`, `rateLimited`, `serverFailed`, `malformed`
 * @throws NetworkError
 */
export async function registerClient(
  server: AuthServer,
  { redirectUri, client = {} }: OAuthOptions,
  options: SendOptions,
): Promise<string> {
  if (client.id !== undefined) return client.id;
  const { issuer, registrationEndpoint } = server;
  if (registrationEndpoint === undefined) throw new RedirectError("registrationRefused");
  const at = new URL(redirectUri);
  const isWeb = at.protocol === "https:";
  const as: AuthorizationServer = { issuer, registration_endpoint: registrationEndpoint };
  const metadata = withoutUndefined({
    client_name: client.name ?? at.host,
    client_uri: client.uri ?? `${at.origin}/`,
    logo_uri: client.logoUri,
    tos_uri: client.tosUri,
    policy_uri: client.policyUri,
    // At a loopback address any port may come back.
    redirect_uris: [isWeb ? redirectUri : withoutPort(redirectUri)],
    application_type: isWeb ? "web" : "native",
    response_types: ["code"],
    grant_types: server.issuesRefreshTokens
      ? ["authorization_code", "refresh_token"]
      : ["authorization_code"],
    // A page cannot keep a secret, which the default would be.
    token_endpoint_auth_method: "none",
  });
  const response = await dynamicClientRegistrationRequest(as, metadata, {
    [customFetch]: oauthFetch(options),
    // The guard decides about `http:`.
    [allowInsecureRequests]: true,
  });
  const { status } = response;
  try {
    const registered = await processDynamicClientRegistrationResponse(response);
    const method = registered["token_endpoint_auth_method"] ?? "none";
    if (method !== "none") throw new RedirectError("registrationRefused", { status });
    if (!/^[!-~]{1,512}$/.test(registered.client_id))
      throw new RedirectError("malformed", { status });
    return registered.client_id;
  } catch (error) {
    if (error instanceof RedirectError) throw error;
    if (status < 400) throw new RedirectError("malformed", { status });
    const said = error instanceof ResponseBodyError ? error : undefined;
    throw new RedirectError(
      "registrationRefused",
      detailOf(said?.error, said?.error_description, status),
    );
  }
}

function withoutPort(uri: string): string {
  const url = new URL(uri);
  url.port = "";
  return url.href;
}

function withoutUndefined<Values extends object>(values: Values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]?: Exclude<Values[Key], undefined>;
  };
}
