import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from "oauth4webapi";
import { bindAccountServer } from "../../discovery/accountServer.js";
import { type AuthServer, checkServer } from "../../discovery/checkServer.js";
import { assertHomeserver } from "../../discovery/parseHomeserverInput.js";
import {
  type AuthMetadata,
  authMetadata,
  issuerMetadata,
} from "../../protocol/endpoints/authMetadata.js";
import { isOAuthDeviceId, randomDeviceId } from "../../protocol/guards/generatedIds.js";
import { parseServerUrl, type Trust } from "../../protocol/guards/safeUrl.js";
import { NetworkError } from "../../protocol/wire/errors.js";
import type { RequestOptions } from "../../protocol/wire/request.js";
import { tabStorage } from "../../uia/browser/tabStorage.js";
import { oauthParameters, oauthStatePrefix } from "../callback.js";
import { RedirectError } from "../error.js";
import { errorOnTheWay } from "./oauthFetch.js";
import type { BeginOAuthOptions } from "./oauthOptions.js";
import { hasOldScopes, oauthTransactions } from "./oauthTransactions.js";
import { registerClient } from "./registerClient.js";

/** A sign-up that has begun. Its secrets are in the storage only. */
export interface OAuthTransaction {
  /** The host of the account page, in ASCII: to be shown before the user goes there. */
  readonly host: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deviceId: string;
  /** Whether the account page is asked for a new account. Else the user may have to look for it. */
  readonly asksToCreate: boolean;
  /**
   * Whether the tokens can be given back. If not, `inhibitLogin` leaves a live session behind: say so
   * before the user leaves.
   */
  readonly canRevoke: boolean;
}

/**
 * Begins to sign up on a homeserver's account page. The app calls it when the user wants to go there,
 * and then brings them to `url`.
 *
 * Registers the client, unless it has an ID, and keeps in the storage what `finishOAuth()` needs.
 * Refuses an account server on another site than the homeserver (`notTrusted`). It is taken if the
 * homeserver is `own`, or if it is `listed` and `issuers` names the account server.
 * https://spec.matrix.org/v1.18/client-server-api/#login-flow
 * @throws RedirectError
 * @throws NetworkError `aborted`
 * @throws TypeError for a base URL, a redirect URI or a device ID that cannot be used
 * @throws TypeError under trust `any` without `isConfirmed`, unless the account server names itself
 */
export async function beginOAuth(
  options: BeginOAuthOptions,
): Promise<{ readonly url: string; readonly transaction: OAuthTransaction }> {
  const { homeserver, redirectUri, trust = "any", loginHint, languages } = options;
  const { storage = tabStorage(), now = Date.now, deviceId = randomDeviceId() } = options;
  // Outside of a secure context there is none, whatever the types say. This comes first: the redirect
  // URI of such a page would be refused too, and is no mistake of the app's.
  const { subtle } = crypto as Partial<Crypto>;
  if (subtle === undefined) throw new RedirectError("insecureContext");
  if (storage === null) throw new RedirectError("noStorage");
  assertHomeserver(homeserver, trust);
  assertRedirectUri(redirectUri);
  assertDeviceId(deviceId);

  const { server, clientId, isStable } = await prepare(options, trust).catch((error: unknown) => {
    throw errorOnTheWay(error);
  });
  const { issuer, authorizationEndpoint, asksToCreate } = server;
  const state = oauthStatePrefix + generateRandomState();
  const codeVerifier = generateRandomCodeVerifier();
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
    // The endpoint's own query does not decide any of these.
    if (value === undefined || value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  // The last check before it becomes a navigation.
  const target = parseServerUrl(url.href, trust);
  if (target === undefined) throw new RedirectError("notTrusted");

  oauthTransactions.keep(storage, state, {
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
    transaction: {
      host: url.host,
      issuer,
      clientId,
      deviceId,
      asksToCreate,
      canRevoke: server.revocationEndpoint !== undefined,
    },
  };
}

async function prepare(options: BeginOAuthOptions, trust: Trust) {
  const { homeserver, issuers, fetch, signal } = options;
  const { baseUrl } = homeserver;
  const metadata = options.metadata ?? (await authMetadata({ baseUrl, fetch, signal }));
  const checked = checkServer(metadata, baseUrl, trust);
  if ("fault" in checked) throw new RedirectError(checked.fault);
  const binding = await bindAccountServer(checked.server, homeserver, trust, issuers);
  if (binding === "none") throw new RedirectError("notTrusted");
  const own = binding === "own" ? null : await selfDescription(metadata, { fetch, signal });
  const namesItself = checked.server.namesItself || own?.namesItself === true;
  const server = { ...checked.server, namesItself };
  if (trust === "any" && !namesItself && options.isConfirmed !== true) {
    throw new TypeError(
      "This account server does not name itself when the user comes back: the homeserver could use the account they have at another one. Tell them, and pass isConfirmed once they want to go on.",
    );
  }
  const clientId = await registerClient(server, options, { fetch, signal });
  return { server, clientId, isStable: metadata.isStable };
}

/**
 * Compares the homeserver's words with the issuer's own, where those can be had (RFC 8414, 3.3). A
 * homeserver must not give one account server the endpoints of another. `null` where they cannot.
 * @throws RedirectError `notTrusted`
 */
async function selfDescription(
  told: AuthMetadata,
  options: RequestOptions,
): Promise<AuthMetadata | null> {
  const own = await issuerMetadata(told.issuer, options).catch((error: unknown) => {
    if (error instanceof NetworkError && error.reason === "aborted") throw error;
    return null;
  });
  if (own === null) return null;
  const compared = [
    "authorizationEndpoint",
    "tokenEndpoint",
    "registrationEndpoint",
    "revocationEndpoint",
  ] as const;
  const isSame =
    own.issuer === told.issuer &&
    compared.every((name) => told[name] === undefined || told[name] === own[name]);
  if (!isSame) throw new RedirectError("notTrusted");
  return own;
}

function scopeOf({ isOpenId }: AuthServer, deviceId: string, isStable: boolean): string {
  const client = isStable ? "urn:matrix:client" : "urn:matrix:org.matrix.msc2967.client";
  const scopes = [`${client}:api:*`, `${client}:device:${deviceId}`];
  return (isOpenId ? ["openid", ...scopes] : scopes).join(" ");
}

function assertRedirectUri(text: string): void {
  const url = parseServerUrl(text, "own");
  const isLoopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(url ?? "");
  const isSecure = isLoopback || url?.startsWith("https:") === true;
  if (url === undefined || !isSecure || text.includes("#") || hasAnswer(url)) {
    throw new TypeError(
      "The redirect URI cannot be used: it has to be an absolute https: URL without a fragment (http: at a loopback address alone), and without a parameter of an answer, such as state or code. Pass the address of the page that finishes the sign-up.",
    );
  }
}

/** Whether a query has a parameter that an answer would have too. Then the answer could not be read. */
function hasAnswer(url: string): boolean {
  const { searchParams } = new URL(url);
  return oauthParameters.some((name) => searchParams.has(name));
}

function assertDeviceId(text: string): void {
  if (isOAuthDeviceId(text)) return;
  throw new TypeError(
    "The device ID cannot be used: it has to be 10 or more of A-Z, a-z, 0-9, . _ and -. Leave it out to be given one.",
  );
}
