export type AccountKind = "user" | "guest";

/** A policy as it was shown to the user who accepted it. */
export interface AcceptedPolicy {
  readonly id: string;
  readonly version: string;
  /** Language tag as the homeserver spells it. */
  readonly language: string;
  readonly url: string;
}

/** A signed-in device on the new account. */
export interface Session {
  readonly accessToken: string;
  readonly deviceId: string;
  /** ms since the epoch; absent when the token does not expire. */
  readonly expiresAt?: number;
  readonly refresh:
    | null
    | { readonly via: "matrix"; readonly token: string }
    | {
        readonly via: "oauth";
        readonly token: string;
        readonly issuer: string;
        readonly clientId: string;
        readonly redirectUri: string;
        /** The ID token as the account server signed it: a hint for a later sign-out there. */
        readonly idToken?: string;
        readonly idTokenClaims?: Readonly<Record<string, unknown>>;
      };
}

/** The account that a method made, and the session on it. */
export interface Account {
  readonly userId: string;
  /** As in the user ID. The homeserver says it, unless its name was known before. */
  readonly serverName: string;
  readonly baseUrl: string;
  readonly kind: AccountKind;
  /** The method that made it. */
  readonly via: "uia" | "oauth" | "sso";
  readonly acceptedPolicies: readonly AcceptedPolicy[];
  readonly session: Session | null;
}
