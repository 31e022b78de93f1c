import { allowInsecureRequests, customFetch, None, revocationRequest } from "oauth4webapi";
import type { Tokens } from "./exchangeCode.js";
import { oauthFetch, type SendOptions } from "./oauthFetch.js";
import type { OAuthTransactionRecord } from "./oauthTransactions.js";

/**
 * Gives the tokens back, the refresh token first, which ends the session as a whole. Never throws: the
 * user can do nothing about it, and both tokens end by themselves.
 */
export async function revokeTokens(
  { issuer, revocationEndpoint, clientId }: OAuthTransactionRecord,
  { accessToken, refreshToken }: Tokens,
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
        [allowInsecureRequests]: revocationEndpoint.startsWith("http:"),
        additionalParameters: { token_type_hint: hint },
      },
    ).catch(() => undefined);
  }
}
