import type { SignUpMethod } from "../../src/discovery/methods.js";
import type { AuthMetadata } from "../../src/protocol/endpoints/authMetadata.js";
import { type Answers, notThere } from "../redirect/oauth/servers.js";

/** The answers of a homeserver with these methods, by path. */
export function answersOf(...methods: readonly SignUpMethod[]): Answers {
  const found = methods.map((method) => [questions[method.type], () => answerOf(method)] as const);
  return { ...none, ...Object.fromEntries(found) };
}

const questions = {
  uia: "/_matrix/client/v3/register",
  oauth: "/_matrix/client/v1/auth_metadata",
  sso: "/_matrix/client/v3/login",
} as const;
const none: Answers = Object.fromEntries(Object.values(questions).map((path) => [path, notThere]));

function answerOf(way: SignUpMethod): Response {
  switch (way.type) {
    case "uia": {
      const flows = way.flows.map((stages) => ({ stages }));
      return Response.json({ session: "xyzzy", flows, params: way.params }, { status: 401 });
    }
    case "oauth":
      return Response.json(onTheWire(way.metadata));
    case "sso": {
      const providers = way.providers.map(({ id, name }) => ({ id, name }));
      return Response.json({
        flows: [
          {
            type: "m.login.sso",
            identity_providers: providers,
            oauth_aware_preferred: way.isOAuthAware,
          },
          ...(way.isPreferred === true ? [] : [{ type: "m.login.password" }]),
        ],
      });
    }
  }
}

function onTheWire(metadata: AuthMetadata): object {
  return {
    issuer: metadata.issuer,
    authorization_endpoint: metadata.authorizationEndpoint,
    token_endpoint: metadata.tokenEndpoint,
    registration_endpoint: metadata.registrationEndpoint,
    revocation_endpoint: metadata.revocationEndpoint,
    prompt_values_supported: metadata.promptValuesSupported,
    response_modes_supported: metadata.responseModesSupported,
    code_challenge_methods_supported: metadata.codeChallengeMethodsSupported,
    grant_types_supported: metadata.grantTypesSupported,
    response_types_supported: metadata.responseTypesSupported,
    scopes_supported: metadata.scopesSupported,
  };
}
