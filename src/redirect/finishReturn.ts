import type { Account } from "../discovery/account.js";
import type { Homeserver } from "../discovery/homeserver.js";
import { parseUserId } from "../protocol/guards/identifiers.js";
import type { Fetch } from "../protocol/wire/request.js";
import { systemClock } from "../uia/browser/clock.js";
import type { Clock, Handover, OnDone } from "../uia/machine/types.js";
import { limitWait } from "../uia/machine/waits.js";
import { callApp } from "../uia/run/callApp.js";
import { createEnding } from "../uia/run/createEnding.js";
import type { Callback } from "./callback.js";
import type { RedirectErrorCode, RedirectErrorDetail } from "./error.js";
import { forgetFinishing, keepFinishing } from "./finishing.js";
import { type RedirectOrigin, takeOrigin } from "./origin.js";
import { wantedLocalpart } from "./wantedLocalpart.js";

/** Why the user who came back is not signed in. */
export interface ReturnProblem {
  /** `notLoaded`: the code for it could not be loaded; `retry()` tries that once more. */
  readonly code: RedirectErrorCode | "notLoaded";
  /** The homeserver's words: to be quoted, never to be the headline. */
  readonly detail?: RedirectErrorDetail;
  /** For `rateLimited`: from when on it is worth starting again, in ms since the epoch. */
  readonly retryAt?: number;
}

/** State of a return from an account page or a sign-on. Holds no token. */
export type ReturnSnapshot =
  | { readonly status: "finishing"; readonly origin: RedirectOrigin | null }
  | {
      readonly status: "signedIn";
      readonly userId: string;
      /** Where the account is. */
      readonly homeserver: Homeserver;
      /** False where the app wanted no session: it has ended. */
      readonly hasSession: boolean;
      readonly handover: Handover;
      /** The username that the user asked for, if the account has another one. */
      readonly otherThan?: string | undefined;
    }
  | {
      readonly status: "failed";
      readonly problem: ReturnProblem;
      /** The place to start again; `null` where that is not known, as in another tab. */
      readonly origin: RedirectOrigin | null;
    };

export interface ReturnOptions {
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
  /** Keep no session: it is ended once the user ID is known. */
  readonly inhibitLogin?: boolean | undefined;
}

/** One return, from the address to the hand-over. */
export interface RedirectReturn {
  subscribe(listener: () => void): () => void;
  getSnapshot(): ReturnSnapshot;
  /** Begins, the first time it is called. */
  start(options: ReturnOptions): void;
  /** Hands the account to `onDone`: at once if it is there, and once in all. */
  handTo(onDone: OnDone): void;
  /** Tries again after `notLoaded`: nothing was used yet. */
  retry: () => void;
  /** Leaves the return. A session that comes all the same is ended. */
  cancel: () => void;
  retryHandover: () => void;
}

const known = new WeakMap<Callback, RedirectReturn>();

/** Finds or creates the return of a callback. There is one, since the secret is given out once. */
export function createReturn(
  callback: Callback,
  load: LoadFinish = loaders[callback.method],
): RedirectReturn {
  const returned = known.get(callback) ?? createReturned(callback, load);
  known.set(callback, returned);
  return returned;
}

/**
 * Begins to finish a return before anything is rendered. A login token lives for seconds, so a page that
 * loads something first calls this at once. The root goes on from there.
 */
export function finishReturn(callback: Callback, options: ReturnOptions = {}): void {
  createReturn(callback).start(options);
}

function createReturned(callback: Callback, load: LoadFinish): RedirectReturn {
  const listeners = new Set<() => void>();
  const cancelling = new AbortController();
  let snapshot: ReturnSnapshot = { status: "finishing", origin: null };
  let isBegun = false;
  /** Loads the code once more: there after that failed. */
  let loadAgain: (() => void) | undefined;
  let origin: RedirectOrigin | null = null;
  let account: Account | null = null;
  let receiver: OnDone | undefined;
  let ending: ReturnType<typeof createEnding> | undefined;

  function tell(next: ReturnSnapshot): void {
    snapshot = next;
    for (const listener of [...listeners]) callApp(listener);
  }

  async function finish({ clock = systemClock, ...options }: ReturnOptions): Promise<void> {
    loadAgain = undefined;
    tell({ status: "finishing", origin });
    const fail = (problem: ReturnProblem) => {
      // A reload cuts requests off, or loses a secret that was not used yet. After it that is told.
      if (problem.code !== "interrupted" && problem.code !== "notLoaded") forgetFinishing();
      tell({ status: "failed", problem, origin });
    };
    // The secret in the address works once, so the code is loaded before.
    const finishAccount = await load().catch(() => undefined);
    if (finishAccount === undefined) {
      loadAgain = () => void finish({ clock, ...options });
      fail({ code: "notLoaded" });
      return;
    }
    try {
      const url = callback.take();
      if (url === null) throw new Error("Another part took the callback");
      account = await finishAccount(url, { ...options, signal: cancelling.signal });
      if (cancelling.signal.aborted) throw new Error("The user gave up");
      forgetFinishing();
      const { userId, serverName, baseUrl, session } = account;
      tell({
        status: "signedIn",
        userId,
        homeserver: { baseUrl, serverName },
        hasSession: session !== null,
        handover: "none",
        otherThan: otherThan(userId, serverName),
      });
      handOver();
    } catch (error) {
      fail(problemOf(error, clock));
    }
  }

  function otherThan(userId: string, serverName: string): string | undefined {
    const wanted = wantedLocalpart(origin?.username, serverName);
    return parseUserId(userId)?.localpart === wanted ? undefined : wanted;
  }

  function handOver(): void {
    if (account === null || receiver === undefined) return;
    ending = createEnding(receiver, (handover) => {
      if (snapshot.status === "signedIn") tell({ ...snapshot, handover });
    });
    ending.reach({ outcome: "signedIn", account });
    account = null;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    getSnapshot: () => snapshot,
    start(options) {
      if (isBegun) return;
      isBegun = true;
      origin = takeOrigin();
      keepFinishing(callback.method, origin);
      void finish(options);
    },
    handTo(onDone) {
      receiver ??= onDone;
      handOver();
    },
    retry() {
      loadAgain?.();
    },
    cancel() {
      cancelling.abort();
      forgetFinishing();
    },
    retryHandover() {
      if (snapshot.status === "signedIn" && snapshot.handover === "failed") ending?.repeat();
    },
  };
}

type Finish = (
  url: string,
  options: Omit<ReturnOptions, "clock"> & { readonly signal: AbortSignal },
) => Promise<Account>;

type LoadFinish = () => Promise<Finish>;

/** Each is loaded when a user comes back by that method. */
const loaders: Readonly<Record<Callback["method"], LoadFinish>> = {
  sso: async () => (await import("./sso/finishSso.js")).finishSso,
  oauth: async () => (await import("./oauth/finishOAuth.js")).finishOAuth,
};

function problemOf(error: unknown, clock: Clock): ReturnProblem {
  const { code, detail, retryAfterMs } = error as Partial<ReturnProblem> & {
    readonly retryAfterMs?: number;
  };
  // An error without a code: another part took the address, or the user cancelled.
  if (code === undefined) return { code: "interrupted" };
  return {
    code,
    ...(detail && { detail }),
    ...(code === "rateLimited" && { retryAt: clock.now() + limitWait(retryAfterMs, 1).ms }),
  };
}
