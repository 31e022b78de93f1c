import { errorAnswer } from "./errorAnswer.js";
import { NetworkError } from "./errors.js";
import { isJsonObject, type OwnKeys, ownCopy } from "./ownCopy.js";
import { parseServerUrl } from "./safeUrl.js";

/** The part of `fetch` that is used. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

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
 * No cookies, no referrer, no `Authorization`, and a redirect never carries a body to another place.
 * @param maxBytes How much of an answer is read, decoded bytes. Default: 64 KiB.
 * @throws MatrixError for an answer with another status.
 * @throws NetworkError when no answer comes, or none that can be read.
 */
export async function request(
  method: "GET" | "POST",
  url: string,
  body: unknown,
  options: RequestOptions & { readonly maxBytes?: number },
): Promise<unknown> {
  const { signal, timeoutMs = method === "POST" ? 60_000 : 20_000 } = options;
  const init: RequestInit = {
    method,
    mode: "cors",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "follow",
  };
  if (method === "POST") {
    init.redirect = "error";
    init.headers = { "Content-Type": "application/json" };
    init.body = JSON.stringify(body ?? {});
  }
  if (signal?.aborted === true) throw new NetworkError("aborted");

  const controller = new AbortController();
  init.signal = controller.signal;
  const stop = (reason: "aborted" | "timeout") => {
    controller.abort(new NetworkError(reason));
  };
  const onAbort = () => {
    stop("aborted");
  };
  const stopped = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => {
      reject(controller.signal.reason as NetworkError);
    });
  });
  signal?.addEventListener("abort", onAbort);
  const timer = setTimeout(stop, Math.min(timeoutMs, 2 ** 31 - 1), "timeout");
  try {
    // A `fetch` that is passed in may not heed the signal: the race does.
    return await Promise.race([stopped, exchange(url, init, controller.signal, options)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

async function exchange(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  {
    fetch: send = platformFetch,
    maxBytes = 65_536,
  }: RequestOptions & { readonly maxBytes?: number },
): Promise<OwnKeys> {
  let response: Response | undefined;
  let text: string;
  try {
    response = await send(url, init);
    text = await readText(response, maxBytes, signal);
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    // Whatever was thrown is left behind: it may name the URL or hold the request.
    throw new NetworkError(isOffline() ? "offline" : "unreachable", response?.status);
  }

  const { status } = response;
  const answer = leftForPrivatePlace(url, response) ? undefined : parseObject(text);
  if (answer === undefined) throw new NetworkError("unreadable", status);
  if (response.ok) return answer;
  throw errorAnswer(status, answer, response.headers.get("Retry-After"));
}

function platformFetch(input: string, init: RequestInit): Promise<Response> {
  return globalThis.fetch(input, init);
}

async function readText(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const cancel = () => {
    reader.cancel().catch(() => undefined);
  };
  signal.addEventListener("abort", cancel);
  if (signal.aborted) cancel();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      cancel();
      throw new NetworkError("tooLarge", response.status);
    }
    text += decoder.decode(value, { stream: true });
  }
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

function isOffline(): boolean {
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
}
