import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { decode } from "../wire/decode.js";
import { isJsonObject } from "../wire/ownCopy.js";
import { type RequestOptions, request } from "../wire/request.js";

/** What a homeserver speaks. */
export interface Versions {
  /** `v1.18`, `r0.6.1`, … */
  readonly versions: readonly string[];
  /** A null-prototype object. */
  readonly unstableFeatures: Readonly<Record<string, boolean>>;
}

/**
 * `GET /_matrix/client/versions`: whether a homeserver answers at a base URL.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientversions
 * @throws MatrixError
 * @throws NetworkError `unreadable` where no homeserver answers.
 */
export async function versions(
  options: RequestOptions & { readonly baseUrl: string },
): Promise<Versions> {
  const url = endpoint(options.baseUrl, "/_matrix/client/versions");
  const wire = decode(schema, await request("GET", url, undefined, options));
  const unstableFeatures = Object.create(null) as Record<string, boolean>;
  if (isJsonObject(wire.unstable_features)) {
    for (const [name, value] of Object.entries(wire.unstable_features)) {
      if (typeof value === "boolean") unstableFeatures[name] = value;
    }
  }
  return { versions: wire.versions, unstableFeatures };
}

const schema = v.object({
  versions: v.array(v.string()),
  unstable_features: v.nullish(v.unknown()),
});
