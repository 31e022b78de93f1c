import * as v from "valibot";
import { endpoint } from "./baseUrl.js";
import { decode, ignorable } from "./decode.js";
import { type RequestOptions, request } from "./request.js";

/** A way to log in. */
export interface LoginFlow {
  readonly type: string;
  /** For `m.login.sso`: accounts are made on the homeserver's own pages, and clients are to go there. */
  readonly oauthAwarePreferred: boolean;
  /** For `m.login.sso`: whom one can sign on with. */
  readonly identityProviders: readonly IdentityProvider[];
}

/** Somebody to sign on with, as the homeserver describes it. */
export interface IdentityProvider {
  readonly id: string;
  readonly name: string;
  /** An `mxc://` URI. */
  readonly icon?: string | undefined;
  /** `google`, `github`, …: names of the brand registry. */
  readonly brand?: string | undefined;
}

/**
 * `GET /_matrix/client/v3/login`.
 * https://spec.matrix.org/v1.18/client-server-api/#get_matrixclientv3login
 * @throws MatrixError 404 `M_UNRECOGNIZED` when the homeserver has OAuth 2.0 only.
 * @throws NetworkError
 */
export async function loginFlows(
  options: RequestOptions & { readonly baseUrl: string },
): Promise<readonly LoginFlow[]> {
  const url = endpoint(options.baseUrl, "/_matrix/client/v3/login");
  const { flows } = decode(schema, await request("GET", url, undefined, options));
  return flows.map((flow) => ({
    type: flow.type,
    oauthAwarePreferred: flow.oauth_aware_preferred ?? flow[unstableOauthAware] ?? false,
    identityProviders: (flow.identity_providers ?? []).map(({ id, name, icon, brand }) => ({
      id,
      name,
      icon: icon ?? undefined,
      brand: brand ?? undefined,
    })),
  }));
}

const unstableOauthAware = "org.matrix.msc3824.delegated_oidc_compatibility";

const provider = v.object({
  id: v.string(),
  name: v.string(),
  icon: ignorable(v.string()),
  brand: ignorable(v.string()),
});

const schema = v.object({
  flows: v.pipe(
    v.array(
      v.object({
        type: v.string(),
        oauth_aware_preferred: ignorable(v.boolean()),
        [unstableOauthAware]: ignorable(v.boolean()),
        identity_providers: ignorable(v.array(provider)),
      }),
    ),
    v.check((flows) => flows.length <= 64),
  ),
});
