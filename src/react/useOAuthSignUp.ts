"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import type { OAuthErrorCode, OAuthErrorDetail } from "../oauth/oauthError.js";
import type { BeginOAuthOptions } from "../oauth/oauthOptions.js";
import type { AuthMetadata } from "../protocol/authMetadata.js";
import { parseServerUrl } from "../protocol/safeUrl.js";
import { useLasting } from "./useLasting.js";

export interface UseOAuthSignUpOptions
  extends Omit<BeginOAuthOptions, "signal" | "now" | "metadata"> {
  /** As discovery found it (`OAuthWay`). */
  readonly metadata: AuthMetadata;
  /** Brings the person to the account page. Default: `location.assign`. */
  readonly navigate?: ((url: string) => void) | undefined;
}

/** Why the person could not be brought to the account page. */
export interface OAuthSignUpProblem {
  /** `notLoaded`: the code for it could not be loaded. */
  readonly code: OAuthErrorCode | "notLoaded";
  /** What the homeserver said: to be quoted, never to be the headline. */
  readonly detail?: OAuthErrorDetail | undefined;
}

export interface OAuthSignUp {
  /** `going`: the way there is being prepared, or the browser is leaving. */
  readonly status: "ready" | "going" | "failed";
  /** Of the account page, in ASCII; `null` where it is none to go to. */
  readonly host: string | null;
  /** Whether the account page is asked for a new account. Else the person has to look for that there. */
  readonly asksToCreate: boolean;
  /** For `failed`. */
  readonly problem: OAuthSignUpProblem | null;
  /** Goes there: when the person wants to. */
  readonly go: () => void;
}

/**
 * Sign-up on a homeserver's account page by OAuth 2.0. Who comes back is signed in by `useReturned()`,
 * with what `takeCallback()` took out of the address.
 */
export function useOAuthSignUp(options: UseOAuthSignUpOptions): OAuthSignUp {
  const { metadata, trust } = options;
  const [state, setState] = useState<Pick<OAuthSignUp, "status" | "problem">>(ready);
  const gone = useLasting(makeController, abort);
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    // Back from the account page by the browser's own button, with everything as it was left.
    const wake = (event: PageTransitionEvent) => {
      if (event.persisted) setState(ready);
    };
    addEventListener("pageshow", wake);
    return () => removeEventListener("pageshow", wake);
  }, []);

  const isGoing = state.status === "going";
  const go = useCallback(() => {
    if (isGoing) return;
    setState({ status: "going", problem: null });
    leave(latest.current, gone.signal).catch((error: unknown) => {
      if (!gone.signal.aborted) setState({ status: "failed", problem: problemOf(error) });
    });
  }, [isGoing, gone]);

  const url = parseServerUrl(metadata.authorizationEndpoint, trust);
  return {
    ...state,
    host: url === undefined ? null : new URL(url).host,
    asksToCreate: metadata.promptValuesSupported.includes("create"),
    go,
  };
}

const ready = { status: "ready", problem: null } as const;

function makeController(): AbortController {
  return new AbortController();
}

function abort(controller: AbortController): void {
  controller.abort();
}

async function leave(options: UseOAuthSignUpOptions, signal: AbortSignal): Promise<void> {
  const { navigate = (target: string) => location.assign(target), ...rest } = options;
  // It is loaded by those who want to go there.
  const { beginOAuth } = await import("../oauth/beginOAuth.js");
  const { url } = await beginOAuth({ ...rest, signal });
  if (!signal.aborted) navigate(url);
}

function problemOf(error: unknown): OAuthSignUpProblem {
  const { code, detail } = error as Partial<OAuthSignUpProblem>;
  // Without a code the chunk could not be loaded, or the host's own options are wrong.
  if (
    code === undefined &&
    error instanceof TypeError &&
    error.message.includes("cannot be used")
  ) {
    throw error;
  }
  return code === undefined ? { code: "notLoaded" } : { code, detail };
}
