import {
  requestEmailToken,
  requestMsisdnToken,
  submitCode,
  type TokenRequested,
} from "../../protocol/endpoints/validation.js";
import { cutEnds } from "../../protocol/guards/cleanText.js";
import type { Trust } from "../../protocol/guards/safeUrl.js";
import type { RequestOptions } from "../../protocol/wire/request.js";
import type { Medium, SubmittedAccount } from "../machine/state.js";
import { requestedFor, type Secrets } from "./requests/requestBody.js";

type Where = RequestOptions & { readonly baseUrl: string; readonly trust: Trust };

/** Asks the homeserver for a mail or a text message to the address that was given. */
export function askForMessage(
  medium: Medium,
  account: SubmittedAccount | null,
  message: { clientSecret: string; sendAttempt: number; nextLink: string | undefined },
  where: Where,
): Promise<TokenRequested> {
  if (medium === "email") {
    // Blanks and unseen signs around an address are never part of it.
    return requestEmailToken({ ...message, email: cutEnds(account?.email ?? "") }, where);
  }
  const { country = "", number = "" } = account?.phone ?? {};
  return requestMsisdnToken({ ...message, country, phoneNumber: number }, where);
}

/** Whether the homeserver takes the code that was typed. */
export async function askAboutCode(
  medium: Medium,
  address: string,
  { clientSecret, code, requested }: Secrets,
  where: Where,
): Promise<boolean> {
  const message = requested.get(requestedFor(medium, address));
  return message !== undefined && submitCode(message, { clientSecret, token: code }, where);
}
