import { oauthParameters } from "../callback.js";
import { RedirectError } from "../error.js";

/** The parameters of the address that the user came back to. */
export interface CallbackParameters {
  readonly state: string;
  readonly parameters: URLSearchParams;
}

const maxLength = 16_384;

/**
 * Reads the parameters of a callback from the fragment or the query. Refuses both at once, a parameter
 * that is there twice, and a code together with an error.
 * @throws RedirectError `malformedCallback`
 */
export function readCallback(callbackUrl: string): CallbackParameters {
  const url = callbackUrl.length <= maxLength ? parse(callbackUrl) : undefined;
  if (url === undefined) throw new RedirectError("malformedCallback");
  const fragment = new URLSearchParams(url.hash.replace(/^#/, ""));
  const isInFragment = isAnswer(fragment);
  if (isInFragment === isAnswer(url.searchParams)) throw new RedirectError("malformedCallback");
  const source = isInFragment ? fragment : url.searchParams;

  const parameters = new URLSearchParams();
  // Each has one value, or none.
  for (const name of oauthParameters) {
    const values = source.getAll(name);
    if (values.length > 1) throw new RedirectError("malformedCallback");
    for (const value of values) parameters.set(name, value);
  }
  const state = parameters.get("state") ?? "";
  const [code, error] = [parameters.get("code"), parameters.get("error")];
  const isOneOfTwo = (code === null) !== (error === null);
  // The kit asks for no token in the address.
  const isStrange = ["access_token", "id_token", "token", "response"].some((name) =>
    source.has(name),
  );
  const isCode = code === null || /^[\x20-\x7E]{1,4096}$/.test(code);
  if (state === "" || !isOneOfTwo || error === "" || !isCode || isStrange) {
    throw new RedirectError("malformedCallback");
  }
  return { state, parameters };
}

function isAnswer(parameters: URLSearchParams): boolean {
  return ["state", "code", "error"].some((name) => parameters.has(name));
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
