import {
  createFakeHomeserver,
  type FakeHomeserverOptions,
  scenarios,
} from "../../src/testing/index.js";
import type { SetUp } from "../synapse/setUps.mjs";
import type { RunningHomeserver } from "./homeserver.js";

/** A fake homeserver of the scenario that has the set-up's name, on its best behaviour. */
export function startFake(setUp: SetUp, options: FakeHomeserverOptions = {}): RunningHomeserver {
  const fake = createFakeHomeserver({
    ...scenarios[setUp].options,
    misbehaviour: [],
    serverName: "localhost",
    ...options,
  });
  return {
    baseUrl: fake.baseUrl,
    fetch: (request) => fake.handle(request),
    createRegistrationToken({ token = crypto.randomUUID(), ...options }) {
      fake.addRegistrationToken({ token, ...options });
      return Promise.resolve(token);
    },
    countRegistrationToken(token) {
      const use = fake.registrationTokens.find((candidate) => candidate.token === token);
      if (!use) throw new Error(`No registration token ${token}`);
      return Promise.resolve({ pending: use.pending, completed: use.completed });
    },
    approve(userId) {
      fake.approve(userId);
      return Promise.resolve();
    },
    expireSessions() {
      fake.forgetSessions();
      return Promise.resolve();
    },
    get mailbox() {
      return fake.mailbox;
    },
    get smsInbox() {
      return fake.smsInbox;
    },
    expireMailLinks() {
      fake.expireMailLinks();
      return Promise.resolve();
    },
    expireCodes() {
      fake.expireCodes();
    },
    misbehave: (kind) => fake.misbehave({ do: { kind } }),
    stop: () => Promise.resolve(),
  };
}
