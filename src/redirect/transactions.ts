import * as v from "valibot";
import { type TabStorage, tabStorage } from "../uia/browser/tabStorage.js";
import { RedirectError } from "./error.js";
import { whole } from "./stored.js";

/** The transaction under an ID. */
export type FoundTransaction<Transaction> =
  | { readonly found: "open"; readonly transaction: Transaction }
  | { readonly found: "used" | "expired" | "none" };

export interface Transactions<Transaction> {
  /**
   * Keeps a transaction under its ID, as the only open one of the tab. An earlier one must not be
   * finished by a link from elsewhere.
   * @throws RedirectError `noStorage`
   */
  keep(storage: TabStorage | null, id: string, transaction: Transaction): void;
  /**
   * Takes the transaction of an ID out of the storage, before anything is done with it. A mark without
   * content stays, so that a second return can be told from a strange one.
   */
  take(storage: TabStorage | null, id: string, now: number): FoundTransaction<Transaction>;
}

/**
 * Lifetime of a transaction, in ms. It has to outlast making an account on another page, with mails and
 * their codes.
 */
const lifetime = 60 * 60_000;

/**
 * Creates the store of one method's transactions. `at` of a transaction is the time of its beginning,
 * in ms since the epoch.
 * @internal
 */
export function createTransactions<Transaction extends { readonly at: number }>(
  method: "oauth" | "sso",
  idGrammar: RegExp,
  schema: v.GenericSchema<unknown, Transaction>,
): Transactions<Transaction> {
  const prefix = prefixOf(method);

  const read = (storage: TabStorage, key: string, now: number): FoundTransaction<Transaction> => {
    const json = readJson(storage, key);
    const used = v.safeParse(usedSchema, json);
    if (used.success) return { found: isYoung(used.output.used, now) ? "used" : "expired" };
    const result = v.safeParse(schema, json);
    if (!result.success) return { found: "none" };
    const transaction = result.output;
    return isYoung(transaction.at, now) ? { found: "open", transaction } : { found: "expired" };
  };

  return {
    keep(storage, id, transaction) {
      if (storage === null) throw new RedirectError("noStorage");
      try {
        for (const key of keysIn(storage, prefix)) {
          if (read(storage, key, transaction.at).found !== "used") storage.removeItem(key);
        }
        storage.setItem(prefix + id, JSON.stringify(transaction));
      } catch {
        throw new RedirectError("noStorage");
      }
    },
    take(storage, id, now) {
      if (storage === null || !idGrammar.test(id)) return { found: "none" };
      try {
        for (const key of keysIn(storage, prefix)) {
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
    },
  };
}

/**
 * The transaction of a return, if it is open.
 * @throws RedirectError `replayed`, `expired`, `lostState`
 */
export function openTransaction<Transaction>(taken: FoundTransaction<Transaction>): Transaction {
  switch (taken.found) {
    case "open":
      return taken.transaction;
    case "used":
      throw new RedirectError("replayed");
    case "expired":
      throw new RedirectError("expired");
    case "none":
      throw new RedirectError("lostState");
  }
}

/**
 * Removes expired transactions, a code verifier among them. The page calls it when it loads, unless the
 * user comes back just then.
 */
export function sweepTransactions(now: number, storage: TabStorage | null = tabStorage()): void {
  if (storage === null) return;
  try {
    for (const key of [
      ...keysIn(storage, prefixOf("oauth")),
      ...keysIn(storage, prefixOf("sso")),
    ]) {
      const timed = v.safeParse(timedSchema, readJson(storage, key));
      const began = timed.success ? (timed.output.at ?? timed.output.used) : undefined;
      if (began === undefined || !isYoung(began, now)) storage.removeItem(key);
    }
  } catch {
    // A storage that cannot be read keeps nothing.
  }
}

function prefixOf(method: "oauth" | "sso"): string {
  return `matrix-register-kit.${method}.`;
}

function keysIn(storage: TabStorage, prefix: string): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key) => key?.startsWith(prefix) === true) as string[];
}

function readJson(storage: TabStorage, key: string): unknown {
  const json = storage.getItem(key) ?? "null";
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Whether a transaction still lives. One in the future is young: the clock was set back. */
function isYoung(at: number, now: number): boolean {
  return now - at <= lifetime;
}

const usedSchema = v.object({ used: whole });
const timedSchema = v.object({ at: v.optional(whole), used: v.optional(whole) });
