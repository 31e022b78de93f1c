import { authMetadata } from "../protocol/endpoints/authMetadata.js";
import { loginFlows } from "../protocol/endpoints/loginFlows.js";
import { probe } from "../protocol/endpoints/probe.js";
import { wellKnown } from "../protocol/endpoints/wellKnown.js";
import type { Trust } from "../protocol/guards/safeUrl.js";
import { MatrixError, NetworkError } from "../protocol/wire/errors.js";
import type { Fetch, RequestOptions } from "../protocol/wire/request.js";
import { bindAccountServer } from "./accountServer.js";
import {
  type Answers,
  type LoginAnswer,
  type MetadataAnswer,
  makesAccountsOf,
  type NoAnswer,
  type RegisterAnswer,
} from "./answers.js";
import { checkServer } from "./checkServer.js";
import { decideBaseUrl, type WellKnownAnswer } from "./decideBaseUrl.js";
import { decideMethods, lateReason, wantsOAuthAware } from "./decideMethods.js";
import type { Homeserver } from "./homeserver.js";
import { type Discovery, type MethodType, type Unavailable, unavailable } from "./methods.js";
import { parseHomeserverInput } from "./parseHomeserverInput.js";

export interface DiscoverHomeserverOptions {
  /** How far the homeserver is trusted. Default `"listed"`: the caller chose it. */
  trust?: Trust | undefined;
  /**
   * Issuers of account servers that make accounts for a `listed` homeserver although they are on another
   * site. Default none.
   */
  issuers?: readonly string[] | undefined;
  /** The methods that the app wants. Default all. */
  methods?: readonly MethodType[] | undefined;
  fetch?: Fetch | undefined;
  signal?: AbortSignal | undefined;
  /** Whether to ask past the browser's cache, as when the user tries again. Default false. */
  isFresh?: boolean | undefined;
  /** By which `retryAt` is told: ms since the epoch. Default: `Date.now`. */
  now?: (() => number) | undefined;
}

/** The limit for all of it, in ms: a user waits no longer for a page that shows nothing yet. */
const timeLimit = 20_000;
/** The limit for a question on whose answer others wait. */
const earlyTimeLimit = 10_000;

/**
 * Finds a homeserver and the methods accounts are made there.
 *
 * `input` is a server name (`example.org`), a user ID, a base URL, or a `Homeserver`. Looks up a name by
 * its `.well-known`, and so the host of a URL where no homeserver is; then asks the homeserver for its
 * account pages and its sign-in flows. Unless these say not to, one `POST /register` with an empty body asks
 * for its stages. The UIA session of that is thrown away. Rejects only with a `NetworkError` "aborted", when
 * `signal` says so.
 */
export async function discoverHomeserver(
  input: string | Homeserver,
  { trust = "listed", now = Date.now, ...rest }: DiscoverHomeserverOptions = {},
): Promise<Discovery> {
  const options = { ...rest, trust, now, until: performance.now() + timeLimit };
  const named = parseHomeserverInput(input, trust);
  if (named === undefined) {
    if (parseHomeserverInput(input, "own") === undefined) return unavailable("notMatrix");
    warnOfTrust(input, trust);
    return unavailable("unreachable", { blockedBy: "trust" });
  }

  if (named.named === "baseUrl") {
    const found = await findMethods(named.homeserver, options);
    const host = typeof input === "string" ? hostToLookUp(named.homeserver.baseUrl) : undefined;
    if (host === undefined || !isNowhere(found)) return found;
    // The address of a site, whose homeserver is somewhere else.
    const lookedUp = await lookUp(host, options, named.homeserver.baseUrl);
    return lookedUp.homeserver === undefined ? found : lookedUp;
  }
  return lookUp(named.serverName, options);
}

/** Tells the app's owner that an address of the app needs more trust, such as one of a local homeserver. */
function warnOfTrust(input: string | Homeserver, trust: Trust): void {
  if (trust !== "listed") return;
  const address = typeof input === "string" ? input : input.baseUrl;
  // oxlint-disable-next-line no-console -- Only the app's owner can mend it.
  console.warn(
    `${address} is not asked under trust "${trust}": by http: or at a private address a homeserver has to be your own. Pass trust "own" for it.`,
  );
}

/** The server name that the URL of a site stands for. */
function hostToLookUp(baseUrl: string): string | undefined {
  const { protocol, host } = new URL(baseUrl);
  return protocol === "https:" ? host : undefined;
}

/** Looks up a server name, and the methods there. `tried`: an address that is known to be none. */
async function lookUp(serverName: string, options: AskOptions, tried?: string): Promise<Discovery> {
  const { trust, now } = options;
  const answer = await askWellKnown(serverName, options);
  const decision = decideBaseUrl(serverName, answer, trust);
  if ("reason" in decision) return unavailable(decision.reason, decision, now);
  if (new URL(decision.baseUrl).href === tried) return unavailable("notMatrix");
  const found = await findMethods({ baseUrl: decision.baseUrl, serverName }, options);
  const isNamed = answer.answer === "document";
  return isNamed && isNowhere(found) ? { ...found, wellKnown: "failError" } : found;
}

async function findMethods(homeserver: Homeserver, options: AskOptions): Promise<Discovery> {
  const { baseUrl } = homeserver;
  const { trust, methods } = options;
  const answers = await askForMethods(homeserver, options);
  const decision = decideMethods(answers, baseUrl, trust, methods) ?? (await lateReason(answers));
  if ("reason" in decision) {
    return unavailable(decision.reason, { ...decision, homeserver }, options.now);
  }
  return { status: "found", homeserver, ...decision };
}

/** Whether no homeserver answered where one was asked. */
function isNowhere(discovery: Discovery): discovery is Unavailable {
  if (discovery.status === "found") return false;
  return discovery.reason === "notMatrix" || discovery.reason === "unreachable";
}

interface AskOptions extends DiscoverHomeserverOptions {
  /** When all of it has to be over, by `performance.now()`: a clock that is set changes nothing. */
  readonly until: number;
  readonly now: () => number;
  readonly trust: Trust;
}

function within({ until, fetch, signal }: AskOptions, limit: number = timeLimit): RequestOptions {
  return { fetch, signal, timeoutMs: Math.max(1, Math.min(limit, until - performance.now())) };
}

async function askWellKnown(serverName: string, options: AskOptions): Promise<WellKnownAnswer> {
  try {
    const { homeserverBaseUrl } = await wellKnown(serverName, {
      ...within(options, earlyTimeLimit),
      isFresh: options.isFresh,
    });
    return { answer: "document", homeserverBaseUrl };
  } catch (error) {
    if (error instanceof MatrixError) {
      const { status, retryAfterMs } = error;
      return { answer: "refused", status, retryAfterMs };
    }
    return silenceOf(error);
  }
}

/**
 * Asks for everything that tells the methods. A client of OAuth 2.0 may not ask `/register` where `/login`
 * prefers that, so the probe waits for `/login`. It is sent all the same where the account pages do not
 * offer to make accounts: its answer tells whether that is so for good. The unstable path is asked only
 * where there would be no method otherwise: the homeservers that have it have no stages.
 */
async function askForMethods(homeserver: Homeserver, options: AskOptions): Promise<Answers> {
  const { baseUrl } = homeserver;
  const askingLogin = askLogin(baseUrl, options);
  const askingMetadata = askMetadata(homeserver, "stable", options);
  const askingRegister = askingLogin.then(async (answer): Promise<RegisterAnswer> => {
    const isLeftAlone = wantsOAuthAware(answer) && makesAccountsOf(await askingMetadata) === true;
    return isLeftAlone ? { answer: "notAsked" } : askRegister(baseUrl, options);
  });
  const [login, stable, register] = await Promise.all([
    askingLogin,
    askingMetadata,
    askingRegister,
  ]);
  const isUnknown = "status" in stable && [400, 404, 405].includes(stable.status ?? 0);
  const metadata =
    isUnknown && register.answer !== "challenge"
      ? await askMetadata(homeserver, "unstable", options)
      : stable;
  return { login, register, metadata };
}

function askLogin(baseUrl: string, options: AskOptions): Promise<LoginAnswer> {
  return ask<LoginAnswer>(options, async () => {
    return {
      answer: "flows",
      flows: await loginFlows({ ...within(options, earlyTimeLimit), baseUrl }),
    };
  });
}

function askMetadata(
  homeserver: Homeserver,
  path: "stable" | "unstable",
  options: AskOptions,
): Promise<MetadataAnswer> {
  const { baseUrl } = homeserver;
  const { trust, issuers } = options;
  return ask<MetadataAnswer>(options, async () => {
    const metadata = await authMetadata({ ...within(options), baseUrl, path });
    const answer = { answer: "metadata", metadata } as const;
    const checked = checkServer(metadata, baseUrl, trust);
    if ("fault" in checked) return { ...answer, binding: "none" };
    const binding = await bindAccountServer(checked.server, homeserver, trust, issuers).catch(
      () => null,
    );
    // The public suffix list could not be loaded, so the account pages stay in doubt.
    return binding === null ? { answer: "none", reason: "offline" } : { ...answer, binding };
  });
}

function askRegister(baseUrl: string, options: AskOptions): Promise<RegisterAnswer> {
  return ask<RegisterAnswer>(options, async () => {
    try {
      await probe({ ...within(options), baseUrl });
      return { answer: "made" };
    } catch (error) {
      const uia = error instanceof MatrixError ? error.uia : undefined;
      if (uia === undefined) throw error;
      return { answer: "challenge", flows: uia.flows, params: uia.params };
    }
  });
}

async function ask<Answer>(
  { until }: AskOptions,
  question: () => Promise<Answer>,
): Promise<Answer | NoAnswer> {
  if (performance.now() >= until) return { answer: "none", reason: "timeout" };
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof MatrixError)) return silenceOf(error);
    const { status, errcode, text, retryAfterMs } = error;
    return { answer: "refused", status, errcode, text, retryAfterMs };
  }
}

type Silence = Extract<NoAnswer, { answer: "none" }>;

function silenceOf(error: unknown): Silence {
  if (!(error instanceof NetworkError) || error.reason === "aborted") throw error;
  return { answer: "none", reason: error.reason, status: error.status };
}
