/** A fake homeserver for tests, stories and development. */
export type { FakeAccount } from "./accounts.js";
export type { FakeClock } from "./clock.js";
export { createFakeHomeserver, type FakeHomeserver } from "./fakeHomeserver.js";
export { createFakeFarm, type FakeFarm } from "./farm.js";
export type { FakeSms } from "./identityServer.js";
export type { FakeMail } from "./mailbox.js";
export type { FakePasswordPolicy } from "./passwordPolicy.js";
export type { RateLimit } from "./rateLimiter.js";
export type { FakeRegistrationToken, RegistrationTokenUse } from "./registrationTokens.js";
export type { LoggedRequest } from "./requestLog.js";
export type { Misbehaviour, Rule, RuleCondition } from "./rules.js";
export { type Scenario, type ScenarioName, scenarios } from "./scenarios.js";
export type { FakeHomeserverOptions, FakePolicy } from "./settings.js";
export type { FakeIdentityProvider } from "./singleSignOn.js";
export type { Threepid } from "./threepids.js";
