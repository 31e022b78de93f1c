import { type Accounts, createAccounts } from "./accounts.js";
import { createQueueLimiter } from "./queueLimiter.js";
import { createRateLimiter, type RateLimiter } from "./rateLimiter.js";
import { createRegistrationTokens, type RegistrationTokens } from "./registrationTokens.js";
import type { Settings } from "./settings.js";
import { createUiaSessions, type UiaSessions } from "./uiaSessions.js";

/** What one fake homeserver is and remembers. */
export interface HomeserverState {
  readonly settings: Settings;
  readonly accounts: Accounts;
  readonly sessions: UiaSessions;
  readonly tokens: RegistrationTokens;
  readonly registrationLimiter: RateLimiter;
  readonly tokenValidityLimiter: RateLimiter;
  readonly availabilityLimiter: ReturnType<typeof createQueueLimiter>;
}

export function createState(settings: Settings): HomeserverState {
  const { clock, limits } = settings;
  const accounts = createAccounts(settings.serverName, clock, settings.refreshableLifetimeMs);
  const tokens = createRegistrationTokens(clock);
  for (const token of settings.registrationTokens) tokens.add(token);
  for (const { username, password } of settings.usersTaken) {
    accounts.create({ localpart: username, password });
  }
  return {
    settings,
    accounts,
    tokens,
    sessions: createUiaSessions(clock, tokens),
    registrationLimiter: createRateLimiter(limits.registration, clock),
    tokenValidityLimiter: createRateLimiter(limits.tokenValidity, clock),
    availabilityLimiter: createQueueLimiter(clock),
  };
}
