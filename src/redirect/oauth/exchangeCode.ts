import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  clockTolerance,
  customFetch,
  getValidatedIdTokenClaims,
  None,
  processAuthorizationCodeResponse,
  ResponseBodyError,
  validateAuthResponse,
} from "oauth4webapi";
import { NetworkError } from "../../protocol/wire/errors.js";
import { ownCopy } from "../../protocol/wire/ownCopy.js";
import { RedirectError } from "../error.js";
import { detailOf, oauthFetch, type SendOptions } from "./oauthFetch.js";
import type { OAuthTransactionRecord } from "./oauthTransactions.js";
import { type RevocableTokens, revokeTokens } from "./revokeTokens.js";

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  /** ms since the epoch. */
  readonly expiresAt: number | undefined;
  readonly idToken: string | undefined;
  readonly idTokenClaims: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Exchanges the code for tokens. Never repeats the request: a server that sees a code twice ends the
 * session of it.
 * @throws RedirectError `expired`, `refused`, `interrupted`, `malformed`
 */
export async function exchangeCode(
  record: OAuthTransactionRecord,
  state: string,
  callback: URLSearchParams,
  send: SendOptions,
  now: () => number,
): Promise<Tokens> {
  const { issuer, tokenEndpoint, idTokenSigningAlgorithms, namesItself, nonce } = record;
  const as: AuthorizationServer = {
    issuer,
    token_endpoint: tokenEndpoint,
    authorization_response_iss_parameter_supported: namesItself,
    ...(idTokenSigningAlgorithms.length > 0 && {
      id_token_signing_alg_values_supported: idTokenSigningAlgorithms,
    }),
  };
  // The token came straight from its issuer a moment ago, so the browser's clock may be wrong.
  const client = { client_id: record.clientId, [clockTolerance]: 400 * 24 * 3600 };
  const began = now();
  let response: Response;
  try {
    response = await authorizationCodeGrantRequest(
      as,
      client,
      None(),
      validateAuthResponse(as, client, callback, state),
      record.redirectUri,
      record.codeVerifier,
      {
        [customFetch]: oauthFetch(send),
        // The guard decides about `http:`.
        [allowInsecureRequests]: true,
      },
    );
  } catch (error) {
    throw errorOfExchange(error);
  }
  const { status } = response;
  const unread = response.clone();
  try {
    const answer = await processAuthorizationCodeResponse(as, client, response, {
      ...(nonce !== undefined && { expectedNonce: nonce }),
    });
    const { access_token, token_type, refresh_token, expires_in, scope, id_token } = answer;
    const isWhole =
      token_type === "bearer" &&
      isToken(access_token) &&
      (refresh_token === undefined || isToken(refresh_token)) &&
      isScopeEnough(record, scope);
    if (!isWhole) throw new RedirectError("malformed", { status });
    const claims = getValidatedIdTokenClaims(answer);
    return {
      accessToken: access_token,
      refreshToken: refresh_token,
      expiresAt:
        expires_in === undefined || expires_in >= 1e9
          ? undefined
          : began + Math.floor(expires_in) * 1000,
      idToken: id_token,
      idTokenClaims: claims && (ownCopy(claims) as Readonly<Record<string, unknown>>),
    };
  } catch (error) {
    if (error instanceof ResponseBodyError) {
      const { error: said, error_description, status: code } = error;
      throw new RedirectError(
        said === "invalid_grant" ? "expired" : "refused",
        detailOf(said, error_description, code),
      );
    }
    // Tokens that the app does not get are not left behind.
    await revokeTokens(record, await tokensIn(unread), send);
    throw error instanceof RedirectError ? error : new RedirectError("malformed", { status });
  }
}

/** The tokens in an answer that is refused. */
async function tokensIn(answer: Response): Promise<RevocableTokens> {
  const body = (await answer.json().catch(() => null)) as Record<string, unknown> | null;
  const token = (name: string) => {
    const value = body?.[name];
    return isToken(value) ? value : undefined;
  };
  return { accessToken: token("access_token"), refreshToken: token("refresh_token") };
}

/** The error of an exchange without an answer: the code may have arrived or not. */
function errorOfExchange(error: unknown): unknown {
  if (error instanceof NetworkError) {
    const { reason, status } = error;
    return new RedirectError(reason === "tooLarge" ? "malformed" : "interrupted", { status });
  }
  return error instanceof RedirectError ? error : new RedirectError("malformedCallback");
}

function isToken(value: unknown): value is string {
  return typeof value === "string" && /^[!-~]{1,8192}$/.test(value);
}

/** Whether the granted scope covers the request. A missing one is the one that was asked for. */
function isScopeEnough({ deviceId }: OAuthTransactionRecord, scope: string | undefined): boolean {
  if (scope === undefined) return true;
  const granted = scope.split(" ");
  return ["urn:matrix:client", "urn:matrix:org.matrix.msc2967.client"].some(
    (client) =>
      granted.includes(`${client}:api:*`) && granted.includes(`${client}:device:${deviceId}`),
  );
}
