import type { OAuthGrant } from "../../model/oauthGrants.js";
import type { Settings } from "../../model/settings.js";
import type { HomeserverState } from "../../model/state.js";
import { type Answer, ok } from "../../server/answers.js";
import type { Call } from "../../server/call.js";
import { refuseOAuth } from "./clients.js";

export async function issueTokens(call: Call, { accounts, oauth, settings }: HomeserverState) {
  if (call.form.get("grant_type") === "refresh_token") {
    const { expires_in_ms: ms, ...tokens } = accounts.devices.refresh(
      call.form.get("refresh_token") ?? "",
    );
    return ok({ ...tokens, token_type: "Bearer", expires_in: Number(ms) / 1000 });
  }
  const grant = oauth.takeCode(call.form.get("code") ?? "");
  const challenge = await challengeOf(call.form.get("code_verifier") ?? "");
  if (grant?.codeChallenge !== challenge || grant.redirectUri !== call.form.get("redirect_uri")) {
    refuseOAuth("invalid_grant", "The code is not good");
  }
  const [, deviceId] = /:device:(\S+)/.exec(grant.scope) ?? [];
  const login = accounts.devices.signIn(grant.userId, { deviceId, refreshable: true });
  return ok({
    access_token: login.access_token,
    token_type: "Bearer",
    scope: grant.scope,
    ...(login.expires_in_ms !== undefined && { expires_in: login.expires_in_ms / 1000 }),
    ...(login.refresh_token !== undefined && { refresh_token: login.refresh_token }),
    ...(grant.scope.split(" ").includes("openid") && { id_token: idToken(grant, settings) }),
  });
}

export function revoke(call: Call, { accounts }: HomeserverState): Answer {
  const found = accounts.devices.accessToken(call.form.get("token") ?? "");
  if (found !== undefined) accounts.devices.remove(found.userId, found.deviceId);
  return ok({});
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64Url(String.fromCharCode(...new Uint8Array(digest)));
}

/** The ID token has no signature; it comes over the connection that carried the code. */
function idToken({ userId, clientId, nonce }: OAuthGrant, settings: Settings): string {
  const now = Math.floor(settings.clock.now() / 1000);
  const claims = {
    iss: `${settings.baseUrl}/`,
    sub: userId,
    aud: clientId,
    iat: now,
    exp: now + 3600,
    ...(nonce !== undefined && { nonce }),
  };
  const parts = [{ alg: "RS256" }, claims].map((part) => base64Url(JSON.stringify(part)));
  return [...parts, base64Url("unsigned")].join(".");
}

function base64Url(bytes: string): string {
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
