import { passwordPolicyBody } from "../model/passwordPolicy.js";
import type { HomeserverState } from "../model/state.js";
import { checkUsername } from "../model/usernames.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { type Call, requiredQuery } from "../server/call.js";

/** `GET /register/available`: unlike `/register` it does not fold upper case. */
export async function usernameAvailable(call: Call, state: HomeserverState): Promise<Answer> {
  if (state.settings.closed) refuse(403, "M_FORBIDDEN", "Registration has been disabled");
  if (state.settings.namesHidden) return ok({ available: true });
  return state.availabilityLimiter(() => {
    checkUsername(requiredQuery(call, "username"), state);
    return ok({ available: true });
  });
}

export function tokenValidity(call: Call, state: HomeserverState): Answer {
  state.tokenValidityLimiter.count();
  if (state.settings.closed) refuse(403, "M_FORBIDDEN", "Registration has been disabled");
  return ok({ valid: state.tokens.isValid(requiredQuery(call, "token")) });
}

export function passwordPolicy(_call: Call, { settings }: HomeserverState): Answer {
  return ok(passwordPolicyBody(settings.passwordPolicy));
}

export function versions(): Answer {
  return {
    status: 200,
    body: {
      versions: ["r0.6.1", ...Array.from({ length: 15 }, (_, index) => `v1.${index + 1}`)],
      unstable_features: {},
    },
    headers: {
      "Cache-Control": "public, max-age=600, s-maxage=3600, stale-while-revalidate=600",
      Vary: "Authorization",
    },
  };
}
