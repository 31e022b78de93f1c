/** A fake homeserver for tests, stories and development. */

export { dialectNames } from "./dialects/dialects.js";
export { createFakeHomeserver, type FakeHomeserver } from "./homeserver/fakeHomeserver.js";
export type { FakeAccount } from "./model/accounts.js";
export type { FakeDevice } from "./model/devices.js";
export type { FakePasswordPolicy } from "./model/passwordPolicy.js";
export type { RateLimit } from "./model/rateLimiter.js";
export type { FakeRegistrationToken, RegistrationTokenUse } from "./model/registrationTokens.js";
export type { Misbehaviour, Rule, RuleCondition } from "./model/rules.js";
export type {
  DialectName,
  FakeHomeserverOptions,
  FakeIdentityProvider,
  FakePolicy,
} from "./model/settings.js";
export type { FakeSms } from "./model/threepids/identityServer.js";
export type { FakeMail } from "./model/threepids/mailbox.js";
export type { Threepid } from "./model/threepids/threepids.js";
export {
  createScenarioServer,
  type ScenarioServer,
} from "./scenarios/scenarioServer.js";
export { type Scenario, type ScenarioName, scenarios } from "./scenarios/scenarios.js";
export type { FakeClock } from "./server/clock.js";
export type { FetchLike } from "./server/fetchLike.js";
export type { LoggedRequest } from "./server/requestLog.js";
