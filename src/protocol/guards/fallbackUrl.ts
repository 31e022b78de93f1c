import { endpoint } from "./baseUrl.js";

/**
 * The homeserver's own page for a stage. It has the UIA session in it, so it is for the user's
 * browser alone: never logged, stored or passed on as a referrer.
 * https://spec.matrix.org/v1.18/client-server-api/#fallback
 */
export function fallbackUrl(baseUrl: string, authType: string, session: string): string {
  return endpoint(baseUrl, fallbackPath(authType), { session });
}

export function fallbackPath(authType: string): string {
  return `/_matrix/client/v3/auth/${encodeURIComponent(authType)}/fallback/web`;
}
