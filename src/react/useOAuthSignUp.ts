"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { type AuthMetadata, offersToCreate } from "../protocol/endpoints/authMetadata.js";
import { parseServerUrl } from "../protocol/guards/safeUrl.js";
import type { OAuthErrorCode, RedirectError, RedirectErrorDetail } from "../redirect/error.js";
import type { BeginOAuthOptions } from "../redirect/oauth/oauthOptions.js";
import { keepOrigin } from "../redirect/origin.js";
import { wantedLocalpart } from "../redirect/wantedLocalpart.js";
import { systemClock } from "../uia/browser/clock.js";
import type { Clock } from "../uia/machine/types.js";
import { limitWait } from "../uia/machine/waits.js";
import { useDisposable } from "./useDisposable.js";
import { useReturnDetection } from "./useReturnDetection.js";

export interface UseOAuthSignUpOptions
  extends Omit<BeginOAuthOptions, "signal" | "now" | "metadata"> {
  /** As discovery found it (`OAuthMethod`). */
  readonly metadata: AuthMetadata;
  /** Brings the user to the account page. Default: `location.assign`. */
  readonly navigate?: ((url: string) => void) | undefined;
  readonly clock?: Clock | undefined;
  /**
   * The wanted username. It is the hint for the account page, unless there is a `loginHint`. A user who
   * has to start again finds it in the form.
   */
  readonly username?: string | undefined;
}

/** Why the user could not be brought to the account page. */
export interface OAuthSignUpProblem {
  /**
   * `notLoaded`: the code for it could not be loaded. `misconfigured`: the options are wrong, or
   * `navigate` threw. The error is reported as an uncaught one.
   */
  readonly code: OAuthErrorCode | "notLoaded" | "misconfigured";
  /** The homeserver's words: to be quoted, never to be the headline. */
  readonly detail?: RedirectErrorDetail | undefined;
  /** For `rateLimited`: when it may be tried again, in ms since the epoch. */
  readonly retryAt?: number | undefined;
}

export interface UseOAuthSignUp {
  /**
   * `preparing`: the account page is told of the client. `leaving`: the browser was sent there. Nothing
   * tells whether it goes, so this ends by itself, and the user can go again.
   */
  readonly status: "ready" | "preparing" | "leaving" | "failed";
  /** Of the account page, in ASCII; `null` where it is none to go to. */
  readonly host: string | null;
  /** Whether the account page is asked for a new account. Else the user has to look for that there. */
  readonly asksToCreate: boolean;
  /**
   * Whether the user has to confirm a warning before (`isConfirmed`): the homeserver could lead them on to
   * the account page of another one, and use the account they have there.
   */
  readonly needsWarning: boolean;
  /** For `failed`. */
  readonly problem: OAuthSignUpProblem | null;
  /** Goes there: when the user wants to, and not before `retryAt`. */
  readonly go: () => void;
  /** Stays here after all. */
  readonly cancel: () => void;
}

type State = Pick<UseOAuthSignUp, "status" | "problem">;

/**
 * Signs up on a homeserver's account page by OAuth 2.0. `useReturned()` signs in the user who comes back,
 * with the result of `takeCallback()`.
 */
export function useOAuthSignUp(options: UseOAuthSignUpOptions): UseOAuthSignUp {
  const { metadata, trust = "any", isConfirmed = false, clock = systemClock } = options;
  const [state, setState] = useState<State>(ready);
  const departures = useDisposable(createDepartures, endDepartures);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const { status, problem } = state;
  const retryAt = problem?.retryAt ?? 0;
  const go = useCallback(() => {
    if (status === "preparing" || clock.now() < retryAt) return;
    const signal = departures.next();
    setState(preparing);
    void depart(latest.current, clock, signal).then((next) => {
      if (!signal.aborted) setState(next);
    });
  }, [status, retryAt, departures, clock]);
  const stay = useCallback(() => setState(ready), []);
  const cancel = useCallback(() => {
    departures.end();
    // A navigation that the kit began can be stopped.
    if (latest.current.navigate === undefined) stop();
    setState(ready);
  }, [departures]);
  useReturnDetection(status === "leaving", clock, stay);

  const url = parseServerUrl(metadata.authorizationEndpoint, trust);
  return {
    ...state,
    host: url === undefined ? null : new URL(url).host,
    asksToCreate: offersToCreate(metadata) === true,
    needsWarning: trust === "any" && !metadata.namesItself && !isConfirmed,
    go,
    cancel,
  };
}

const ready: State = { status: "ready", problem: null };
const preparing: State = { status: "preparing", problem: null };
const leaving: State = { status: "leaving", problem: null };

/** Creates the departures, one at a time: the next ends the one before. */
function createDepartures() {
  let current = new AbortController();
  return {
    next(): AbortSignal {
      current.abort();
      current = new AbortController();
      return current.signal;
    },
    end: () => current.abort(),
  };
}

function endDepartures({ end }: ReturnType<typeof createDepartures>): void {
  end();
}

async function depart(
  options: UseOAuthSignUpOptions,
  clock: Clock,
  signal: AbortSignal,
): Promise<State> {
  const { navigate = (target: string) => location.assign(target), ...rest } = options;
  const { homeserver, username, loginHint = hintOf(options) } = options;
  // The code is loaded when the user wants to go there.
  const loaded = await import("../redirect/oauth/beginOAuth.js").catch(() => null);
  if (loaded === null) return { status: "failed", problem: { code: "notLoaded" } };
  try {
    const { url } = await loaded.beginOAuth({ ...rest, loginHint, signal });
    if (signal.aborted) return ready;
    keepOrigin({ homeserver, username });
    navigate(url);
    return leaving;
  } catch (error) {
    return signal.aborted ? ready : { status: "failed", problem: problemOf(error, clock) };
  }
}

/** A user ID, as https://github.com/matrix-org/matrix-spec-proposals/pull/4198 writes it. */
function hintOf({ homeserver, username }: UseOAuthSignUpOptions): string | undefined {
  const { serverName } = homeserver;
  const localpart = wantedLocalpart(username, serverName);
  return serverName === undefined || localpart === undefined
    ? undefined
    : `mxid:@${localpart}:${serverName}`;
}

function problemOf(error: unknown, clock: Clock): OAuthSignUpProblem {
  const { code, detail, retryAfterMs } = error as Partial<RedirectError<OAuthErrorCode>>;
  if (typeof code !== "string") {
    reportError(error);
    return { code: "misconfigured" };
  }
  if (code !== "rateLimited") return { code, detail };
  return { code, detail, retryAt: clock.now() + limitWait(retryAfterMs, 1).ms };
}
