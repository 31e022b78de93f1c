import type { Settings } from "../../model/settings.js";
import type { HomeserverState } from "../../model/state.js";
import { type Answer, ok } from "../../server/answers.js";
import type { Call, JsonObject } from "../../server/call.js";
import type { Methods } from "../routes.js";
import { type AccountPages, registerClient } from "./clients.js";
import { answerConsent, enter, oauthPath, showAccountPage } from "./pages.js";
import { issueTokens, revoke } from "./tokens.js";

const client = "/_matrix/client";

/** Where the metadata of the OAuth 2.0 server is told. */
const metadataPaths = [
  `${client}/v1/auth_metadata`,
  `${client}/unstable/org.matrix.msc2965/auth_metadata`,
];

/** The OAuth 2.0 endpoints, below one path of the homeserver. */
export function oauthEndpoints({ baseUrl }: Settings): JsonObject {
  return {
    issuer: `${baseUrl}/`,
    account_management_uri: `${baseUrl}${oauthPath}/account`,
    authorization_endpoint: `${baseUrl}${oauthPath}/authorize`,
    token_endpoint: `${baseUrl}${oauthPath}/token`,
    revocation_endpoint: `${baseUrl}${oauthPath}/revoke`,
    registration_endpoint: `${baseUrl}${oauthPath}/register`,
    jwks_uri: `${baseUrl}${oauthPath}/keys`,
  };
}

/**
 * An OAuth 2.0 server whose pages make accounts: metadata, client registration, a page to sign up or
 * in, a page for consent, codes, tokens.
 */
export function oauthRoutes(
  pages: AccountPages,
  metadata: (settings: Settings) => JsonObject,
  metadataHeaders?: Readonly<Record<string, string>>,
): Readonly<Record<string, Methods>> {
  const tellMetadata = (_call: Call, { settings }: HomeserverState): Answer => ({
    ...ok(metadata(settings)),
    ...(metadataHeaders && { headers: metadataHeaders }),
  });
  return {
    ...Object.fromEntries(metadataPaths.map((path) => [path, { GET: tellMetadata }])),
    [`${oauthPath}/register`]: { POST: (call, state) => registerClient(call, state, pages) },
    [`${oauthPath}/authorize`]: { GET: showAccountPage },
    [`${oauthPath}/enter`]: { POST: (call, state) => enter(call, state, pages) },
    [`${oauthPath}/consent`]: { POST: answerConsent },
    [`${oauthPath}/token`]: { POST: issueTokens },
    [`${oauthPath}/revoke`]: { POST: revoke },
    [`${oauthPath}/keys`]: { GET: () => ok({ keys: [] }) },
  };
}
