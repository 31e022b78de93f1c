import { type AccessTokens, createClient, type MatrixClient } from "matrix-js-sdk";
import type { Account } from "matrix-register-kit";

/**
 * A client of matrix-js-sdk on the account that `onDone` was handed: user, guest, or signed on with
 * somebody else. Start it with `startClient()`.
 */
export function matrixClient({ baseUrl, userId, kind, session }: Account): MatrixClient {
  if (session === null) throw new Error("Login was inhibited, so there is no session to go on with.");
  const { accessToken, deviceId, refresh } = session;
  const client = createClient({
    baseUrl,
    userId,
    accessToken,
    deviceId,
    ...(refresh?.via === "matrix" && {
      refreshToken: refresh.token,
      tokenRefreshFunction: (token: string) => refreshed(baseUrl, token),
    }),
  });
  client.setGuest(kind === "guest");
  return client;
}

/** Store what this answers with: the tokens before it are good no longer. */
async function refreshed(baseUrl: string, token: string): Promise<AccessTokens> {
  const answer = await createClient({ baseUrl }).refreshToken(token);
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiry: new Date(Date.now() + answer.expires_in_ms),
  };
}
