import type { Account } from "../discovery/account.js";
import type { Callback } from "../discovery/takeCallback.js";
import type { OAuthErrorCode, OAuthErrorDetail } from "../oauth/oauthError.js";
import type { Fetch } from "../protocol/request.js";
import type { SsoErrorCode, SsoErrorDetail } from "../sso/ssoError.js";
import { createEnding } from "../uia/createEnding.js";
import type { Handover, Result } from "../uia/types.js";

/** Why somebody who came back is not signed in. */
export interface ReturnProblem {
  readonly code: SsoErrorCode | OAuthErrorCode;
  /** What the homeserver said: to be quoted, never to be the headline. */
  readonly detail?: SsoErrorDetail | OAuthErrorDetail;
}

/** What is known of somebody who came back from an account page or a sign-on. Holds no token. */
export type ReturnSnapshot =
  | { readonly status: "finishing" }
  | {
      readonly status: "signedIn";
      readonly userId: string;
      readonly hasSession: boolean;
      readonly handover: Handover;
    }
  | { readonly status: "failed"; readonly problem: ReturnProblem };

export interface ReturnOptions {
  readonly fetch?: Fetch | undefined;
  /** Keep no session: it is ended once the user ID is known. */
  readonly inhibitLogin?: boolean | undefined;
}

/** One way back, from the address to the hand-over. */
export interface Returned {
  subscribe(listener: () => void): () => void;
  getSnapshot(): ReturnSnapshot;
  /** Begins, the first time it is called: what is in the address is good for one try. */
  start(options: ReturnOptions): void;
  /** Says to whom the account is handed: at once if it is there, and once in all. */
  handTo(onDone: (result: Result) => void | Promise<void>): void;
  retryHandover(): void;
}

const known = new WeakMap<Callback, Returned>();

/** What comes of a callback: the same for everybody who asks, since it can be had but once. */
export function returnedBy(callback: Callback): Returned {
  const returned = known.get(callback) ?? createReturned(callback);
  known.set(callback, returned);
  return returned;
}

/**
 * Begins to finish a return before anything is rendered. A login token lives seconds: a page that has
 * something to load first calls this at once. With the same options the root goes on from there.
 */
export function finishReturn(callback: Callback, options: ReturnOptions = {}): void {
  returnedBy(callback).start(options);
}

function createReturned(callback: Callback): Returned {
  const listeners = new Set<() => void>();
  let snapshot: ReturnSnapshot = { status: "finishing" };
  let hasBegun = false;
  let account: Account | null = null;
  let receiver: ((result: Result) => void | Promise<void>) | undefined;
  let ending: ReturnType<typeof createEnding> | undefined;

  function tell(next: ReturnSnapshot): void {
    snapshot = next;
    for (const listener of listeners) listener();
  }

  async function finish(options: ReturnOptions): Promise<void> {
    const url = callback.take();
    try {
      if (url === null) throw new Error("The callback was taken by somebody else");
      account = await finishers[callback.way](url, options);
      const { userId, session } = account;
      tell({ status: "signedIn", userId, hasSession: session !== null, handover: "none" });
      handOver();
    } catch (error) {
      tell({ status: "failed", problem: problemOf(error) });
    }
  }

  function handOver(): void {
    if (account === null || receiver === undefined || ending !== undefined) return;
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
      if (hasBegun) return;
      hasBegun = true;
      void finish(options);
    },
    handTo(onDone) {
      receiver ??= onDone;
      handOver();
    },
    retryHandover() {
      if (snapshot.status === "signedIn" && snapshot.handover === "failed") ending?.repeat();
    },
  };
}

type Finish = (url: string, options: ReturnOptions) => Promise<Account>;

/** Each is loaded when somebody comes back that way. */
const finishers: Readonly<Record<Callback["way"], Finish>> = {
  sso: async (url, options) => (await import("../sso/finishSso.js")).finishSso(url, options),
  oauth: async (url, options) =>
    (await import("../oauth/finishOAuth.js")).finishOAuth(url, options),
};

function problemOf(error: unknown): ReturnProblem {
  const { code, detail } = error as Partial<ReturnProblem>;
  // Without a code the chunk could not be loaded, or somebody else took the address.
  return code === undefined ? { code: "interrupted" } : { code, ...(detail && { detail }) };
}
