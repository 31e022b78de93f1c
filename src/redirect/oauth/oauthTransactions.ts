import * as v from "valibot";
import type { TabStorage } from "../../uia/browser/tabStorage.js";
import { text, whole } from "../stored.js";
import { createTransactions } from "../transactions.js";

/** Everything needed to finish, and nothing else. */
export type OAuthTransactionRecord = v.InferOutput<typeof schema>;

/**
 * Remembers that a homeserver's authorisation server knows the scopes by the names they had before they
 * were stable. The next redirect asks for those.
 */
export function rememberOldScopes(storage: TabStorage | null, baseUrl: string): void {
  try {
    storage?.setItem(oldScopesKey, baseUrl);
  } catch {
    // The next redirect asks as this one did.
  }
}

export function hasOldScopes(storage: TabStorage | null, baseUrl: string): boolean {
  try {
    return storage?.getItem(oldScopesKey) === baseUrl;
  } catch {
    return false;
  }
}

const oldScopesKey = "matrix-register-kit.oauth-old-scopes";

const schema = v.object({
  /** Time of the beginning: ms since the epoch. */
  at: whole,
  baseUrl: text,
  serverName: v.optional(text),
  trust: v.picklist(["any", "listed", "own"]),
  issuer: text,
  authorizationEndpoint: text,
  tokenEndpoint: text,
  revocationEndpoint: v.optional(text),
  clientId: text,
  redirectUri: text,
  codeVerifier: text,
  deviceId: text,
  hasStableScopes: v.boolean(),
  /** Present where an ID token was asked for. */
  nonce: v.optional(text),
  idTokenSigningAlgorithms: v.array(text),
  namesItself: v.boolean(),
});

export const oauthTransactions = createTransactions("oauth", /^mrk-[\w-]{43}$/, schema);
