import * as v from "valibot";
import { SsoError } from "./ssoError.js";

/** Where the way to the sign-on and back is remembered: the part of `Storage` that is used. */
export type SsoStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

/** Everything needed to finish, and nothing secret. */
export type SsoTransaction = v.InferOutput<typeof schema>;

/** What was found under an ID. */
export type FoundSsoTransaction =
  | { readonly found: "open"; readonly transaction: SsoTransaction }
  | { readonly found: "used" | "expired" | "none" };

/** How long a transaction lives, in ms: time enough to make an account with whom one signs on. */
const lifetime = 60 * 60_000;

const prefix = "matrix-register-kit.sso.";

/**
 * Keeps a transaction under its ID. It is the only open one of the tab: what an earlier one left must
 * not be finished by somebody else's link.
 * @throws SsoError `noStorage`
 */
export function keepSsoTransaction(
  storage: SsoStorage,
  id: string,
  transaction: SsoTransaction,
): void {
  try {
    for (const key of keysIn(storage)) {
      if (read(storage, key, transaction.at).found !== "used") storage.removeItem(key);
    }
    storage.setItem(prefix + id, JSON.stringify(transaction));
  } catch {
    throw new SsoError("noStorage");
  }
}

/**
 * Takes the transaction of an ID out of the storage, before anything is done with it. That there was
 * one is remembered, without what was in it, so that a second return can be told from a strange one.
 */
export function takeSsoTransaction(
  storage: SsoStorage,
  id: string,
  now: number,
): FoundSsoTransaction {
  if (!isTransactionId(id)) return { found: "none" };
  try {
    for (const key of keysIn(storage)) {
      if (key !== prefix + id && read(storage, key, now).found === "expired") {
        storage.removeItem(key);
      }
    }
    const found = read(storage, prefix + id, now);
    storage.removeItem(prefix + id);
    if (found.found !== "none") storage.setItem(prefix + id, JSON.stringify({ used: now }));
    return found;
  } catch {
    return { found: "none" };
  }
}

/**
 * The tab's storage.
 * @throws SsoError `noStorage` where a browser's settings forbid it
 */
export function tabStorage(): SsoStorage {
  try {
    return globalThis.sessionStorage;
  } catch {
    throw new SsoError("noStorage");
  }
}

/** 128 bits that nobody can guess. */
export function randomTransactionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function isTransactionId(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

function keysIn(storage: SsoStorage): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key) => key?.startsWith(prefix) === true) as string[];
}

function read(storage: SsoStorage, key: string, now: number): FoundSsoTransaction {
  let json: unknown;
  try {
    json = JSON.parse(storage.getItem(key) ?? "null");
  } catch {
    return { found: "none" };
  }
  const isYoung = (at: number) => at <= now && now - at <= lifetime;
  const used = v.safeParse(usedSchema, json);
  if (used.success) return { found: isYoung(used.output.used) ? "used" : "expired" };
  const result = v.safeParse(schema, json);
  if (!result.success) return { found: "none" };
  const transaction = result.output;
  return isYoung(transaction.at) ? { found: "open", transaction } : { found: "expired" };
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
  deviceId: text,
  deviceDisplayName: v.optional(text),
  refreshToken: v.boolean(),
});
