import { clientUri, isLoopback, type OAuthRefusal } from "../endpoints/accountPages/clients.js";
import { oauthEndpoints, oauthRoutes } from "../endpoints/accountPages/routes.js";
import { requestEmailToken } from "../endpoints/requestEmailToken.js";
import { addedRoutes, type Methods } from "../endpoints/routes.js";
import { login } from "../endpoints/signIn.js";
import type { Settings } from "../model/settings.js";
import type { HomeserverState } from "../model/state.js";
import { type Answer, ok, refuse } from "../server/answers.js";
import { type Call, isObject, type JsonObject } from "../server/call.js";
import { offers, versionedPolicies } from "../stages/flows.js";
import {
  type FamilyPolicy,
  familyChallenge,
  familyFlows,
  familyRoutes,
  familySessions,
  loginFlows,
} from "./conduitFamily.js";
import type { Dialect } from "./dialect.js";
import { rewordedBy } from "./reworded.js";

const cors = { "Access-Control-Allow-Origin": "*" };

const policy: FamilyPolicy = {
  emptyBody: "object",
  unreadable: "deserialization failed",
  closed: "Registration has been disabled.",
  guests: (_state, kind) => {
    if (kind === "user") return kind;
    refuse(403, "M_GUEST_ACCESS_FORBIDDEN", "Guests may not register on this server.");
  },
  username: {
    checked: "last",
    folded: false,
    invalid: (name, reason) =>
      `Username ${name} contains disallowed characters or spaces: ${reason}`,
    taken: "Username is not available.",
    forbidden: "Username is forbidden",
  },
  passwordRequired: true,
  otherStage: {
    status: 400,
    body: { errcode: "M_INVALID_PARAM", error: "No flows include the supplied stage" },
  },
  wrongToken: "Invalid registration token",
};

const validity: Methods = { GET: readTokenValidity };

/** continuwuity: names looked at behind the stages, account pages beside them, no guests. */
export const continuwuity: Dialect = {
  routes: addedRoutes(
    familyRoutes(policy, {
      "/login": {
        GET: () => ok({ flows: [...loginFlows, { type: "m.login.token", get_login_token: true }] }),
        POST: login,
      },
      "/register/email/requestToken": { POST: mailIfThereIsOne },
      "/register/m.login.registration_token/validity": validity,
    }),
    {
      "/_matrix/client/unstable/org.matrix.msc3231/register/org.matrix.msc3231.login.registration_token/validity":
        validity,
      ...oauthRoutes({ refusal, canCancel: false }, metadata),
    },
  ),
  manners: {
    sessions: familySessions({
      status: 400,
      body: { errcode: "M_INVALID_PARAM", error: "Invalid session" },
    }),
    challenge: familyChallenge("always"),
    flows: ({ registrationToken, recaptcha, terms, email }) =>
      familyFlows([
        registrationToken !== undefined && "m.login.registration_token",
        recaptcha && "m.login.recaptcha",
        terms.length > 0 && "m.login.terms",
        email === "required" && "m.login.email.identity",
      ]),
    policies,
    reworded: rewordedBy({
      "Unrecognized request": { error: "not found :(" },
      405: { errcode: "M_UNRECOGNIZED", error: "Method not allowed" },
      M_MISSING_TOKEN: {
        errcode: "M_UNAUTHORIZED",
        error:
          "Failed to extract authorization: no access token found, but this endpoint requires one",
      },
      M_UNKNOWN_TOKEN: { error: "Invalid token" },
    }),
    preflight: {
      status: 200,
      headers: {
        ...cors,
        "Access-Control-Allow-Methods": "GET,HEAD,PATCH,POST,PUT,DELETE,OPTIONS",
        "Access-Control-Allow-Headers": "origin,x-requested-with,content-type,accept,authorization",
        "Access-Control-Max-Age": "86400",
      },
    },
    headers: (status): Readonly<Record<string, string>> => (status === 405 ? {} : cors),
    outside: "json",
  },
};

/** The version stands beside the policies, and in none of them. */
function policies(settings: Settings): JsonObject {
  const withoutVersions = Object.entries(versionedPolicies(settings)).map(([id, policyOf]) => {
    const { version: _version, ...translations } = isObject(policyOf) ? policyOf : {};
    return [id, translations] as const;
  });
  return { ...Object.fromEntries(withoutVersions), version: "latest" };
}

function readTokenValidity(call: Call, state: HomeserverState): Answer {
  if (!call.query.has("token")) {
    refuse(400, "M_BAD_JSON", "deserialization failed: missing field `token`");
  }
  return ok({ valid: state.tokens.isValid(call.query.get("token")?.trim() ?? "") });
}

async function mailIfThereIsOne(call: Call, state: HomeserverState): Promise<Answer> {
  if (!offers("m.login.email.identity", state.settings)) {
    refuse(404, "M_UNRECOGNIZED", "This homeserver is not configured to send email.");
  }
  return requestEmailToken(call, state);
}

/** A fake on loopback takes clients from there as well: pages are developed so. */
function refusal(client: JsonObject, { baseUrl }: Settings): OAuthRefusal | undefined {
  const uri = clientUri(client);
  const error = "invalid_client_metadata";
  if (uri !== undefined && isLoopback(uri) && isLoopback(new URL(baseUrl))) return undefined;
  if (uri?.protocol !== "https:") return { error, error_description: "Client URI must be HTTPS." };
  const isAddress = /^[\d.]+$|^\[/.test(uri.hostname);
  return isAddress ? { error, error_description: "Client URI must have a domain." } : undefined;
}

/** There whether registration is closed or not. */
function metadata(settings: Settings): JsonObject {
  return {
    ...oauthEndpoints(settings),
    account_management_actions_supported: [
      "org.matrix.account_deactivate",
      "org.matrix.cross_signing_reset",
      "org.matrix.device_delete",
      "org.matrix.device_view",
      "org.matrix.devices_list",
      "org.matrix.profile",
    ],
    code_challenge_methods_supported: ["S256"],
    device_authorization_endpoint: `${settings.baseUrl}/_fake/oauth/device`,
    grant_types_supported: [
      "authorization_code",
      "refresh_token",
      "urn:ietf:params:oauth:grant-type:device_code",
    ],
    prompt_values_supported: settings.closed ? [] : ["create"],
    response_modes_supported: ["query", "fragment"],
    response_types_supported: ["code"],
  };
}
