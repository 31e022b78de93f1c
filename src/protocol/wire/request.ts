import { parseServerUrl } from "../guards/safeUrl.js";
import { type BoundedFetchOptions, boundedFetch, type Fetch } from "./boundedFetch.js";
import { errorAnswer } from "./errorAnswer.js";
import { NetworkError } from "./errors.js";
import { isJsonObject, type OwnKeys, ownCopy } from "./ownCopy.js";

export type { Fetch };

export interface RequestOptions {
  /** Default: the `fetch` of the platform. */
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the whole exchange, the answer's body included. Default: 20 s, with a body 60 s. */
  readonly timeoutMs?: number | undefined;
}

/**
 * The only place that sends anything. Resolves to the JSON object of a successful answer, copied to
 * null-prototype objects of own keys, or rejects.
 *
 * No cookies and no referrer; `Authorization` for the `accessToken` alone. A redirect never carries a
 * body or a token to another place.
 * @param maxBytes How much of an answer is read, decoded bytes. Default: 64 KiB.
 * @throws MatrixError for an answer with another status.
 * @throws NetworkError when no answer comes, or none that can be read.
 */
export async function request(
  method: "GET" | "POST",
  url: string,
  body: unknown,
  options: BoundedFetchOptions & { readonly accessToken?: string | undefined },
): Promise<unknown> {
  const { accessToken, timeoutMs = method === "POST" ? 60_000 : 20_000 } = options;
  const init: RequestInit = {
    method,
    mode: "cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "follow",
  };
  const headers = {
    ...(method === "POST" && { "Content-Type": "application/json" }),
    ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
  };
  if (method === "POST" || accessToken !== undefined) {
    init.redirect = "error";
    init.headers = headers;
  }
  if (method === "POST") init.body = JSON.stringify(body ?? {});
  const { response, text } = await boundedFetch(url, init, { ...options, timeoutMs });
  const { status } = response;
  const answer = leftForPrivatePlace(url, response) ? undefined : parseObject(text);
  if (answer === undefined) throw new NetworkError("malformed", status);
  if (response.ok) return answer;
  throw errorAnswer(status, answer, response.headers.get("Retry-After"));
}

function parseObject(text: string): OwnKeys | undefined {
  try {
    const value = ownCopy(JSON.parse(text));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether redirects led from a public place to one that the guard refuses. */
function leftForPrivatePlace(url: string, response: Response): boolean {
  return (
    response.redirected &&
    parseServerUrl(url) !== undefined &&
    parseServerUrl(response.url) === undefined
  );
}
