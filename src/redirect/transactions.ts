import * as v from "valibot";

/** The part of `Storage` that is used to remember a way out of the page and back. */
export type TransactionStorage = Pick<
  Storage,
  "getItem" | "setItem" | "removeItem" | "key" | "length"
>;

/** What was found under an ID. */
export type FoundTransaction<Transaction> =
  | { readonly found: "open"; readonly transaction: Transaction }
  | { readonly found: "used" | "expired" | "none" };

export interface Transactions<Transaction> {
  /**
   * Keeps a transaction under its ID. It is the only open one of the tab: a person is on one way at a
   * time, and what an earlier one left must not be finished by somebody else's link.
   * @throws whatever the storage throws
   */
  keep(storage: TransactionStorage, id: string, transaction: Transaction): void;
  /**
   * Takes the transaction of an ID out of the storage, before anything is done with it. That there was
   * one is remembered, without what was in it, so that a second return can be told from a strange one.
   */
  take(storage: TransactionStorage, id: string, now: number): FoundTransaction<Transaction>;
}

/**
 * How long a transaction lives, in ms. It has to outlast making an account on somebody else's page,
 * with mails and their codes.
 */
const lifetime = 60 * 60_000;

/**
 * The transactions of one way on which the person leaves the page and comes back. `at` of a transaction
 * is when it began: ms since the epoch.
 */
export function createTransactions<Transaction extends { readonly at: number }>(
  method: "oauth" | "sso",
  idGrammar: RegExp,
  schema: v.GenericSchema<unknown, Transaction>,
): Transactions<Transaction> {
  const prefix = prefixOf(method);

  const read = (
    storage: TransactionStorage,
    key: string,
    now: number,
  ): FoundTransaction<Transaction> => {
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
      for (const key of keysIn(storage, prefix)) {
        if (read(storage, key, transaction.at).found !== "used") storage.removeItem(key);
      }
      storage.setItem(prefix + id, JSON.stringify(transaction));
    },
    take(storage, id, now) {
      if (!idGrammar.test(id)) return { found: "none" };
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
 * Removes what was left behind by ways out of the page that nobody came back from in time; a code
 * verifier is among it. To be called when a page loads, unless somebody comes back just then.
 */
export function sweepTransactions(storage: TransactionStorage, now: number): void {
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
    // Where nothing can be read, nothing was kept.
  }
}

function prefixOf(method: "oauth" | "sso"): string {
  return `matrix-register-kit.${method}.`;
}

function keysIn(storage: TransactionStorage, prefix: string): readonly string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys.filter((key) => key?.startsWith(prefix) === true) as string[];
}

function readJson(storage: TransactionStorage, key: string): unknown {
  const json = storage.getItem(key) ?? "null";
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** A time to come is one of a clock that was set back: that is no reason to be too late. */
function isYoung(at: number, now: number): boolean {
  return now - at <= lifetime;
}

export const text = v.pipe(v.string(), v.maxLength(2048));
export const whole = v.pipe(v.number(), v.safeInteger());
const usedSchema = v.object({ used: whole });
const timedSchema = v.object({ at: v.optional(whole), used: v.optional(whole) });
