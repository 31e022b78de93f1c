import { type FakeClock, realClock } from "./clock.js";
import type { FakePasswordPolicy } from "./passwordPolicy.js";
import type { RateLimit } from "./rateLimiter.js";
import type { FakeRegistrationToken } from "./registrationTokens.js";
import type { Rule } from "./rules.js";

/** How a fake homeserver is set up. Without options it is open: `[m.login.dummy]`, no limits. */
export interface FakeHomeserverOptions {
  /** The name in user IDs. Default `example.org`. */
  readonly serverName?: string;
  /** Where its API answers; may have a path. Default `https://matrix.` and the server name. */
  readonly baseUrl?: string;
  /** `required`: first in every flow; `bypass`: one more flow of the token alone. */
  readonly registrationToken?: "required" | "bypass";
  readonly registrationTokens?: readonly FakeRegistrationToken[];
  /** Policies to accept. Synapse itself can offer one, in English. */
  readonly terms?: readonly FakePolicy[];
  /** The flows word for word, instead of those the switches make. */
  readonly flows?: readonly (readonly string[])[];
  readonly recaptchaPublicKey?: string;
  readonly passwordPolicy?: FakePasswordPolicy;
  /** Whether guests may come in. */
  readonly guests?: boolean;
  /** No accounts are made (guests still are, where allowed). */
  readonly closed?: boolean;
  /** Accounts wait for an administrator (MSC3866). */
  readonly approval?: boolean;
  /** No room for another account, and whom to ask. */
  readonly full?: { readonly adminContact?: string };
  readonly limits?: {
    /** Counts finished accounts and guests; while full, every `/register` is refused. */
    readonly registration?: RateLimit;
    readonly tokenValidity?: RateLimit;
  };
  readonly usersTaken?: readonly { readonly username: string; readonly password?: string }[];
  /** That a username is taken is told only when the account is to be made. */
  readonly namesHidden?: boolean;
  /** Usernames kept for application services. */
  readonly reservedUsernames?: readonly RegExp[];
  /** How long an access token lives that can be refreshed, in ms; `null`: there are none. Default 5 min. */
  readonly refreshableLifetimeMs?: number | null;
  /** Send the CORS headers the specification asks for and not one more. */
  readonly corsStricter?: boolean;
  readonly misbehaviour?: readonly Rule[];
  readonly clock?: FakeClock;
}

/** A document of `m.login.terms`, by language tag. */
export interface FakePolicy {
  readonly id: string;
  readonly version: string;
  readonly translations: Readonly<
    Record<
      string,
      { readonly name: string /** Default: a page of the fake's own. */; readonly url?: string }
    >
  >;
}

/** The options with every default filled in. */
export interface Settings
  extends Required<Omit<FakeHomeserverOptions, "registrationToken" | "flows" | "full" | "limits">> {
  readonly registrationToken: FakeHomeserverOptions["registrationToken"];
  readonly flows: FakeHomeserverOptions["flows"];
  readonly full: FakeHomeserverOptions["full"];
  readonly limits: NonNullable<FakeHomeserverOptions["limits"]>;
}

export function settingsFrom(options: FakeHomeserverOptions): Settings {
  const serverName = options.serverName ?? "example.org";
  const baseUrl = options.baseUrl ?? `https://matrix.${serverName}`;
  return {
    registrationToken: undefined,
    registrationTokens: [],
    terms: [],
    flows: undefined,
    recaptchaPublicKey: "fake-site-key",
    passwordPolicy: {},
    guests: false,
    closed: false,
    approval: false,
    full: undefined,
    limits: {},
    usersTaken: [],
    namesHidden: false,
    reservedUsernames: [],
    refreshableLifetimeMs: 5 * 60_000,
    corsStricter: false,
    misbehaviour: [],
    clock: realClock,
    ...options,
    serverName,
    baseUrl: baseUrl.replace(/\/+$/, ""),
  };
}
