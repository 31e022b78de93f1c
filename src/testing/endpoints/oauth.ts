import type { Settings } from "../model/settings.js";
import type { JsonObject } from "../server/call.js";

/** The OAuth 2.0 endpoints, below one path of the homeserver. */
export function oauthEndpoints({ baseUrl }: Settings): JsonObject {
  const at = `${baseUrl}/_fake/oauth`;
  return {
    issuer: `${baseUrl}/`,
    account_management_uri: `${at}/account`,
    authorization_endpoint: `${at}/authorize`,
    token_endpoint: `${at}/token`,
    revocation_endpoint: `${at}/revoke`,
    registration_endpoint: `${at}/register`,
    jwks_uri: `${at}/keys`,
  };
}

const client = "/_matrix/client";

/** Where the metadata of the OAuth 2.0 server is told. */
export const metadataPaths = [
  `${client}/v1/auth_metadata`,
  `${client}/unstable/org.matrix.msc2965/auth_metadata`,
];
