import type { AuthMetadata } from "../protocol/authMetadata.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../protocol/safeUrl.js";
import { OAuthError } from "./oauthError.js";

/** An authorisation server whose addresses passed the guard. */
export interface AuthServer {
  /** Spelled as it spells itself: it is compared, never asked. */
  readonly issuer: string;
  readonly authorizationEndpoint: SafeUrl;
  readonly tokenEndpoint: SafeUrl;
  readonly registrationEndpoint: SafeUrl | undefined;
  readonly revocationEndpoint: SafeUrl | undefined;
  readonly responseMode: "fragment" | "query";
  readonly asksToCreate: boolean;
  readonly isOpenId: boolean;
  readonly issuesRefreshTokens: boolean;
  readonly idTokenSigningAlgorithms: readonly string[];
  readonly namesItself: boolean;
}

/**
 * Checks what a homeserver says of its authorisation server, before any of it is used.
 *
 * Unless the homeserver is the host's own, all endpoints are at the host of the authorisation
 * endpoint, or one above or below it. Otherwise a homeserver could send the person to the honest
 * account page of another one, and have the code that comes back brought to itself.
 * @throws OAuthError `notTrusted`, `unsupported`
 */
export function checkServer(metadata: AuthMetadata, baseUrl: string, trust: Trust): AuthServer {
  const guarded = (text: string): SafeUrl => {
    const url = parseServerUrl(text, trust);
    const isDowngrade = /^https:/i.test(baseUrl) && url?.startsWith("https:") === false;
    if (url === undefined || isDowngrade || url.includes("#")) throw new OAuthError("notTrusted");
    return url;
  };
  const authorizationEndpoint = guarded(metadata.authorizationEndpoint);
  const besideIt = (text: string): SafeUrl => {
    const url = guarded(text);
    if (trust !== "own" && !isSameSite(url, authorizationEndpoint)) {
      throw new OAuthError("notTrusted");
    }
    return url;
  };
  const ifAny = (text: string | undefined) => (text === undefined ? undefined : besideIt(text));
  if (guarded(metadata.issuer).includes("?")) throw new OAuthError("notTrusted");

  const server = {
    issuer: metadata.issuer,
    authorizationEndpoint,
    tokenEndpoint: besideIt(metadata.tokenEndpoint),
    registrationEndpoint: ifAny(metadata.registrationEndpoint),
    revocationEndpoint: ifAny(metadata.revocationEndpoint),
  };
  const { responseTypesSupported, grantTypesSupported, responseModesSupported } = metadata;
  // What a server does not list is what RFC 8414 says it has by default.
  const lacks = (list: readonly string[], value: string) =>
    list.length > 0 && !list.includes(value);
  const responseMode = (["fragment", "query"] as const).find(
    (mode) => !lacks(responseModesSupported, mode),
  );
  if (
    !metadata.codeChallengeMethodsSupported.includes("S256") ||
    lacks(responseTypesSupported, "code") ||
    lacks(grantTypesSupported, "authorization_code") ||
    responseMode === undefined
  ) {
    throw new OAuthError("unsupported");
  }
  return {
    ...server,
    // The fragment reaches no server and no log.
    responseMode,
    asksToCreate: metadata.promptValuesSupported.includes("create"),
    isOpenId: metadata.scopesSupported.includes("openid"),
    issuesRefreshTokens: !lacks(grantTypesSupported, "refresh_token"),
    idTokenSigningAlgorithms: metadata.idTokenSigningAlgorithms,
    namesItself: metadata.namesItself,
  };
}

/** Whether one host is the other, or above it; with the same port. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  if (a.port !== b.port) return false;
  return (
    a.hostname === b.hostname ||
    a.hostname.endsWith(`.${b.hostname}`) ||
    b.hostname.endsWith(`.${a.hostname}`)
  );
}
