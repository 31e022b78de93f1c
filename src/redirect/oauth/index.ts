export type { Account, Session } from "../../discovery/account.js";
export type { TabStorage } from "../../uia/browser/tabStorage.js";
export { type OAuthErrorCode, RedirectError, type RedirectErrorDetail } from "../error.js";
export { beginOAuth, type OAuthTransaction } from "./beginOAuth.js";
export { finishOAuth } from "./finishOAuth.js";
export type {
  BeginOAuthOptions,
  FinishOAuthOptions,
  OAuthClient,
  OAuthOptions,
} from "./oauthOptions.js";
