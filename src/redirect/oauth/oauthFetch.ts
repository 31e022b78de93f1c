import { cleanText } from "../../protocol/guards/cleanText.js";
import { boundedFetch, type Fetch } from "../../protocol/wire/boundedFetch.js";
import { errorAnswer } from "../../protocol/wire/errorAnswer.js";
import { MatrixError, NetworkError } from "../../protocol/wire/errors.js";
import { isJsonObject, type OwnKeys, ownCopy } from "../../protocol/wire/ownCopy.js";
import { type OAuthErrorCode, RedirectError, type RedirectErrorDetail } from "../error.js";

export interface SendOptions {
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Sent {
  readonly body: string | URLSearchParams;
  readonly headers: Record<string, string>;
  readonly method: string;
}

/**
 * Creates the `fetch` for OAuth 2.0. Requests keep the bounds of all others, carry no cookies and no
 * referrer, and follow no redirect. Answers are read as JSON, whatever their content type. Errors in the
 * form of Matrix are put into that of OAuth 2.0.
 * @returns a `fetch` that throws RedirectError `rateLimited` for 429 and `serverFailed` for 5xx, and
 *   NetworkError
 */
export function oauthFetch({ fetch, signal }: SendOptions) {
  return async (url: string, { body, headers, method }: Sent): Promise<Response> => {
    const { response, text } = await boundedFetch(
      url,
      {
        method,
        headers,
        body,
        mode: "cors",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        redirect: "error",
      },
      { fetch, signal },
    );
    const { status } = response;
    const said = status < 400 ? {} : matrixErrorIn(text);
    const error = errorAnswer(status, said, response.headers.get("Retry-After"));
    const { errcode, text: words, retryAfterMs } = error instanceof MatrixError ? error : {};
    const isMatrix = errcode !== undefined;
    const detail = isMatrix ? { status, errcode, text: words } : { status };
    if (status === 429) throw new RedirectError("rateLimited", detail, retryAfterMs);
    if (status >= 500) throw new RedirectError("serverFailed", detail);
    const told = isMatrix ? JSON.stringify({ error: errcode, error_description: words }) : text;
    return new Response([204, 205, 304].includes(status) ? null : told, {
      status,
      headers: { "Content-Type": "application/json" },
    });
  };
}

/** The members of an error, whether in the form of Matrix or of OAuth 2.0. */
function matrixErrorIn(text: string): OwnKeys {
  try {
    const value = ownCopy(JSON.parse(text));
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The detail of an error of OAuth 2.0, in an answer or in the callback. */
export function detailOf(
  error: unknown,
  description: unknown,
  status?: number,
): RedirectErrorDetail {
  return {
    status,
    errcode: typeof error === "string" && /^[\w.-]{1,64}$/.test(error) ? error : undefined,
    text: cleanText(description, 500),
  };
}

/** Turns an error before the redirect into a `RedirectError`. An unknown error stays as it is. */
export function errorOnTheWay(error: unknown): unknown {
  if (error instanceof MatrixError) {
    const { status, errcode, text, retryAfterMs } = error;
    return new RedirectError(codeOfStatus(status), { status, errcode, text }, retryAfterMs);
  }
  if (!(error instanceof NetworkError)) return error;
  const { status } = error;
  // The page of a proxy whose homeserver is down, or limits.
  if (status !== undefined && (status === 429 || status >= 500)) {
    return new RedirectError(codeOfStatus(status), { status });
  }
  switch (error.reason) {
    case "aborted":
      return error;
    case "offline":
      return new RedirectError("offline");
    case "blocked":
    case "unreachable":
    case "timeout":
      return new RedirectError("unreachable");
    case "malformed":
    case "tooLarge":
      return new RedirectError("malformed", { status });
  }
}

function codeOfStatus(status: number): OAuthErrorCode {
  if (status === 429) return "rateLimited";
  return status >= 500 ? "serverFailed" : "unsupported";
}
