import type { Rule } from "../model/rules.js";
import type { FakeHomeserverOptions, FakePolicy } from "../model/settings.js";

/** A homeserver ready to be tried. */
export interface Scenario {
  /** The speciality of the scenario, in a few words. */
  readonly title: string;
  readonly options: FakeHomeserverOptions;
}

const everywhere: FakeHomeserverOptions = {
  usersTaken: [
    {
      username: "taken",
      password: "taken-password",
      email: "taken@example.org",
      phone: "447700900999",
    },
  ],
  reservedUsernames: [/^reserved\./],
  forbiddenUsernames: [/^forbidden\./],
  allowedThreepids: [
    { medium: "email", pattern: /^(?!.*@denied\.)/ },
    { medium: "msisdn", pattern: /^(?!44770090066)/ },
  ],
};

export function scenario(title: string, options: FakeHomeserverOptions = {}): Scenario {
  return { title, options: { ...everywhere, ...options } };
}

/** The same, with something that goes wrong. */
export function misbehaving(
  title: string,
  misbehaviour: readonly Rule[],
  options: FakeHomeserverOptions = {},
): Scenario {
  return scenario(title, { ...options, misbehaviour });
}

export const onePolicy: FakePolicy = {
  id: "privacy_policy",
  version: "1.0",
  translations: { en: { name: "Privacy Policy" } },
};

export const someTokens = [
  { token: "invite-me" },
  { token: "once", usesAllowed: 1 },
  { token: "expired", expiryTime: 1 },
];
