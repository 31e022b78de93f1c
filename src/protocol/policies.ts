import type { SafeUrl } from "./safeUrl.js";

/** One document of `m.login.terms`. https://spec.matrix.org/v1.18/client-server-api/#terms-of-service-at-registration */
export interface Policy {
  readonly id: string;
  readonly version: string;
  /** By language tag as the homeserver spells it; never empty. */
  readonly translations: Readonly<Record<string, { readonly name: string; readonly url: SafeUrl }>>;
}
