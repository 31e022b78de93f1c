import { endpoint } from "../guards/baseUrl.js";
import { NetworkError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";

/** The path of `/register`. */
export const registerPath = "/_matrix/client/v3/register";
/** The most bytes of an answer: texts and flows are in it. */
export const maxRegisterBytes = 262_144;

/**
 * Sends `POST /register` with an empty body, whose refusal tells the flows. Resolves where the homeserver made
 * an account of it.
 * @throws MatrixError With `uia` for a 401 that asks for authentication.
 * @throws NetworkError When no answer came, or none that can be read.
 */
export async function probe(options: RequestOptions & { readonly baseUrl: string }): Promise<void> {
  const url = endpoint(options.baseUrl, registerPath);
  const answer = await request("POST", url, {}, { ...options, maxBytes: maxRegisterBytes });
  // Few homeservers get here: the code that reads an account is loaded for them.
  const { accountFrom, decodeAccount } = await import("./accountAnswer.js").catch(() => {
    throw new NetworkError("offline");
  });
  accountFrom(answer, decodeAccount, options);
}
