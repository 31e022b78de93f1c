import {
  type AccessTokens,
  createClient,
  type MatrixClient,
  OidcTokenRefresher,
} from "matrix-js-sdk";
import type { Account, Session } from "matrix-register-kit";

/**
 * A client of matrix-js-sdk on the account that `onDone` was handed: user or guest, signed on with
 * somebody else or by the homeserver's account page. Start it with `startClient()`.
 */
export function matrixClient({ baseUrl, userId, kind, session }: Account): MatrixClient {
  if (session === null)
    throw new Error("Login was inhibited, so there is no session to go on with.");
  const { accessToken, deviceId, refresh } = session;
  const client = createClient({
    baseUrl,
    userId,
    accessToken,
    deviceId,
    ...(refresh !== null && {
      refreshToken: refresh.token,
      tokenRefreshFunction: (token: string) =>
        refresh.via === "matrix"
          ? refreshedByHomeserver(baseUrl, token)
          : refreshedByAccountPage(refresh, deviceId, token),
    }),
  });
  client.setGuest(kind === "guest");
  return client;
}

// Store what these answer with: the tokens before it are good no longer.

async function refreshedByHomeserver(baseUrl: string, token: string): Promise<AccessTokens> {
  const answer = await createClient({ baseUrl }).refreshToken(token);
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiry: new Date(Date.now() + answer.expires_in_ms),
  };
}

type IdTokenClaims = ConstructorParameters<typeof OidcTokenRefresher>[4];
type ByAccountPage = Extract<Session["refresh"], { via: "oauth" }>;

async function refreshedByAccountPage(
  { issuer, clientId, redirectUri, idTokenClaims }: ByAccountPage,
  deviceId: string,
  token: string,
): Promise<AccessTokens> {
  // The claims are compared where the server sends an ID token: then there are some.
  const claims = idTokenClaims as IdTokenClaims;
  const refresher = new OidcTokenRefresher(issuer, clientId, redirectUri, deviceId, claims);
  await refresher.oidcClientReady;
  return refresher.doRefreshAccessToken(token);
}
