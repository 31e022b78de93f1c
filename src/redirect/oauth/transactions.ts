import * as v from "valibot";
import {
  createTransactions,
  type FoundTransaction,
  type TransactionStorage,
  text,
  whole,
} from "../transactions.js";
import { OAuthError } from "./oauthError.js";

/** Where the way to the account page and back is remembered: the part of `Storage` that is used. */
export type OAuthStorage = TransactionStorage;

/** Everything needed to finish, and nothing else. */
export type TransactionRecord = v.InferOutput<typeof schema>;

/**
 * Keeps a transaction under its `state`.
 * @throws OAuthError `noStorage`
 */
export function keepTransaction(
  storage: OAuthStorage,
  state: string,
  record: TransactionRecord,
): void {
  try {
    transactions.keep(storage, state, record);
  } catch {
    throw new OAuthError("noStorage");
  }
}

/** Takes the transaction of a `state` out of the storage, once. */
export function takeTransaction(
  storage: OAuthStorage,
  state: string,
  now: number,
): FoundTransaction<TransactionRecord> {
  return transactions.take(storage, state, now);
}

/**
 * Remembers that a homeserver's authorisation server knows the scopes by their names before they were
 * stable alone, so that the next try asks for those.
 */
export function rememberOldScopes(storage: OAuthStorage, baseUrl: string): void {
  try {
    storage.setItem(oldScopesKey, baseUrl);
  } catch {
    // The next try asks as this one did.
  }
}

export function hasOldScopes(storage: OAuthStorage, baseUrl: string): boolean {
  try {
    return storage.getItem(oldScopesKey) === baseUrl;
  } catch {
    return false;
  }
}

const oldScopesKey = "matrix-register-kit.oauth-old-scopes";

const schema = v.object({
  /** When it began: ms since the epoch. */
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
  /** Where an ID token was asked for. */
  nonce: v.optional(text),
  idTokenSigningAlgorithms: v.array(text),
  namesItself: v.boolean(),
});

const transactions = createTransactions("oauth", /^[\w-]{43}$/, schema);
