import type { Account, Session } from "../../discovery/account.js";
import { type TokenOwner, whoami } from "../../protocol/endpoints/accessToken.js";
import { serverNameOf } from "../../protocol/guards/identifiers.js";
import { parseServerUrl } from "../../protocol/guards/safeUrl.js";
import { MatrixError, NetworkError } from "../../protocol/wire/errors.js";
import { tabStorage } from "../../uia/browser/tabStorage.js";
import { type OAuthErrorCode, RedirectError } from "../error.js";
import { openTransaction } from "../transactions.js";
import { exchangeCode, type Tokens } from "./exchangeCode.js";
import { detailOf, type SendOptions } from "./oauthFetch.js";
import type { FinishOAuthOptions } from "./oauthOptions.js";
import {
  type OAuthTransactionRecord,
  oauthTransactions,
  rememberOldScopes,
} from "./oauthTransactions.js";
import { readCallback } from "./readCallback.js";
import { revokeTokens } from "./revokeTokens.js";

/**
 * Finishes what `beginOAuth()` began, with the address that the user came back to. Take that out of the
 * address bar first (`takeCallback()`), and call this once: the code in it works once.
 *
 * The account may be a new one or an older one. Nothing tells which. Once the code is sent, giving up by
 * the signal waits for its answer, and gives the tokens back.
 * https://spec.matrix.org/v1.18/client-server-api/#login-flow
 * @throws RedirectError
 * @throws NetworkError `aborted`
 */
export async function finishOAuth(
  callbackUrl: string,
  options: FinishOAuthOptions = {},
): Promise<Account> {
  const { fetch, signal, storage = tabStorage(), now = Date.now } = options;
  const { state, parameters } = readCallback(callbackUrl);
  const record = openTransaction(oauthTransactions.take(storage, state, now()));
  assertSameServers(record);
  assertIssuer(record, parameters.get("iss"));
  const error = parameters.get("error");
  if (error !== null) {
    const isOld = error === "invalid_scope" && record.hasStableScopes;
    if (isOld) rememberOldScopes(storage, record.baseUrl);
    throw new RedirectError(
      isOld ? "oldScopes" : codeOfCallback(error),
      detailOf(error, parameters.get("error_description")),
    );
  }

  const send: SendOptions = { fetch, signal };
  if (signal?.aborted === true) throw new NetworkError("aborted");
  // The code makes tokens once it is sent. A user who gives up meanwhile must not leave them alive.
  const tokens = await exchangeCode(record, state, parameters, { fetch }, now);
  try {
    const owner = await askOwner(record, tokens, send);
    const account = accountOf(record, owner);
    if (options.inhibitLogin !== true) {
      return { ...account, session: sessionOf(record, tokens) };
    }
    // Giving up now must not leave the tokens alive.
    await revokeTokens(record, tokens, { fetch });
    return account;
  } catch (problem) {
    // A session that the app does not get is not left behind.
    await revokeTokens(record, tokens, { fetch });
    throw problem;
  }
}

/** Asks nothing that the guard would refuse, although the storage is the tab's own. */
function assertSameServers(record: OAuthTransactionRecord): void {
  const { trust, tokenEndpoint, revocationEndpoint, baseUrl } = record;
  for (const url of [tokenEndpoint, revocationEndpoint, baseUrl]) {
    if (url !== undefined && parseServerUrl(url, trust) === undefined) {
      throw new RedirectError("notTrusted");
    }
  }
}

/** Compares the server that the user comes back from with the one they were sent to (RFC 9207). */
function assertIssuer({ issuer, namesItself }: OAuthTransactionRecord, named: string | null): void {
  if (named === null ? namesItself : named !== issuer) throw new RedirectError("wrongIssuer");
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

/** Asks up to three times. The code is spent by now, but this question costs nothing. */
async function askOwner(
  { baseUrl }: OAuthTransactionRecord,
  { accessToken }: Tokens,
  send: SendOptions,
): Promise<TokenOwner> {
  for (const waitMs of [0, 1000, 3000]) {
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    try {
      return await whoami(accessToken, { baseUrl, ...send });
    } catch (error) {
      if (error instanceof NetworkError && error.reason === "aborted") throw error;
      const isFinal = error instanceof MatrixError && error.status < 500 && error.status !== 429;
      if (isFinal) {
        throw new RedirectError("refused", detailOf(error.errcode, error.text, error.status));
      }
    }
  }
  throw new RedirectError("interrupted");
}

function accountOf(record: OAuthTransactionRecord, { userId, deviceId }: TokenOwner): Account {
  const serverName = serverNameOf(userId, record.serverName);
  if (deviceId !== record.deviceId) throw new RedirectError("wrongDevice", { userId });
  if (serverName === undefined) throw new RedirectError("wrongServerName", { userId });
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
  { deviceId, issuer, clientId, redirectUri }: OAuthTransactionRecord,
  { accessToken, expiresAt, refreshToken, idToken, idTokenClaims }: Tokens,
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
            ...(idToken !== undefined && { idToken }),
            ...(idTokenClaims !== undefined && { idTokenClaims }),
          },
  };
}
