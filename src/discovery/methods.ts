import type { AuthMetadata } from "../protocol/endpoints/authMetadata.js";
import type { IdentityProvider } from "../protocol/endpoints/loginFlows.js";
import type { Homeserver } from "./homeserver.js";

/** A method by which accounts are made on a homeserver. */
export type SignUpMethod = UiaMethod | OAuthMethod | SsoMethod;

export type MethodType = SignUpMethod["type"];

/** `POST /register` with its stages, as the probe found them, without its session. */
export interface UiaMethod {
  readonly type: "uia";
  readonly flows: readonly (readonly string[])[];
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The homeserver's account pages, by OAuth 2.0. */
export interface OAuthMethod {
  readonly type: "oauth";
  /** As the homeserver says it, unchecked. */
  readonly metadata: AuthMetadata;
  /** Whether the account pages are on another site than the homeserver. Then the app named their issuer. */
  readonly isOnOtherSite: boolean;
  /** The single sign-on that leads to the same pages. It needs no client to be registered. */
  readonly sso?: SsoMethod;
}

/** Single sign-on: the first sign-in makes an account. */
export interface SsoMethod {
  readonly type: "sso";
  /** Each once, at most 32. Empty where the homeserver offers one sign-on without a name. */
  readonly providers: readonly IdentityProvider[];
  /** The homeserver's account pages behind it make the account (`oauth_aware_preferred`). */
  readonly isOAuthAware: boolean;
  /** Whether the homeserver prefers it: a password, once chosen, would not sign in there. */
  readonly isPreferred?: boolean;
}

/** Why no account can be made, as far as it can be known from outside. */
export type UnavailableReason =
  /** Registration is off. */
  | "closed"
  /** A Matrix homeserver, but none of the methods is known here. */
  | "unsupported"
  /** No answer, or only from something in front of it. */
  | "unreachable"
  /** Something answers that is not a Matrix homeserver, or the address is none. */
  | "notMatrix"
  | "rateLimited";

/**
 * How looking up a server name failed, as the specification calls it: `failPrompt`, what its
 * `.well-known` says cannot be read, so that the user may know the base URL; `failError`, it names an
 * address where no homeserver can be asked.
 */
export type WellKnownFault = "failPrompt" | "failError";

/**
 * The obstacle to a homeserver that may be there. `homeserver`: it answers, but not to sign-up from web
 * pages. `page`: the Content-Security-Policy of the page lets no request out to it. `trust`: it is not asked,
 * because its address is by `http:` or private, and the trust is not `own`.
 */
export type BlockedBy = "homeserver" | "page" | "trust";

/** A homeserver's words, to be quoted. */
export interface DiscoveryDetail {
  readonly status: number;
  readonly errcode?: string;
  /** Cleaned, at most 500 code points. */
  readonly text?: string;
}

export type Discovery =
  | {
      readonly status: "found";
      readonly homeserver: Homeserver;
      /** Never empty. */
      readonly methods: readonly SignUpMethod[];
      /** The one of `methods` to offer first. */
      readonly preferred: SignUpMethod;
    }
  | {
      readonly status: "unavailable";
      readonly reason: UnavailableReason;
      /** The homeserver that was asked, where that is known. */
      readonly homeserver?: Homeserver;
      readonly wellKnown?: WellKnownFault;
      /** For `unreachable`. */
      readonly blockedBy?: BlockedBy;
      /** When it is worth trying again, if the homeserver said so: ms since the epoch. */
      readonly retryAt?: number;
      /** For `closed`. */
      readonly detail?: DiscoveryDetail;
    };

/** A discovery that found no method. */
export type Unavailable = Extract<Discovery, { status: "unavailable" }>;

/** Makes such a discovery. When it is worth trying again is told by the given clock. */
export function unavailable(
  reason: UnavailableReason,
  {
    retryAfterMs,
    ...why
  }: Partial<Omit<Unavailable, "status">> & { readonly retryAfterMs?: number | undefined } = {},
  now: () => number = Date.now,
): Unavailable {
  if (retryAfterMs === undefined) return { ...why, status: "unavailable", reason };
  const retryAt = now() + Math.min(retryAfterMs, longestWait);
  return { ...why, retryAt, status: "unavailable", reason };
}

/** The longest wait before another try, in ms, whatever the homeserver asks. */
const longestWait = 15 * 60_000;
