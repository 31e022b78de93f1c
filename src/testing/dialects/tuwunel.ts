import { refuse } from "../server/answers.js";
import { versionedPolicies } from "../stages/flows.js";
import { conduit } from "./conduit.js";
import { type FamilyPolicy, familyChallenge, familyFlows, familyRoutes } from "./conduitFamily.js";
import type { Dialect } from "./dialect.js";
import { rewordedBy } from "./reworded.js";

const policy: FamilyPolicy = {
  emptyBody: "object",
  unreadable: "Failed to deserialize request.",
  closed: "Registration has been disabled.",
  guests: ({ settings }, kind) => {
    if (kind !== "guest") return "user";
    if (settings.guests) return "guest";
    refuse(403, "M_GUEST_ACCESS_FORBIDDEN", "Guest registration is disabled.");
  },
  username: {
    checked: "first",
    folded: true,
    invalid: (name, reason) =>
      `Username ${name} contains disallowed characters or spaces: ${reason}`,
    taken: "User ID is not available.",
    forbidden: "Username is forbidden",
  },
  passwordRequired: false,
  otherStage: "passedOver",
  wrongToken: "Invalid registration token.",
};

/** tuwunel, by its source: as Conduit, with plain texts, names that are forbidden, and terms. */
export const tuwunel: Dialect = {
  routes: familyRoutes(policy, { "/register/m.login.registration_token/validity": undefined }),
  manners: {
    ...conduit.manners,
    challenge: familyChallenge("always"),
    flows: ({ registrationToken, terms, email }) =>
      familyFlows([
        registrationToken !== undefined && "m.login.registration_token",
        terms.length > 0 && "m.login.terms",
        email === "required" && "m.login.email.identity",
      ]),
    policies: versionedPolicies,
    reworded: rewordedBy({
      M_MISSING_TOKEN: { error: "Missing access token." },
      M_UNKNOWN_TOKEN: { error: "Unknown access token." },
    }),
  },
};
