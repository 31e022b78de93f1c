import { preflightPasses, readableResponse } from "./cors.js";

export type FetchLike = (input: string, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that reaches one server, as a script of another origin would.
 *
 * CORS decides what may be sent and read. Other servers do not exist. An aborted request has still
 * been sent.
 */
export function fetchFrom(
  handle: (request: Request) => Promise<Response>,
  reaches: (url: URL) => boolean,
): FetchLike {
  return async (input, { signal, ...init } = {}) => {
    signal?.throwIfAborted();
    const request = new Request(input, init);
    if (!reaches(new URL(request.url))) throw networkFailure();
    const answered = answer(request, handle);
    return signal ? unlessAborted(answered, signal) : answered;
  };
}

async function answer(
  request: Request,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  const preflight = await handle(new Request(request.url, { method: "OPTIONS" }));
  if (!preflightPasses(request, preflight)) throw networkFailure();
  const response = await handle(request);
  const readable = response.type === "error" ? undefined : readableResponse(response);
  if (readable === undefined) throw networkFailure();
  return Object.defineProperty(readable, "url", { value: request.url });
}

function unlessAborted(answered: Promise<Response>, signal: AbortSignal): Promise<Response> {
  let onAbort: () => void;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", onAbort);
  });
  return Promise.race([answered, aborted]).finally(() => {
    signal.removeEventListener("abort", onAbort);
  });
}

// The browser says no more than this, whatever went wrong.
function networkFailure(): TypeError {
  return new TypeError("Failed to fetch");
}
