import * as v from "valibot";
import { decode, ignorable } from "../wire/decode.js";

/** Addresses and abilities of an OAuth 2.0 authorisation server, unchecked: any texts. */
export interface AuthMetadata {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  /** Absent where clients cannot register themselves. */
  readonly registrationEndpoint?: string | undefined;
  readonly revocationEndpoint?: string | undefined;
  readonly accountManagementUri?: string | undefined;
  /** May contain `create`: the sign-up page can be asked for. Absent where the server does not say. */
  readonly promptValuesSupported?: readonly string[] | undefined;
  readonly responseModesSupported: readonly string[];
  readonly codeChallengeMethodsSupported: readonly string[];
  readonly grantTypesSupported: readonly string[];
  readonly responseTypesSupported: readonly string[];
  readonly scopesSupported: readonly string[];
  /** Algorithms it signs ID tokens with. */
  readonly idTokenSigningAlgorithms: readonly string[];
  /** Whether the server names itself when it sends the user back (RFC 9207). */
  readonly namesItself: boolean;
  /** Whether the homeserver knew the stable path: else it is older than the stable scopes too. */
  readonly isStable: boolean;
}

/**
 * Decodes the metadata of account pages.
 * @throws NetworkError `malformed`
 */
export function metadataOf(answer: unknown, isStable: boolean): AuthMetadata {
  const wire = decode(schema, answer);
  return {
    issuer: wire.issuer,
    authorizationEndpoint: wire.authorization_endpoint,
    tokenEndpoint: wire.token_endpoint,
    registrationEndpoint: wire.registration_endpoint ?? undefined,
    revocationEndpoint: wire.revocation_endpoint ?? undefined,
    accountManagementUri: wire.account_management_uri ?? undefined,
    promptValuesSupported: wire.prompt_values_supported ?? undefined,
    responseModesSupported: wire.response_modes_supported ?? [],
    codeChallengeMethodsSupported: wire.code_challenge_methods_supported ?? [],
    grantTypesSupported: wire.grant_types_supported ?? [],
    responseTypesSupported: wire.response_types_supported ?? [],
    scopesSupported: wire.scopes_supported ?? [],
    idTokenSigningAlgorithms: wire.id_token_signing_alg_values_supported ?? [],
    namesItself: wire.authorization_response_iss_parameter_supported ?? false,
    isStable,
  };
}

/** The most values of a list that are read. No server has more. */
const maxValues = 64;
const texts = ignorable(
  v.pipe(
    v.array(v.unknown()),
    v.transform((values) =>
      values.slice(0, maxValues).filter((value) => typeof value === "string"),
    ),
  ),
);
const schema = v.object({
  issuer: v.string(),
  authorization_endpoint: v.string(),
  token_endpoint: v.string(),
  registration_endpoint: ignorable(v.string()),
  revocation_endpoint: ignorable(v.string()),
  account_management_uri: ignorable(v.string()),
  prompt_values_supported: texts,
  response_modes_supported: texts,
  code_challenge_methods_supported: texts,
  grant_types_supported: texts,
  response_types_supported: texts,
  scopes_supported: texts,
  id_token_signing_alg_values_supported: texts,
  authorization_response_iss_parameter_supported: ignorable(v.boolean()),
});
