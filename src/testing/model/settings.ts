import { type FakeClock, realClock } from "../server/clock.js";
import type { FakePasswordPolicy } from "./passwordPolicy.js";
import type { RateLimit } from "./rateLimiter.js";
import type { FakeRegistrationToken } from "./registrationTokens.js";
import type { Rule } from "./rules.js";
import type { Threepid } from "./threepids/threepids.js";

/** A sign-on provider, as `GET /login` tells it. */
export interface FakeIdentityProvider {
  /** Synapse puts `oidc-` before the IDs of its configuration. */
  readonly id: string;
  readonly name: string;
  /** An `mxc://` URI. */
  readonly icon?: string;
  readonly brand?: string;
}
/** The kind of homeserver that a fake answers as. */
export type DialectName = "synapse" | "dendrite" | "conduit" | "continuwuity" | "tuwunel" | "mas";

/** How a fake homeserver is set up. Without options it is open: `[m.login.dummy]`, no limits. */
export interface FakeHomeserverOptions {
  /** The homeserver whose order of checks, errors and shapes it has. Default `synapse`. */
  readonly dialect?: DialectName;
  /** The name in user IDs. Default `example.org`. */
  readonly serverName?: string;
  /** Where its API answers; may have a path. Default `https://matrix.` and the server name. */
  readonly baseUrl?: string;
  /** `required`: first in every flow; `bypass`: one more flow of the token alone. */
  readonly registrationToken?: "required" | "bypass";
  readonly registrationTokens?: readonly FakeRegistrationToken[];
  /** `required`: in every flow; `optional`: in flows beside those without. */
  readonly email?: "required" | "optional";
  /** As `email`; where both are offered, there is a flow with both. */
  readonly phone?: "required" | "optional";
  /** A captcha in every flow. An answer that begins with `good` passes, once. */
  readonly recaptcha?: boolean;
  /** Policies to accept. Synapse itself can offer one, in English. */
  readonly terms?: readonly FakePolicy[];
  /** The flows word for word, instead of those the switches make. */
  readonly flows?: readonly (readonly string[])[];
  /** Default `fake-site-key`; `null`: it has none to tell. */
  readonly recaptchaPublicKey?: string | null;
  /** The script of the homeserver's own captcha page. Default: that of recaptcha.net. */
  readonly recaptchaScript?: string;
  /** The addresses that may be used, by a pattern for each medium. Empty: all. */
  readonly allowedThreepids?: readonly {
    readonly medium: Threepid["medium"];
    readonly pattern: RegExp;
  }[];
  /** That an email address or a phone number is in use is not told. */
  readonly threepidsHidden?: boolean;
  /** How long the link in a mail is good, in ms. Default: an hour. */
  readonly mailLinkLifetimeMs?: number;
  /** Whom one can sign on with; empty: there is no single sign-on. */
  readonly sso?: readonly FakeIdentityProvider[];
  /**
   * Signing in and out is routed to the account service, whose `/login` prefers OAuth 2.0; known to mas
   * alone.
   */
  readonly loginRouted?: boolean;
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
    /** Counts requests to send a mail or an SMS: all of them, and those for one address. */
    readonly threepidValidation?: RateLimit;
  };
  readonly usersTaken?: readonly {
    readonly username: string;
    readonly password?: string;
    readonly email?: string;
    /** Country code and number, digits alone. */
    readonly phone?: string;
  }[];
  /** That a username is taken is told only when the account is to be made. */
  readonly namesHidden?: boolean;
  /** Usernames kept for application services. */
  readonly reservedUsernames?: readonly RegExp[];
  /** Usernames that the owner forbids; known to continuwuity and tuwunel alone. */
  readonly forbiddenUsernames?: readonly RegExp[];
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
  extends Required<Omit<FakeHomeserverOptions, keyof Absent | "limits">>,
    Absent {
  readonly limits: NonNullable<FakeHomeserverOptions["limits"]>;
}

/** Options whose default is to be absent. */
interface Absent {
  readonly registrationToken: FakeHomeserverOptions["registrationToken"];
  readonly email: FakeHomeserverOptions["email"];
  readonly phone: FakeHomeserverOptions["phone"];
  readonly full: FakeHomeserverOptions["full"];
}

/** Fills in the defaults; `flowsOf` makes the flows where they are not given word for word. */
export function settingsFrom(
  options: FakeHomeserverOptions,
  flowsOf: (settings: Settings) => Settings["flows"],
): Settings {
  const serverName = options.serverName ?? "example.org";
  const baseUrl = options.baseUrl ?? `https://matrix.${serverName}`;
  const settings: Settings = {
    dialect: "synapse",
    registrationToken: undefined,
    registrationTokens: [],
    email: undefined,
    phone: undefined,
    recaptcha: false,
    terms: [],
    flows: [],
    recaptchaPublicKey: "fake-site-key",
    recaptchaScript: "https://www.recaptcha.net/recaptcha/api.js",
    allowedThreepids: [],
    threepidsHidden: false,
    mailLinkLifetimeMs: 60 * 60_000,
    sso: [],
    loginRouted: false,
    passwordPolicy: {},
    guests: false,
    closed: false,
    approval: false,
    full: undefined,
    limits: {},
    usersTaken: [],
    namesHidden: false,
    reservedUsernames: [],
    forbiddenUsernames: [],
    refreshableLifetimeMs: 5 * 60_000,
    corsStricter: false,
    misbehaviour: [],
    clock: realClock,
    ...options,
    serverName,
    baseUrl: baseUrl.replace(/\/+$/, ""),
  };
  return { ...settings, flows: options.flows ?? flowsOf(settings) };
}
