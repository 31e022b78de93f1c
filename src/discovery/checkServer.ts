import { type AuthMetadata, offersToCreate } from "../protocol/endpoints/authMetadata.js";
import { parseServerUrl, type SafeUrl, type Trust } from "../protocol/guards/safeUrl.js";

/** An authorisation server whose addresses passed the guard. */
export interface AuthServer {
  /** As the server spells itself. RFC 9207 compares it sign by sign. */
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

/** `notTrusted`: the guard refuses an address. `unsupported`: the server lacks what a safe sign-up needs. */
type AuthServerFault = "notTrusted" | "unsupported";

/**
 * Checks a homeserver's words about its authorisation server, before that is offered and again before it
 * is used.
 *
 * All endpoints are at the issuer's host, above it or below it. Only the app's own homeserver may have
 * others. Any other one could send the user to an honest account page, and have the code brought to
 * itself.
 */
export function checkServer(
  metadata: AuthMetadata,
  baseUrl: string,
  trust: Trust,
): { readonly server: AuthServer } | { readonly fault: AuthServerFault } {
  const guarded = (text: string): SafeUrl | undefined => {
    const url = parseServerUrl(text, trust);
    const isDowngrade = /^https:/i.test(baseUrl) && url?.startsWith("https:") === false;
    return isDowngrade || url?.includes("#") === true ? undefined : url;
  };
  const issuer = guarded(metadata.issuer);
  if (issuer === undefined || issuer.includes("?")) return { fault: "notTrusted" };
  const besideIt = (text: string | undefined): SafeUrl | undefined => {
    const url = text === undefined ? undefined : guarded(text);
    if (url === undefined || trust === "own") return url;
    return isInLine(url, issuer) ? url : undefined;
  };
  const authorizationEndpoint = besideIt(metadata.authorizationEndpoint);
  const tokenEndpoint = besideIt(metadata.tokenEndpoint);
  const registrationEndpoint = besideIt(metadata.registrationEndpoint);
  const revocationEndpoint = besideIt(metadata.revocationEndpoint);
  if (
    authorizationEndpoint === undefined ||
    tokenEndpoint === undefined ||
    (registrationEndpoint === undefined && metadata.registrationEndpoint !== undefined) ||
    (revocationEndpoint === undefined && metadata.revocationEndpoint !== undefined)
  ) {
    return { fault: "notTrusted" };
  }

  const { responseTypesSupported, grantTypesSupported, responseModesSupported } = metadata;
  // A list that is missing stands for the default of RFC 8414.
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
    return { fault: "unsupported" };
  }
  const server: AuthServer = {
    issuer: metadata.issuer,
    authorizationEndpoint,
    tokenEndpoint,
    registrationEndpoint,
    revocationEndpoint,
    // A fragment reaches no server and no log.
    responseMode,
    asksToCreate: offersToCreate(metadata) === true,
    isOpenId: metadata.scopesSupported.includes("openid"),
    issuesRefreshTokens: !lacks(grantTypesSupported, "refresh_token"),
    idTokenSigningAlgorithms: metadata.idTokenSigningAlgorithms,
    namesItself: metadata.namesItself,
  };
  return { server };
}

/** Whether one host is the other, or above or below it, with the same port. */
function isInLine(one: string, other: string): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  if (a.port !== b.port) return false;
  return (
    a.hostname === b.hostname ||
    a.hostname.endsWith(`.${b.hostname}`) ||
    b.hostname.endsWith(`.${a.hostname}`)
  );
}
