import {
  clientUri,
  isLoopback,
  type OAuthRefusal,
  redirectUris,
} from "../endpoints/accountPages/clients.js";
import { oauthEndpoints, oauthRoutes } from "../endpoints/accountPages/routes.js";
import { addedRoutes, changedRoutes, type Handler, synapseRoutes } from "../endpoints/routes.js";
import { login, logout, refresh, wellKnownBody } from "../endpoints/signIn.js";
import { signOnPage } from "../endpoints/singleSignOn.js";
import type { Settings } from "../model/settings.js";
import type { HomeserverState } from "../model/state.js";
import { ok, refuse } from "../server/answers.js";
import { type Call, type JsonObject, jsonObject } from "../server/call.js";
import type { Dialect } from "./dialect.js";
import { synapse } from "./synapse.js";

const metadataHeaders = {
  "Cache-Control": "public, max-age=600, s-maxage=3600, stale-while-revalidate=600",
};

/** Synapse whose accounts are kept by the Matrix Authentication Service. */
export const mas: Dialect = {
  routes: addedRoutes(
    changedRoutes(
      synapseRoutes,
      {
        "/register": { POST: (call) => register(call) },
        "/register/available": undefined,
        "/register/email/requestToken": undefined,
        "/register/msisdn/requestToken": undefined,
        "/registration/email/submit_token": undefined,
        "/add_threepid/msisdn/submit_token": undefined,
        "/register/m.login.registration_token/validity": undefined,
        "/login": { GET: routed(() => ok({ flows: loginFlows })), POST: routed(login) },
        "/logout": { POST: routed(logout) },
        "/refresh": { POST: routed(refresh) },
      },
      synapseRoutes.fallback,
    ),
    {
      "/_matrix/client/v3/login/sso/redirect": { GET: routed(accountPage) },
      "/.well-known/matrix/client": { GET: (_call, state) => ok(wellKnown(state)) },
      ...oauthRoutes({ refusal, canCancel: true }, metadata, metadataHeaders),
    },
  ),
  manners: {
    ...synapse.manners,
    reworded: (answer) => {
      const { body } = answer;
      if (body["errcode"] !== "M_UNKNOWN_TOKEN") return answer;
      return { ...answer, body: { ...body, error: "Token is not active" } };
    },
  },
};

const loginFlows = [
  { type: "m.login.password" },
  {
    type: "m.login.sso",
    identity_providers: [],
    oauth_aware_preferred: true,
    "org.matrix.msc3824.delegated_oidc_compatibility": true,
  },
  { type: "m.login.token" },
];

/** Answers where signing in is routed to the service. Else Synapse knows no such request. */
function routed(handler: Handler): Handler {
  return (call, state) => {
    if (!state.settings.loginRouted) refuse(404, "M_UNRECOGNIZED", "Unrecognized request");
    return handler(call, state);
  };
}

/** The service's page for clients that know single sign-on alone. */
function accountPage(call: Call, { settings }: HomeserverState): Response {
  const redirectUrl = call.query.get("redirectUrl") ?? "";
  const base = new URL(settings.baseUrl).pathname.replace(/\/$/, "");
  return signOnPage("Sign in", redirectUrl, base);
}

/** A fake on loopback takes clients from there as well: pages are developed so. */
function refusal(client: JsonObject, { baseUrl }: Settings): OAuthRefusal | undefined {
  const uri = clientUri(client);
  const isAtHome = isLoopback(new URL(baseUrl));
  if (uri === undefined || (isLoopback(uri) && !isAtHome)) {
    return { error: "invalid_client_metadata", error_description: "invalid client_uri" };
  }
  const isWrong = redirectUris(client).some(
    (redirect) =>
      /[%@]/.test(redirect.pathname) || (redirect.host !== uri.host && !isLoopback(redirect)),
  );
  return isWrong
    ? { error: "invalid_redirect_uri", error_description: "invalid redirect_uri" }
    : undefined;
}

/** Whatever is asked, and of guests too. */
function register(call: Call): never {
  jsonObject(call);
  const text =
    "Registration has been disabled. Only m.login.application_service registrations are allowed.";
  refuse(403, "M_FORBIDDEN", text);
}

function wellKnown(state: HomeserverState): JsonObject {
  const { issuer, account_management_uri: account } = oauthEndpoints(state.settings);
  return { ...wellKnownBody(state), "org.matrix.msc2965.authentication": { issuer, account } };
}

/** Some of what the service tells of itself; of the algorithms it tells more. */
function metadata(settings: Settings): JsonObject {
  return {
    ...oauthEndpoints(settings),
    scopes_supported: ["openid", "email"],
    response_types_supported: ["code", "id_token", "code id_token"],
    response_modes_supported: ["form_post", "query", "fragment"],
    grant_types_supported: [
      "authorization_code",
      "refresh_token",
      "client_credentials",
      "urn:ietf:params:oauth:grant-type:device_code",
    ],
    token_endpoint_auth_methods_supported: ["none"],
    code_challenge_methods_supported: ["plain", "S256"],
    prompt_values_supported: settings.closed ? ["login"] : ["login", "create"],
  };
}
