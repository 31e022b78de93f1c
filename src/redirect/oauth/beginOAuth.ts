import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from "oauth4webapi";
import { type AuthServer, checkServer } from "../../discovery/checkServer.js";
import { authMetadata } from "../../protocol/endpoints/authMetadata.js";
import { isOAuthDeviceId, randomDeviceId } from "../../protocol/guards/identifiers.js";
import { parseServerUrl } from "../../protocol/guards/safeUrl.js";
import { OAuthError } from "./oauthError.js";
import { errorOnTheWay } from "./oauthFetch.js";
import type { BeginOAuthOptions } from "./oauthOptions.js";
import { registerClient } from "./registerClient.js";
import { sessionStorageOf } from "./sessionStorageOf.js";
import { hasOldScopes, keepTransaction } from "./transactions.js";

/** A sign-up on its way. What is secret about it is in the storage alone. */
export interface OAuthTransaction {
  /** The host of the account page, in ASCII: to be shown before the person goes there. */
  readonly host: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deviceId: string;
  /** Whether the account page is asked for a new account. Else the person may have to look for it. */
  readonly asksToCreate: boolean;
}

/**
 * Begins to sign up on a homeserver's account page: to be called when the person wants to go there,
 * who then has to be brought to `url`.
 *
 * Registers the client, unless it has an ID, and keeps in the storage what `finishOAuth()` needs.
 * https://spec.matrix.org/v1.18/client-server-api/#login-flow
 * @throws OAuthError
 * @throws NetworkError `aborted`
 * @throws TypeError when the redirect URI or the device ID is none
 */
export async function beginOAuth(
  options: BeginOAuthOptions,
): Promise<{ readonly url: string; readonly transaction: OAuthTransaction }> {
  const { homeserver, redirectUri, trust = "any", loginHint, languages } = options;
  const { storage = sessionStorageOf(), now = Date.now, deviceId = randomDeviceId() } = options;
  // Outside of a secure context there is none, whatever the types say. Before all else: the redirect
  // URI of such a page would be refused too, and is no mistake of the host's.
  const { subtle } = crypto as Partial<Crypto>;
  if (subtle === undefined) throw new OAuthError("insecureContext");
  assertRedirectUri(redirectUri);
  assertDeviceId(deviceId);

  const { server, clientId, isStable } = await prepare(options).catch((error: unknown) => {
    throw errorOnTheWay(error);
  });
  const { issuer, authorizationEndpoint, asksToCreate } = server;
  const [state, codeVerifier] = [generateRandomState(), generateRandomCodeVerifier()];
  const nonce = server.isOpenId ? generateRandomNonce() : undefined;
  const hasStableScopes = isStable && !hasOldScopes(storage, homeserver.baseUrl);

  const url = new URL(authorizationEndpoint);
  const parameters: Readonly<Record<string, string | undefined>> = {
    response_type: "code",
    response_mode: server.responseMode,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopeOf(server, deviceId, hasStableScopes),
    state,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    prompt: asksToCreate ? "create" : undefined,
    nonce,
    login_hint: loginHint?.slice(0, 255),
    ui_locales: languages?.slice(0, 8).join(" "),
  };
  for (const [name, value] of Object.entries(parameters)) {
    // Whatever the endpoint's own query says of these does not count.
    if (value === undefined || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  // The last look before it becomes a navigation.
  const target = parseServerUrl(url.href, trust);
  if (target === undefined) throw new OAuthError("notTrusted");

  keepTransaction(storage, state, {
    at: now(),
    baseUrl: homeserver.baseUrl,
    serverName: homeserver.serverName,
    trust,
    issuer,
    authorizationEndpoint,
    tokenEndpoint: server.tokenEndpoint,
    revocationEndpoint: server.revocationEndpoint,
    clientId,
    redirectUri,
    codeVerifier,
    deviceId,
    hasStableScopes,
    nonce,
    idTokenSigningAlgorithms: [...server.idTokenSigningAlgorithms],
    namesItself: server.namesItself,
  });
  return {
    url: target,
    transaction: { host: url.host, issuer, clientId, deviceId, asksToCreate },
  };
}

async function prepare(options: BeginOAuthOptions) {
  const { homeserver, trust = "any", fetch, signal } = options;
  const { baseUrl } = homeserver;
  const metadata = options.metadata ?? (await authMetadata({ baseUrl, fetch, signal }));
  const checked = checkServer(metadata, baseUrl, trust);
  if ("fault" in checked) throw new OAuthError(checked.fault);
  const { server } = checked;
  const clientId = await registerClient(server, options, { fetch, signal });
  return { server, clientId, isStable: metadata.isStable };
}

function scopeOf({ isOpenId }: AuthServer, deviceId: string, isStable: boolean): string {
  const client = isStable ? "urn:matrix:client" : "urn:matrix:org.matrix.msc2967.client";
  const scopes = [`${client}:api:*`, `${client}:device:${deviceId}`];
  return (isOpenId ? ["openid", ...scopes] : scopes).join(" ");
}

function assertRedirectUri(text: string): void {
  const url = parseServerUrl(text, "own");
  const isLoopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(url ?? "");
  if (url === undefined || text.includes("#") || !(isLoopback || url.startsWith("https:"))) {
    throw new TypeError(
      "The redirect URI cannot be used: it has to be an absolute https: URL without a fragment (http: at a loopback address alone). Pass the address of the page that finishes the sign-up.",
    );
  }
}

function assertDeviceId(text: string): void {
  if (isOAuthDeviceId(text)) return;
  throw new TypeError(
    "The device ID cannot be used: it has to be 10 or more of A-Z, a-z, 0-9, . _ ~ and -. Leave it out to be given one.",
  );
}
