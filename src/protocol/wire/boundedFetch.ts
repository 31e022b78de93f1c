import { isBlockedByPolicy, watchPolicy } from "./blockedByPolicy.js";
import { NetworkError } from "./errors.js";

/** The part of `fetch` that is used. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface BoundedFetchOptions {
  /** Default: the `fetch` of the platform. */
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** For the whole exchange, the answer's body included. Default: 60 s. */
  readonly timeoutMs?: number | undefined;
  /** How much of an answer is read, decoded bytes. Default: 64 KiB. */
  readonly maxBytes?: number | undefined;
  /**
   * Default of a GET: `no-store`, because an answer is for this user at this moment. Use `default`
   * for public documents, which say how long they hold.
   *
   * Default of a POST: `default`. No browser caches its answer, and with `no-store` Chromium would
   * repeat the preflight of every request.
   */
  readonly cache?: "no-store" | "default" | undefined;
}

/**
 * Makes one exchange within bounds of time and size.
 * `response` has status, headers and address; its body is spent.
 * @throws NetworkError if no answer comes, or if it is too large.
 */
export async function boundedFetch(
  url: string,
  init: RequestInit,
  options: BoundedFetchOptions,
): Promise<{ readonly response: Response; readonly text: string }> {
  const { signal, timeoutMs = 60_000 } = options;
  const { cache = init.method === "POST" ? "default" : "no-store" } = options;
  if (signal?.aborted === true) throw new NetworkError("aborted");

  const controller = new AbortController();
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
    return await Promise.race([
      stopped,
      exchange(url, { ...init, cache, signal: controller.signal }, controller.signal, options),
    ]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

async function exchange(
  url: string,
  init: RequestInit,
  signal: AbortSignal,
  { fetch: send = platformFetch, maxBytes = 65_536 }: BoundedFetchOptions,
): Promise<{ readonly response: Response; readonly text: string }> {
  let response: Response | undefined;
  try {
    response = await send(url, init);
    return { response, text: await readText(response, maxBytes, signal) };
  } catch (error) {
    if (error instanceof NetworkError) throw error;
    // Whatever was thrown is left behind: it may name the URL or hold the request.
    if (isOffline()) throw new NetworkError("offline", response?.status);
    const isBlocked =
      send === platformFetch && response === undefined && (await isBlockedByPolicy(url));
    throw new NetworkError(isBlocked ? "blocked" : "unreachable", response?.status);
  }
}

function platformFetch(input: string, init: RequestInit): Promise<Response> {
  watchPolicy();
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

function isOffline(): boolean {
  return (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine === false;
}
