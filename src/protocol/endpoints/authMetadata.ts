import { endpoint } from "../guards/baseUrl.js";
import { MatrixError, NetworkError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";
import type { AuthMetadata } from "./decodeAuthMetadata.js";

export type { AuthMetadata };

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
    return { answer, isStable: at === "stable" };
  };
  const { answer, isStable } = await ask(path ?? "stable").catch((error: unknown) => {
    if (path !== undefined || !isUnknown(error)) throw error;
    return ask("unstable");
  });
  return decodeMetadata(answer, isStable);
}

/** Decodes an answer by code that is loaded for it: most homeservers have no account pages. */
async function decodeMetadata(answer: unknown, isStable: boolean): Promise<AuthMetadata> {
  const { metadataOf } = await import("./decodeAuthMetadata.js").catch(() => {
    throw new NetworkError("offline");
  });
  return metadataOf(answer, isStable);
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
  return decodeMetadata(answer, true);
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
