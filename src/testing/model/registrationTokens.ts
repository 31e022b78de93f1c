import type { FakeClock } from "../server/clock.js";

export interface FakeRegistrationToken {
  readonly token: string;
  /** How many accounts it is good for; absent or 0: any number. */
  readonly usesAllowed?: number;
  /** ms since the epoch; absent: never. */
  readonly expiryTime?: number;
}

/** A token and how often it was used: `pending` in unfinished sessions, `completed` for accounts. */
export interface RegistrationTokenUse extends FakeRegistrationToken {
  readonly pending: number;
  readonly completed: number;
}

export interface RegistrationTokens {
  add(token: FakeRegistrationToken): void;
  isValid(token: string): boolean;
  /** A session holds one use, so that no other session takes it meanwhile. */
  hold(token: string): void;
  /** The session expired without an account. */
  giveBack(token: string): void;
  complete(token: string): void;
  all(): readonly RegistrationTokenUse[];
}

export function createRegistrationTokens(clock: FakeClock): RegistrationTokens {
  const tokens = new Map<
    string,
    { token: FakeRegistrationToken; pending: number; completed: number }
  >();

  function count(token: string, pending: number, completed: number): void {
    const entry = tokens.get(token);
    if (entry === undefined) return;
    entry.pending += pending;
    entry.completed += completed;
  }

  return {
    add(token) {
      tokens.set(token.token, { token, pending: 0, completed: 0 });
    },
    isValid(token) {
      const entry = tokens.get(token);
      if (entry === undefined) return false;
      const { usesAllowed, expiryTime } = entry.token;
      if (expiryTime !== undefined && expiryTime < clock.now()) return false;
      return !usesAllowed || entry.pending + entry.completed < usesAllowed;
    },
    hold(token) {
      count(token, 1, 0);
    },
    giveBack(token) {
      count(token, -1, 0);
    },
    complete(token) {
      count(token, -1, 1);
    },
    all() {
      return [...tokens.values()].map(({ token, pending, completed }) => ({
        ...token,
        pending,
        completed,
      }));
    },
  };
}
