export type { Account, Session } from "../../discovery/account.js";
export { type OAuthErrorCode, RedirectError, type RedirectErrorDetail } from "../error.js";
export type { TabStorage } from "../tabStorage.js";
export { beginOAuth, type OAuthTransaction } from "./beginOAuth.js";
export { finishOAuth } from "./finishOAuth.js";
export type {
  BeginOAuthOptions,
  FinishOAuthOptions,
  OAuthClient,
  OAuthOptions,
} from "./oauthOptions.js";
