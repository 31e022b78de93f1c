import type { Account } from "../../discovery/account.js";
import { RedirectError } from "../error.js";
import type { FinishSsoOptions } from "./finishSso.js";

/**
 * Finishes what `beginSso()` began, with the address that the user came back to. Take that out of the
 * address bar first, and call this at once and only once: the login token in it works once,
 * and for seconds. The account may be a new one or an older one. Nothing tells which. Once the token is
 * sent, giving up by the signal waits for its answer, and ends the session.
 *
 * Its code is loaded with the first call.
 * https://spec.matrix.org/v1.18/client-server-api/#client-login-via-sso
 * @throws RedirectError
 * @throws NetworkError `aborted`
 */
export async function finishSso(
  returnUrl: string,
  options: FinishSsoOptions = {},
): Promise<Account> {
  const code = await import("./finishSso.js").catch(() => {
    throw new RedirectError("offline");
  });
  return code.finishSso(returnUrl, options);
}
