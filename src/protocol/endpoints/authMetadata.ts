import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { decode, ignorable } from "../wire/decode.js";
import { MatrixError, NetworkError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";

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

const paths = {
  stable: "/_matrix/client/v1/auth_metadata",
  unstable: "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
} as const;

export interface AuthMetadataOptions extends RequestOptions {
  readonly baseUrl: string;
  /** The path to ask at: before it was stable there was another. Default: the one, then the other. */
  readonly path?: "stable" | "unstable" | undefined;
}

/**
 * `GET /_matrix/client/v1/auth_metadata`; where the homeserver does not know it, the path it had
 * before it was stable.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientv1auth_metadata
 * @throws MatrixError 404 `M_UNRECOGNIZED` where there is no OAuth 2.0.
 * @throws NetworkError
 */
export async function authMetadata(options: AuthMetadataOptions): Promise<AuthMetadata> {
  const { baseUrl, path, ...rest } = options;
  const ask = async (at: "stable" | "unstable") => {
    const url = endpoint(baseUrl, paths[at]);
    const answer = await request("GET", url, undefined, {
      ...rest,
      maxBytes: 262_144,
      cache: "default",
    });
    return { wire: decode(schema, answer), isStable: at === "stable" };
  };
  const { wire, isStable } = await ask(path ?? "stable").catch((error: unknown) => {
    if (path !== undefined || !isUnknown(error)) throw error;
    return ask("unstable");
  });
  return metadataOf(wire, isStable);
}

/**
 * The metadata that an issuer gives of itself, `GET <issuer>/.well-known/openid-configuration`.
 * https://www.rfc-editor.org/rfc/rfc8414#section-3
 * @throws MatrixError, NetworkError where it cannot be had, as without CORS headers
 */
export async function issuerMetadata(
  issuer: string,
  options: RequestOptions,
): Promise<AuthMetadata> {
  const url = `${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`;
  const answer = await request("GET", url, undefined, {
    ...options,
    maxBytes: 262_144,
    cache: "default",
  });
  return metadataOf(decode(schema, answer), true);
}

function metadataOf(wire: v.InferOutput<typeof schema>, isStable: boolean): AuthMetadata {
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

/** Whether account pages say that they make accounts; `undefined` where they do not say. */
export function offersToCreate({ promptValuesSupported }: AuthMetadata): boolean | undefined {
  return promptValuesSupported?.includes("create");
}

/** Whether a homeserver said that it does not know the request. */
function isUnknown(error: unknown): boolean {
  const unknownStatuses = [400, 404, 405];
  return (
    (error instanceof MatrixError || error instanceof NetworkError) &&
    error.status !== undefined &&
    unknownStatuses.includes(error.status)
  );
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
