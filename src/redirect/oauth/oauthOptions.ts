import type { Homeserver } from "../../discovery/homeserver.js";
import type { AuthMetadata } from "../../protocol/endpoints/authMetadata.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { Fetch } from "../../protocol/wire/boundedFetch.js";
import type { TabStorage } from "../../uia/browser/tabStorage.js";

/** The client as the authorisation server is told of it, and may show it to the user. */
export interface OAuthClient {
  /** An ID that the homeserver's owner gave out. Default: the client registers itself, each time. */
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

/** How an app wants people to sign up by OAuth 2.0. */
export interface OAuthOptions {
  /**
   * Return address: an `https:` URL (`http:` at a loopback address) without a fragment, of the page
   * that finishes. Its query has none of an answer's parameters, such as `state` or `code`. It has to be
   * registered where the client has an ID of its own.
   */
  readonly redirectUri: string;
  readonly client?: OAuthClient | undefined;
  /**
   * Issuers of account servers that make accounts for a `listed` homeserver although they are on another
   * site. Default none. The homeserver gets full access to the accounts made there.
   */
  readonly issuers?: readonly string[] | undefined;
  /** A hint for the account page whom to sign in or up. */
  readonly loginHint?: string | undefined;
  /** BCP 47 tags of the user's languages, the best first. */
  readonly languages?: readonly string[] | undefined;
}

export interface BeginOAuthOptions extends OAuthOptions {
  readonly homeserver: Homeserver;
  /** As discovery found it. Default: the homeserver is asked. */
  readonly metadata?: AuthMetadata | undefined;
  /** How far the homeserver is trusted. Default `any`. */
  readonly trust?: Trust | undefined;
  /**
   * Whether the user has confirmed a warning: this homeserver could use the account they have at another
   * one. Required under trust `any`, unless the account server promises to name itself (RFC 9207).
   */
  readonly isConfirmed?: boolean | undefined;
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The device to sign in: 10 or more of `A-Z a-z 0-9 . _ -`. Default: a random one. */
  readonly deviceId?: string | undefined;
  /** Storage that outlives the redirect. Default: `sessionStorage`. */
  readonly storage?: TabStorage | undefined;
  /** ms since the epoch. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

export interface FinishOAuthOptions {
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly storage?: TabStorage | undefined;
  readonly now?: (() => number) | undefined;
  /** Keep no session: the tokens are revoked once the user ID is known. Default false. */
  readonly inhibitLogin?: boolean | undefined;
}
