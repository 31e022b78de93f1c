import { preflightPasses, readableResponse } from "./cors.js";

export type FetchLike = (input: string, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` that reaches one server, as a script of another origin would: CORS decides what may be
 * sent and read, other hosts do not exist, and what was aborted is not taken back.
 */
export function fetchFrom(
  handle: (request: Request) => Promise<Response>,
  hosts: () => readonly string[],
): FetchLike {
  return async (input, { signal, ...init } = {}) => {
    signal?.throwIfAborted();
    const request = new Request(input, init);
    if (!hosts().includes(new URL(request.url).host)) throw networkFailure();
    const answered = answer(request, handle);
    return signal ? Promise.race([answered, aborted(signal)]) : answered;
  };
}

async function answer(
  request: Request,
  handle: (request: Request) => Promise<Response>,
): Promise<Response> {
  const preflight = await handle(new Request(request.url, { method: "OPTIONS" }));
  if (!preflightPasses(request, preflight)) throw networkFailure();
  const response = await handle(request);
  if (response.type === "error") throw networkFailure();
  return readableResponse(response) ?? fail();
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}

// The browser says no more than this, whatever went wrong.
function networkFailure(): TypeError {
  return new TypeError("Failed to fetch");
}

function fail(): never {
  throw networkFailure();
}
