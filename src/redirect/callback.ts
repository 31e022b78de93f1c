import { replaceAddress } from "../uia/browser/replaceAddress.js";
import { takeFinishing } from "./finishing.js";

/**
 * The page's address when the user comes back from an account page or a sign-on. Its secret is given out
 * once, and is no property that a debugger or a log would show.
 */
export interface Callback {
  readonly method: "oauth" | "sso";
  /** Gives out the address with its code or login token: once, then `null`. */
  readonly take: () => string | null;
}

/**
 * Takes the parameters of a return out of the address and the history. A reload would use them again. The
 * app calls it first of all, before anything renders or is sent. `null` when the user
 * did not come back from a redirect that the kit began: the app's own parameters stay. After a reload in
 * the midst of finishing, the callback is one whose secret is gone. Without arguments it is that of this
 * page, and `null` on a server.
 */
export function takeCallback(
  location: Pick<Location, "href"> = globalThis.location,
  history: Pick<History, "replaceState" | "state"> = globalThis.history,
): Callback | null {
  // On a server there is no page.
  if (typeof location === "undefined") return null;
  const { href } = location;
  const url = new URL(href);
  const isInFragment = isOAuth(new URLSearchParams(url.hash.slice(1)));
  const isSso = url.searchParams.has(ssoReturnParameter);
  // Beside a sign-on, parameters with the names of OAuth 2.0 are the app's own.
  const isInQuery = !isSso && isOAuth(url.searchParams);
  if (!isInFragment && !isInQuery && !isSso) {
    const method = takeFinishing();
    return method === null ? null : { method, take: () => null };
  }
  const added = [...(isInQuery ? oauthParameters : []), ...(isSso ? ssoParameters : [])];
  for (const name of added) url.searchParams.delete(name);
  if (isInFragment) url.hash = "";
  replaceAddress(history, url);
  return { method: isSso ? "sso" : "oauth", take: once(href) };
}

/** The parameters that an answer of OAuth 2.0 may add. */
export const oauthParameters: readonly string[] = [
  "state",
  "code",
  "error",
  "error_description",
  "error_uri",
  "iss",
];

/** The beginning of each `state` of the kit. The app may have an OAuth 2.0 of its own. */
export const oauthStatePrefix = "mrk-";

/** The parameter of a redirect URL that names the transaction of a sign-on. */
export const ssoReturnParameter = "sso_return";
const ssoParameters = [ssoReturnParameter, "loginToken"];

function isOAuth(parameters: URLSearchParams): boolean {
  const isOurs = parameters.getAll("state").some((state) => state.startsWith(oauthStatePrefix));
  return isOurs && (parameters.has("code") || parameters.has("error"));
}

function once(text: string): () => string | null {
  let rest: string | null = text;
  return () => {
    const taken = rest;
    rest = null;
    return taken;
  };
}
