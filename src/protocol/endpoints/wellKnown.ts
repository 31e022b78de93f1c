import * as v from "valibot";
import { hostOf, isServerName } from "../guards/identifiers.js";
import { decode, ignorable } from "../wire/decode.js";
import { NetworkError } from "../wire/errors.js";
import { type RequestOptions, request } from "../wire/request.js";

/** The homeserver that a server name's document names, unchecked. */
export interface WellKnown {
  /** `m.homeserver.base_url`: any text, trimmed. Absent if it is no text. */
  readonly homeserverBaseUrl?: string;
}

export interface WellKnownOptions extends RequestOptions {
  /** Whether to ask past the browser's cache. */
  readonly isFresh?: boolean | undefined;
}

/**
 * Asks `GET https://<host>/.well-known/matrix/client`. The host is the server name without its
 * port.
 * https://spec.matrix.org/v1.18/client-server-api/#getwell-knownmatrixclient
 * @throws TypeError if `serverName` is not a server name.
 * @throws MatrixError, NetworkError With status 404 if there is no document. Without a status, CORS
 * may hide a 404.
 */
export async function wellKnown(serverName: string, options: WellKnownOptions): Promise<WellKnown> {
  if (!isServerName(serverName)) {
    throw new TypeError(
      "This is not a server name: it needs to be a host, perhaps with a port. Check it with isServerName() first.",
    );
  }
  const url = `https://${hostOf(serverName)}/.well-known/matrix/client`;
  const ask = (cache: "default" | "no-store") =>
    request("GET", url, undefined, { ...options, cache });
  const answer = decode(
    schema,
    await (options.isFresh === true
      ? ask("no-store")
      : ask("default").catch((error: unknown) => {
          // A browser may have kept the document as another site's page got it, without CORS headers.
          if (isSilent(error)) return ask("no-store");
          throw error;
        })),
  );
  const homeserverBaseUrl = answer["m.homeserver"]?.base_url;
  return typeof homeserverBaseUrl !== "string"
    ? {}
    : { homeserverBaseUrl: homeserverBaseUrl.trim() };
}

/** Whether nothing is known of the answer, as after a refusal by CORS. */
function isSilent(error: unknown): boolean {
  return (
    error instanceof NetworkError && error.reason === "unreachable" && error.status === undefined
  );
}

const schema = v.object({
  "m.homeserver": ignorable(v.object({ base_url: ignorable(v.string()) })),
});
