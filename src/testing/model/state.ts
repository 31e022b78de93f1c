import { type Accounts, createAccounts } from "./accounts.js";
import { type CaptchaVerifier, createCaptchaVerifier } from "./captchaVerifier.js";
import { createLoginTokens, type LoginTokens } from "./loginTokens.js";
import type { Manners } from "./manners.js";
import { createOAuthGrants, type OAuthGrants } from "./oauthGrants.js";
import { createQueueLimiter } from "./queueLimiter.js";
import { createRateLimiter, type RateLimiter } from "./rateLimiter.js";
import { createRegistrationTokens, type RegistrationTokens } from "./registrationTokens.js";
import type { Settings } from "./settings.js";
import { createEmailValidations, type EmailValidations } from "./threepids/emailValidations.js";
import { createIdentityServer, type IdentityServer } from "./threepids/identityServer.js";
import type { FakeMail } from "./threepids/mailbox.js";
import { createThreepidLimiter, type ThreepidLimiter } from "./threepids/threepidLimiter.js";
import { createUiaSessions, type UiaSessions } from "./uiaSessions.js";

/** The data of one fake homeserver. */
export interface HomeserverState {
  readonly settings: Settings;
  readonly manners: Manners;
  readonly accounts: Accounts;
  readonly sessions: UiaSessions;
  readonly tokens: RegistrationTokens;
  readonly registrationLimiter: RateLimiter;
  readonly tokenValidityLimiter: RateLimiter;
  readonly availabilityLimiter: ReturnType<typeof createQueueLimiter>;
  readonly threepidLimiter: ThreepidLimiter;
  readonly emailValidations: EmailValidations;
  /** Oldest first. */
  readonly mailbox: FakeMail[];
  readonly captchas: CaptchaVerifier;
  readonly loginTokens: LoginTokens;
  readonly oauth: OAuthGrants;
  readonly identityServer: IdentityServer;
}

export function createState(settings: Settings, manners: Manners): HomeserverState {
  const { clock, limits } = settings;
  const accounts = createAccounts(settings.serverName, clock, settings.refreshableLifetimeMs);
  const tokens = createRegistrationTokens(clock);
  for (const token of settings.registrationTokens) tokens.add(token);
  for (const { username, password, email, phone } of settings.usersTaken) {
    const { userId } = accounts.create({ localpart: username, password });
    const validatedAt = clock.now();
    if (email !== undefined) {
      accounts.threepids.bind(userId, { medium: "email", address: email, validatedAt });
    }
    if (phone !== undefined) {
      accounts.threepids.bind(userId, { medium: "msisdn", address: phone, validatedAt });
    }
  }
  return {
    settings,
    manners,
    accounts,
    tokens,
    sessions: createUiaSessions(clock, tokens, manners.sessions),
    registrationLimiter: createRateLimiter(limits.registration, clock),
    tokenValidityLimiter: createRateLimiter(limits.tokenValidity, clock),
    availabilityLimiter: createQueueLimiter(clock),
    threepidLimiter: createThreepidLimiter(limits.threepidValidation, clock),
    emailValidations: createEmailValidations(clock, settings.threepidsHidden),
    mailbox: [],
    captchas: createCaptchaVerifier(),
    loginTokens: createLoginTokens(clock),
    oauth: createOAuthGrants(),
    identityServer: createIdentityServer(clock),
  };
}
