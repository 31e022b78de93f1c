import * as v from "valibot";
import {
  createTransactions,
  type FoundTransaction,
  type TransactionStorage,
  text,
  whole,
} from "../transactions.js";
import { SsoError } from "./ssoError.js";

/** Where the way to the sign-on and back is remembered: the part of `Storage` that is used. */
export type SsoStorage = TransactionStorage;

/** Everything needed to finish, and nothing secret. */
export type SsoTransaction = v.InferOutput<typeof schema>;

/**
 * Keeps a transaction under its ID.
 * @throws SsoError `noStorage`
 */
export function keepSsoTransaction(
  storage: SsoStorage,
  id: string,
  transaction: SsoTransaction,
): void {
  try {
    transactions.keep(storage, id, transaction);
  } catch {
    throw new SsoError("noStorage");
  }
}

/** Takes the transaction of an ID out of the storage, once. */
export function takeSsoTransaction(
  storage: SsoStorage,
  id: string,
  now: number,
): FoundTransaction<SsoTransaction> {
  return transactions.take(storage, id, now);
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

const transactions = createTransactions("sso", /^[0-9a-f]{32}$/, schema);
