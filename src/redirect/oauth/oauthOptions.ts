import type { Homeserver } from "../../discovery/homeserver.js";
import type { AuthMetadata } from "../../protocol/endpoints/authMetadata.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/boundedFetch.js";
import type { OAuthStorage } from "./transactions.js";

/** What the authorisation server is told about the client, and may show to the person. */
export interface OAuthClient {
  /** An ID that the homeserver's owner gave out. Left out: the client registers itself, each time. */
  readonly id?: string | undefined;
  /** Default: the host of the redirect URI. */
  readonly name?: string | undefined;
  /**
   * Its web site, `https:`, at the host of all its other URIs or above it. Default: the origin of the
   * redirect URI, which will not do for one at a loopback address.
   */
  readonly uri?: string | undefined;
  readonly logoUri?: string | undefined;
  readonly tosUri?: string | undefined;
  readonly policyUri?: string | undefined;
}

/** How a host wants people to sign up by OAuth 2.0. */
export interface OAuthOptions {
  /**
   * Where the person comes back to: an `https:` URL (`http:` at a loopback address) without a
   * fragment, of the page that finishes. Registered where the client has an ID of its own.
   */
  readonly redirectUri: string;
  readonly client?: OAuthClient | undefined;
  /** A hint for the account page whom to sign in or up. */
  readonly loginHint?: string | undefined;
  /** BCP 47 tags the account page may be shown in, the best first. */
  readonly languages?: readonly string[] | undefined;
}

export interface BeginOAuthOptions extends OAuthOptions {
  readonly homeserver: Homeserver;
  /** As discovery found it. Left out: the homeserver is asked. */
  readonly metadata?: AuthMetadata | undefined;
  /** How far the homeserver is trusted. Default `any`. */
  readonly trust?: Trust | undefined;
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The device to sign in: 10 or more of `A-Z a-z 0-9 . _ ~ -`. Default: a random one. */
  readonly deviceId?: string | undefined;
  /** What outlives the way to the account page and back. Default: `sessionStorage`. */
  readonly storage?: OAuthStorage | undefined;
  /** ms since the epoch. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

export interface FinishOAuthOptions {
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly storage?: OAuthStorage | undefined;
  readonly now?: (() => number) | undefined;
  /** Keep no session: the tokens are revoked once the user ID is known. Default false. */
  readonly inhibitLogin?: boolean | undefined;
}
