export type { Account, Session } from "../../discovery/account.js";
export { beginOAuth, type OAuthTransaction } from "./beginOAuth.js";
export { finishOAuth } from "./finishOAuth.js";
export { OAuthError, type OAuthErrorCode, type OAuthErrorDetail } from "./oauthError.js";
export type {
  BeginOAuthOptions,
  FinishOAuthOptions,
  OAuthClient,
  OAuthOptions,
} from "./oauthOptions.js";
export type { OAuthStorage } from "./transactions.js";
