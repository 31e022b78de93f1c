import type { Account, Session } from "../../discovery/account.js";
import { parseBaseUrl } from "../../discovery/parseHomeserverInput.js";
import { logout } from "../../protocol/endpoints/accessToken.js";
import { type LoginAnswer, logInWithToken } from "../../protocol/endpoints/loginToken.js";
import { serverNameOf } from "../../protocol/guards/identifiers.js";
import { MatrixError, NetworkError } from "../../protocol/wire/errors.js";
import type { Fetch, RequestOptions } from "../../protocol/wire/request.js";
import { type TabStorage, tabStorage } from "../../uia/browser/tabStorage.js";
import { ssoReturnParameter } from "../callback.js";
import { RedirectError, type SsoErrorCode } from "../error.js";
import { openTransaction } from "../transactions.js";
import { type SsoTransaction, ssoTransactions } from "./ssoTransactions.js";

export interface FinishSsoOptions {
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly storage?: TabStorage | undefined;
  readonly now?: (() => number) | undefined;
  /** Keep no session: it is ended as soon as the user ID is known. Default false. */
  readonly inhibitLogin?: boolean | undefined;
}

/**
 * Finishes what `beginSso()` began, with the address that the user came back to. Take that out of the
 * address bar first, and call this at once and only once: the login token in it works once,
 * and for seconds. The account may be a new one or an older one. Nothing tells which. Once the token is
 * sent, giving up by the signal waits for its answer, and ends the session.
 * https://spec.matrix.org/v1.18/client-server-api/#client-login-via-sso
 * @throws RedirectError
 * @throws NetworkError `aborted`
 */
export async function finishSso(
  returnUrl: string,
  options: FinishSsoOptions = {},
): Promise<Account> {
  const { fetch, signal, storage = tabStorage(), now = Date.now } = options;
  const { id, token } = readReturn(returnUrl);
  const transaction = openTransaction(ssoTransactions.take(storage, id, now()));
  if (token === undefined) throw new RedirectError("denied");

  const baseUrl = parseBaseUrl(transaction.baseUrl, transaction.trust);
  if (baseUrl === undefined) throw new RedirectError("notTrusted");
  const isGivenUp = () => signal?.aborted === true;
  if (isGivenUp()) throw new NetworkError("aborted");
  const askedAt = now();
  // The login token makes a session once it is sent. It is ended if the user gives up meanwhile.
  const answer = await exchange(token, transaction, { baseUrl, fetch });
  const serverName = serverNameOf(answer.userId, transaction.serverName);
  if (serverName === undefined || options.inhibitLogin === true || isGivenUp()) {
    await endSession(answer, { baseUrl, fetch });
  }
  if (isGivenUp()) throw new NetworkError("aborted");
  if (serverName === undefined) {
    throw new RedirectError("wrongServerName", { userId: answer.userId });
  }
  return {
    userId: answer.userId,
    serverName,
    baseUrl,
    kind: "user",
    via: "sso",
    acceptedPolicies: [],
    session: options.inhibitLogin === true ? null : sessionOf(answer, askedAt),
  };
}

function readReturn(text: string): { readonly id: string; readonly token: string | undefined } {
  let parameters: URLSearchParams;
  try {
    parameters = new URL(text).searchParams;
  } catch {
    throw new RedirectError("lostState");
  }
  const ids = parameters.getAll(ssoReturnParameter);
  const tokens = parameters.getAll("loginToken");
  const [id = ""] = ids;
  const [token] = tokens;
  // The kit puts one of each.
  if (ids.length !== 1 || tokens.length > 1) throw new RedirectError("lostState");
  return { id, token: token !== undefined && /^[!-~]{1,8192}$/.test(token) ? token : undefined };
}

async function exchange(
  token: string,
  { deviceId, deviceDisplayName, refreshToken }: SsoTransaction,
  send: RequestOptions & { readonly baseUrl: string },
): Promise<LoginAnswer> {
  try {
    return await logInWithToken(
      { token, deviceId, deviceDisplayName, ...(refreshToken && { refreshToken }) },
      send,
    );
  } catch (error) {
    throw errorOfExchange(error);
  }
}

/** The login token is spent by now, whether it arrived or not. */
function errorOfExchange(error: unknown): unknown {
  if (error instanceof NetworkError) {
    const { reason, status } = error;
    if (status === 429) return new RedirectError("rateLimited", { status });
    // The page of a proxy whose homeserver is down.
    if (status !== undefined && status >= 500) return new RedirectError("serverFailed", { status });
    const wasRead = reason === "malformed" || reason === "tooLarge";
    return new RedirectError(wasRead ? "malformed" : "interrupted", { status });
  }
  if (!(error instanceof MatrixError)) return error;
  const { status, errcode, text, retryAfterMs } = error;
  return new RedirectError(codeOf(status, errcode), { status, errcode, text }, retryAfterMs);
}

function codeOf(status: number, errcode: string | undefined): SsoErrorCode {
  if (errcode === "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL") return "pendingApproval";
  if (status === 429 || errcode === "M_LIMIT_EXCEEDED") return "rateLimited";
  if (status >= 500) return "serverFailed";
  return status === 403 && errcode === "M_FORBIDDEN" ? "expired" : "refused";
}

/** Ends a session that the app does not get. */
async function endSession(
  { accessToken }: LoginAnswer,
  send: RequestOptions & { readonly baseUrl: string },
): Promise<void> {
  await logout(accessToken, send).catch(() => undefined);
}

function sessionOf(answer: LoginAnswer, askedAt: number): Session {
  const { accessToken, deviceId, expiresInMs, refreshToken } = answer;
  return {
    accessToken,
    deviceId,
    ...(expiresInMs !== undefined && { expiresAt: askedAt + expiresInMs }),
    refresh: refreshToken === undefined ? null : { via: "matrix", token: refreshToken },
  };
}
