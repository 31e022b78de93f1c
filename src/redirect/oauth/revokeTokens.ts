import { allowInsecureRequests, customFetch, None, revocationRequest } from "oauth4webapi";
import { oauthFetch, type SendOptions } from "./oauthFetch.js";
import type { OAuthTransactionRecord } from "./oauthTransactions.js";

export interface RevocableTokens {
  readonly accessToken: string | undefined;
  readonly refreshToken: string | undefined;
}

/**
 * Gives the tokens back, the refresh token first, which ends the session as a whole. Never throws: the
 * user can do nothing about it, and both tokens end by themselves.
 */
export async function revokeTokens(
  { issuer, revocationEndpoint, clientId }: OAuthTransactionRecord,
  { accessToken, refreshToken }: RevocableTokens,
  send: SendOptions,
): Promise<void> {
  if (revocationEndpoint === undefined) return;
  const tokens = [
    { token: refreshToken, hint: "refresh_token" },
    { token: accessToken, hint: "access_token" },
  ];
  for (const { token, hint } of tokens) {
    if (token === undefined) continue;
    await revocationRequest(
      { issuer, revocation_endpoint: revocationEndpoint },
      { client_id: clientId },
      None(),
      token,
      {
        [customFetch]: oauthFetch(send),
        // The guard decides about `http:`.
        [allowInsecureRequests]: true,
        additionalParameters: { token_type_hint: hint },
      },
    ).catch(() => undefined);
  }
}
