import type { Account, Session } from "../../discovery/account.js";
import { type TokenOwner, whoami } from "../../protocol/endpoints/whoami.js";
import { serverNameOf } from "../../protocol/guards/identifiers.js";
import { parseServerUrl } from "../../protocol/guards/safeUrl.js";
import { MatrixError, NetworkError } from "../../protocol/wire/errors.js";
import { exchangeCode, type Tokens } from "./exchangeCode.js";
import { OAuthError, type OAuthErrorCode } from "./oauthError.js";
import { detailOf, type SendOptions } from "./oauthFetch.js";
import type { FinishOAuthOptions } from "./oauthOptions.js";
import { readCallback } from "./readCallback.js";
import { revokeTokens } from "./revokeTokens.js";
import { sessionStorageOf } from "./sessionStorageOf.js";
import { rememberOldScopes, type TransactionRecord, takeTransaction } from "./transactions.js";

/**
 * Finishes what `beginOAuth()` began, with the address the person came back to. Take that out of the
 * address bar first (`takeCallback()`), and call this once: the code in it is good for one try.
 *
 * The account that comes back may be a new one or one there was before; nothing tells which.
 * https://spec.matrix.org/v1.18/client-server-api/#login-flow
 * @throws OAuthError
 * @throws NetworkError `aborted`
 */
export async function finishOAuth(
  callbackUrl: string,
  options: FinishOAuthOptions = {},
): Promise<Account> {
  const { fetch, signal, storage = sessionStorageOf(), now = Date.now } = options;
  const { state, parameters } = readCallback(callbackUrl);
  const taken = takeTransaction(storage, state, now());
  switch (taken.found) {
    case "open":
      break;
    case "used":
      throw new OAuthError("replayed");
    case "expired":
      throw new OAuthError("expired");
    case "none":
      throw new OAuthError("lostState");
  }
  const { transaction: record } = taken;
  assertSameServers(record);
  assertIssuer(record, parameters.get("iss"));
  const error = parameters.get("error");
  if (error !== null) {
    const isOld = error === "invalid_scope" && record.hasStableScopes;
    if (isOld) rememberOldScopes(storage, record.baseUrl);
    throw new OAuthError(
      isOld ? "oldScopes" : codeOfCallback(error),
      detailOf(error, parameters.get("error_description")),
    );
  }

  const send: SendOptions = { fetch, signal };
  const tokens = await exchangeCode(record, state, parameters, send, now);
  try {
    const owner = await askOwner(record, tokens, send);
    const account = accountOf(record, owner);
    if (options.inhibitLogin !== true) {
      return { ...account, session: sessionOf(record, tokens) };
    }
    await revokeTokens(record, tokens, send);
    return account;
  } catch (problem) {
    // A session nobody takes is not left behind.
    await revokeTokens(record, tokens, { fetch });
    throw problem;
  }
}

/** The storage is the tab's own; all the same nothing is asked that the guard would refuse. */
function assertSameServers(record: TransactionRecord): void {
  const { trust, tokenEndpoint, revocationEndpoint, baseUrl } = record;
  for (const url of [tokenEndpoint, revocationEndpoint, baseUrl]) {
    if (url !== undefined && parseServerUrl(url, trust) === undefined) {
      throw new OAuthError("notTrusted");
    }
  }
}

/** RFC 9207: whoever sends the person back is whom the person was sent to. */
function assertIssuer({ issuer, namesItself }: TransactionRecord, named: string | null): void {
  if (named === null ? namesItself : named !== issuer) throw new OAuthError("wrongIssuer");
}

function codeOfCallback(error: string): OAuthErrorCode {
  switch (error) {
    case "access_denied":
      return "denied";
    case "server_error":
    case "temporarily_unavailable":
      return "serverFailed";
    default:
      return "refused";
  }
}

/** The code is spent by now, but this can be asked again. */
async function askOwner(
  { baseUrl }: TransactionRecord,
  { accessToken }: Tokens,
  send: SendOptions,
): Promise<TokenOwner> {
  for (const waitMs of [1000, 3000, null]) {
    try {
      return await whoami(accessToken, { baseUrl, ...send });
    } catch (error) {
      if (error instanceof NetworkError && error.reason === "aborted") throw error;
      const isFinal = error instanceof MatrixError && error.status < 500 && error.status !== 429;
      if (isFinal) {
        throw new OAuthError("refused", detailOf(error.errcode, error.text, error.status));
      }
      if (waitMs === null) throw new OAuthError("interrupted");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  throw new OAuthError("interrupted");
}

function accountOf(record: TransactionRecord, { userId, deviceId }: TokenOwner): Account {
  const serverName = serverNameOf(userId, record.serverName);
  if (deviceId !== record.deviceId) throw new OAuthError("wrongDevice");
  if (serverName === undefined) throw new OAuthError("wrongServerName");
  return {
    userId,
    serverName,
    baseUrl: record.baseUrl,
    kind: "user",
    via: "oauth",
    acceptedPolicies: [],
    session: null,
  };
}

function sessionOf(
  { deviceId, issuer, clientId, redirectUri }: TransactionRecord,
  { accessToken, expiresAt, refreshToken, idTokenClaims }: Tokens,
): Session {
  return {
    accessToken,
    deviceId,
    ...(expiresAt !== undefined && { expiresAt }),
    refresh:
      refreshToken === undefined
        ? null
        : {
            via: "oauth",
            token: refreshToken,
            issuer,
            clientId,
            redirectUri,
            ...(idTokenClaims !== undefined && { idTokenClaims }),
          },
  };
}
