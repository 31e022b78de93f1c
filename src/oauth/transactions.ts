import * as v from "valibot";
import { OAuthError } from "./oauthError.js";

/** Where the way to the account page and back is remembered: the part of `Storage` that is used. */
export type OAuthStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Everything needed to finish, and nothing else. */
export type TransactionRecord = v.InferOutput<typeof schema>;

/** What was found under a `state`. */
export type FoundTransaction =
  | { readonly found: "open"; readonly record: TransactionRecord }
  | { readonly found: "used" | "expired" | "none" };

/**
 * How long a transaction lives, in ms. It has to outlast the sign-up on the account page, with mails
 * and their codes; for the code alone, which lives a minute, the authorisation server sees to that.
 */
const lifetime = 60 * 60_000;

const prefix = "matrix-register-kit.oauth.";

/**
 * Keeps a transaction under its `state`. It is the only open one of the tab: a person is on one way at
 * a time, and what an earlier one left must not be finished by somebody else's link.
 * @throws OAuthError `noStorage`
 */
export function keepTransaction(
  storage: OAuthStorage,
  state: string,
  record: TransactionRecord,
): void {
  try {
    for (const key of keysIn(storage)) {
      if (readRecord(storage, key, record.at).found !== "used") storage.removeItem(key);
    }
    storage.setItem(prefix + state, JSON.stringify(record));
  } catch {
    throw new OAuthError("noStorage");
  }
}

/**
 * Takes the transaction of a `state` out of the storage, before anything is done with it. That there
 * was one is remembered, without what was in it, so that a second callback can be told from a strange
 * one.
 */
export function takeTransaction(
  storage: OAuthStorage,
  state: string,
  now: number,
): FoundTransaction {
  if (!/^[\w-]{43}$/.test(state)) return { found: "none" };
  try {
    for (const key of keysIn(storage)) {
      if (key !== prefix + state && readRecord(storage, key, now).found === "expired") {
        storage.removeItem(key);
      }
    }
    const found = readRecord(storage, prefix + state, now);
    storage.removeItem(prefix + state);
    if (found.found !== "none") storage.setItem(prefix + state, JSON.stringify({ used: now }));
    return found;
  } catch {
    return { found: "none" };
  }
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

function keysIn(storage: OAuthStorage): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key) => key?.startsWith(prefix) === true) as string[];
}

function readRecord(storage: OAuthStorage, key: string, now: number): FoundTransaction {
  let json: unknown;
  try {
    json = JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return { found: "none" };
  }
  const isYoung = (at: number) => at <= now && now - at <= lifetime;
  const used = v.safeParse(usedSchema, json);
  if (used.success) return { found: isYoung(used.output.used) ? "used" : "expired" };
  const record = v.safeParse(schema, json);
  if (!record.success) return { found: "none" };
  return isYoung(record.output.at)
    ? { found: "open", record: record.output }
    : { found: "expired" };
}

const text = v.pipe(v.string(), v.maxLength(2048));
const whole = v.pipe(v.number(), v.safeInteger());
const usedSchema = v.object({ used: whole });
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
