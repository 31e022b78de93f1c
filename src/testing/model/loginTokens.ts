import type { FakeClock } from "../server/clock.js";
import { randomLetters } from "../server/randomText.js";

/** The login tokens of single sign-on. Each is good once, and for a short time. */
export interface LoginTokens {
  issue(userId: string): string;
  /** Finds the holder of a token. The token is spent from then on, good or not. */
  spend(token: string): string | undefined;
}

/** As Synapse has it; the specification asks for about 5 seconds. */
const lifetimeMs = 2 * 60_000;

export function createLoginTokens(clock: FakeClock): LoginTokens {
  const tokens = new Map<string, { readonly userId: string; readonly expiresAt: number }>();
  return {
    issue(userId) {
      const token = `syl_${randomLetters(20)}_${randomLetters(6)}`;
      tokens.set(token, { userId, expiresAt: clock.now() + lifetimeMs });
      return token;
    },
    spend(token) {
      const found = tokens.get(token);
      tokens.delete(token);
      return found !== undefined && clock.now() <= found.expiresAt ? found.userId : undefined;
    },
  };
}
