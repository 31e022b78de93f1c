import * as v from "valibot";
import { endpoint } from "../guards/baseUrl.js";
import { cleanText } from "../guards/cleanText.js";
import { isMediaUri } from "../guards/mediaUrl.js";
import { decode, ignorable, textThat } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/** A way to log in. */
export interface LoginFlow {
  readonly type: string;
  /** For `m.login.sso`: accounts are made on the homeserver's own pages, and clients are to go there. */
  readonly oauthAwarePreferred: boolean;
  /** For `m.login.sso`: whom one can sign on with. */
  readonly identityProviders: readonly IdentityProvider[];
}

/** A sign-on provider, as the homeserver describes it. */
export interface IdentityProvider {
  /** Letters, digits and `._~-`: part of an address. */
  readonly id: string;
  /** Cleaned, at most 64 code points. */
  readonly name: string;
  /** An `mxc://` URI. */
  readonly icon?: string | undefined;
  /** `google`, `github`, …: names of the brand registry, lower case. */
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
  return flows.flatMap(flowsIn).map((flow) => ({
    type: flow.type,
    oauthAwarePreferred: flow.oauth_aware_preferred ?? flow[unstableOauthAware] ?? false,
    identityProviders: (flow.identity_providers ?? []).slice(0, maxProviders).flatMap(providersIn),
  }));
}

/** The flow that a member of the list describes; none if it has no type. */
function flowsIn(member: unknown): readonly v.InferOutput<typeof flow>[] {
  const { success, output } = v.safeParse(flow, member);
  return success ? [output] : [];
}

/** The provider that a member of the list describes; none when it cannot be offered. */
function providersIn(member: unknown): readonly IdentityProvider[] {
  const { success, output } = v.safeParse(provider, member);
  const name = success ? cleanText(output.name, 64) : undefined;
  if (!success || name === undefined) return [];
  const { id, icon, brand } = output;
  return [{ id, name, icon: icon ?? undefined, brand: brand ?? undefined }];
}

const maxProviders = 32;

const unstableOauthAware = "org.matrix.msc3824.delegated_oidc_compatibility";

const provider = v.object({
  // Two dots alone would lead out of the path.
  id: textThat((id) => /^(?!\.{1,2}$)[A-Za-z0-9._~-]{1,255}$/.test(id)),
  name: v.string(),
  icon: ignorable(textThat(isMediaUri)),
  brand: ignorable(textThat((brand) => /^[a-z0-9._-]{1,64}$/.test(brand))),
});

const flow = v.object({
  type: v.string(),
  oauth_aware_preferred: ignorable(v.boolean()),
  [unstableOauthAware]: ignorable(v.boolean()),
  identity_providers: ignorable(v.array(v.unknown())),
});

const schema = v.object({
  flows: v.pipe(
    v.array(v.unknown()),
    v.check((flows) => flows.length <= 64),
  ),
});
