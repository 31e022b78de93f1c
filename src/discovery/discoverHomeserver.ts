import { MatrixError, NetworkError } from "../protocol/errors.js";
import { register } from "../protocol/register.js";
import type { Fetch, RequestOptions } from "../protocol/request.js";
import type { Trust } from "../protocol/safeUrl.js";
import { wellKnown } from "../protocol/wellKnown.js";
import { decideBaseUrl, type WellKnownAnswer } from "./decideBaseUrl.js";
import { decideWays, type RegisterAnswer } from "./decideWays.js";
import type { Homeserver } from "./homeserver.js";
import { parseHomeserverInput } from "./parseHomeserverInput.js";
import type { Discovery, UnavailableReason } from "./ways.js";

export interface DiscoverHomeserverOptions {
  /** How far the homeserver is trusted. Default `"listed"`: the caller chose it. */
  trust?: Trust | undefined;
  fetch?: Fetch | undefined;
  signal?: AbortSignal | undefined;
}

/** For all of it, in ms: nobody waits longer for a page that shows nothing yet. */
const timeLimit = 20_000;
const wellKnownTimeLimit = 10_000;

/**
 * Finds a homeserver and the ways accounts are made there.
 *
 * `input` is a server name (`example.org`), a user ID, a base URL, or a `Homeserver`. A name is
 * looked up by its `.well-known`; then one `POST /register` with an empty body asks for the flows,
 * and the UIA session that comes with them is thrown away. Never rejects but with a `NetworkError`
 * "aborted" when `signal` says so.
 */
export async function discoverHomeserver(
  input: string | Homeserver,
  { trust = "listed", fetch, signal }: DiscoverHomeserverOptions = {},
): Promise<Discovery> {
  const until = Date.now() + timeLimit;
  const named = parseHomeserverInput(input, trust);
  if (named === undefined) return unavailable("notMatrix");

  let homeserver: Homeserver;
  if (named.named === "baseUrl") {
    homeserver = named.homeserver;
  } else {
    const { serverName } = named;
    const answer = await askWellKnown(serverName, { fetch, signal, timeoutMs: wellKnownTimeLimit });
    const decision = decideBaseUrl(serverName, answer, trust);
    if ("reason" in decision) return unavailable(decision.reason, decision.retryAfterMs);
    homeserver = { baseUrl: decision.baseUrl, serverName };
  }

  const answer = await askRegister(homeserver.baseUrl, {
    fetch,
    signal,
    timeoutMs: Math.max(1, until - Date.now()),
  });
  const decision = decideWays({ register: answer });
  if ("reason" in decision) return unavailable(decision.reason, decision.retryAfterMs);
  return { status: "found", homeserver, ...decision };
}

type AskOptions = RequestOptions & { readonly timeoutMs: number };

async function askWellKnown(serverName: string, options: AskOptions): Promise<WellKnownAnswer> {
  try {
    const { homeserverBaseUrl } = await wellKnown(serverName, options);
    return { answer: "document", homeserverBaseUrl };
  } catch (error) {
    if (error instanceof MatrixError) {
      const { status, retryAfterMs } = error;
      return { answer: "refused", status, retryAfterMs };
    }
    return silenceOf(error);
  }
}

async function askRegister(baseUrl: string, options: AskOptions): Promise<RegisterAnswer> {
  try {
    await register({}, { ...options, baseUrl });
    return { answer: "made" };
  } catch (error) {
    if (!(error instanceof MatrixError)) return silenceOf(error);
    const { status, errcode, retryAfterMs, uia } = error;
    if (uia !== undefined) return { answer: "challenge", flows: uia.flows, params: uia.params };
    return { answer: "refused", status, errcode, retryAfterMs };
  }
}

type Silence = Extract<RegisterAnswer, { answer: "none" }>;

function silenceOf(error: unknown): Silence {
  if (!(error instanceof NetworkError) || error.reason === "aborted") throw error;
  return { answer: "none", reason: error.reason, status: error.status };
}

function unavailable(reason: UnavailableReason, retryAfterMs?: number): Discovery {
  return {
    status: "unavailable",
    reason,
    ...(retryAfterMs === undefined ? {} : { retryAt: Date.now() + retryAfterMs }),
  };
}
