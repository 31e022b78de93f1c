import { OAuthError } from "./oauthError.js";
import type { OAuthStorage } from "./transactions.js";

/**
 * The tab's storage.
 * @throws OAuthError `noStorage` where a browser's settings forbid it
 */
export function sessionStorageOf(): OAuthStorage {
  try {
    return globalThis.sessionStorage;
  } catch {
    throw new OAuthError("noStorage");
  }
}
