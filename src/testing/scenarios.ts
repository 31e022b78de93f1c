import type { FakeHomeserverOptions } from "./settings.js";

/** A homeserver ready to be tried. */
export interface Scenario {
  /** What is special about it, in a few words. */
  readonly title: string;
  readonly options: FakeHomeserverOptions;
}

export type ScenarioName = "open" | "token" | "terms" | "guests" | "closed";

const taken = { usersTaken: [{ username: "taken", password: "taken-password" }] };

/** Set-ups by name. The user `taken` (password `taken-password`) exists in each. */
export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  open: { title: "Open to everybody", options: { ...taken } },
  token: {
    title: "A registration token is needed: invite-me, once (good for one account), expired",
    options: {
      ...taken,
      registrationToken: "required",
      registrationTokens: [
        { token: "invite-me" },
        { token: "once", usesAllowed: 1 },
        { token: "expired", expiryTime: 1 },
      ],
    },
  },
  terms: {
    title: "One policy to accept",
    options: {
      ...taken,
      terms: [
        {
          id: "privacy_policy",
          version: "1.0",
          translations: { en: { name: "Privacy Policy" } },
        },
      ],
    },
  },
  guests: { title: "Open, guests too", options: { ...taken, guests: true } },
  closed: { title: "Closed", options: { ...taken, closed: true } },
};
