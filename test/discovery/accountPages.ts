import type { AuthMetadata } from "../../src/protocol/endpoints/authMetadata.js";

/** What a homeserver with account pages says of them. */
export const accountPages: AuthMetadata = {
  issuer: "https://account.example.org/",
  authorizationEndpoint: "https://account.example.org/authorize",
  tokenEndpoint: "https://account.example.org/oauth2/token",
  registrationEndpoint: "https://account.example.org/oauth2/registration",
  revocationEndpoint: "https://account.example.org/oauth2/revoke",
  promptValuesSupported: ["create"],
  responseModesSupported: ["query", "fragment"],
  codeChallengeMethodsSupported: ["S256"],
  grantTypesSupported: ["authorization_code", "refresh_token"],
  responseTypesSupported: ["code"],
  scopesSupported: ["openid"],
  idTokenSigningAlgorithms: ["RS256"],
  namesItself: false,
  isStable: true,
};
