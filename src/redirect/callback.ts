/**
 * What the page's address says when the person comes back from an account page or a sign-on. What is
 * secret in it is given out once, and is no property that a debugger or a log would show.
 */
export interface Callback {
  readonly method: "oauth" | "sso";
  /** The address with its code or login token: once; then `null`. */
  readonly take: () => string | null;
}

/**
 * Takes what a homeserver's account page or a sign-on added to the address out of it, and out of the
 * history, where a reload would use it again. To be called first of all, before anything renders or is
 * sent. `null` when the person did not come back from anywhere.
 */
export function takeCallback(
  location: Pick<Location, "href">,
  history: Pick<History, "replaceState" | "state">,
): Callback | null {
  const { href } = location;
  const url = new URL(href);
  const isInFragment = isOAuth(new URLSearchParams(url.hash.slice(1)));
  const isSso = ssoParameters.some((name) => url.searchParams.has(name));
  // What a sign-on comes back with is known by its names alone; the rest is the host's own.
  const isInQuery = !isSso && isOAuth(url.searchParams);
  if (!isInFragment && !isInQuery && !isSso) return null;
  const added = [...(isInQuery ? oauthParameters : []), ...(isSso ? ssoParameters : [])];
  for (const name of added) url.searchParams.delete(name);
  if (isInFragment) url.hash = "";
  history.replaceState(history.state, "", url);
  return { method: isSso ? "sso" : "oauth", take: once(href) };
}

/** All that an answer of OAuth 2.0 may add. */
const oauthParameters = ["state", "code", "error", "error_description", "error_uri", "iss"];

/** The parameter of a redirect URL that says which way back from a sign-on it is. */
export const ssoReturnParameter = "sso_return";
const ssoParameters = [ssoReturnParameter, "loginToken"];

function isOAuth(parameters: URLSearchParams): boolean {
  return parameters.has("state") && (parameters.has("code") || parameters.has("error"));
}

function once(text: string): () => string | null {
  let rest: string | null = text;
  return () => {
    const taken = rest;
    rest = null;
    return taken;
  };
}
