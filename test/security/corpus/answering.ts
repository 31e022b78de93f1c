import type { Fetch } from "../../../src/protocol/wire/boundedFetch.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { type Reply, responseOf } from "./replies.js";
import { homeserver } from "./signUp.js";

/** Options of any call to a homeserver that gives this answer. */
export function answering(reply: Reply) {
  const fetch: Fetch = async () => responseOf(reply);
  return { baseUrl: homeserver.baseUrl, fetch };
}

/** The answer as it was read. Whatever is thrown besides a typed refusal is a fault. */
export async function said<Value>(read: Promise<Value>): Promise<Value | "no answer"> {
  return read.catch((error: unknown) => {
    if (error instanceof MatrixError || error instanceof NetworkError) return "no answer";
    throw error;
  });
}
