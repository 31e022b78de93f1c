import * as v from "valibot";
import { hostOf, isServerName } from "../guards/identifiers.js";
import { decode, ignorable } from "../wire/decode.js";
import { type RequestOptions, request } from "../wire/request.js";

/** The homeserver that a server name's document names, unchecked. */
export interface WellKnown {
  /** `m.homeserver.base_url`: any text, trimmed. Absent if it is no text. */
  readonly homeserverBaseUrl?: string;
}

/**
 * Asks `GET https://<host>/.well-known/matrix/client`. The host is the server name without its
 * port.
 * https://spec.matrix.org/v1.18/client-server-api/#getwell-knownmatrixclient
 * @throws TypeError if `serverName` is not a server name.
 * @throws MatrixError, NetworkError With status 404 if there is no document. Without a status, CORS
 * may hide a 404.
 */
export async function wellKnown(serverName: string, options: RequestOptions): Promise<WellKnown> {
  if (!isServerName(serverName)) {
    throw new TypeError(
      "This is not a server name: it needs to be a host, perhaps with a port. Check it with isServerName() first.",
    );
  }
  const url = `https://${hostOf(serverName)}/.well-known/matrix/client`;
  const answer = decode(
    schema,
    await request("GET", url, undefined, { ...options, cache: "default" }),
  );
  const homeserverBaseUrl = answer["m.homeserver"]?.base_url;
  return typeof homeserverBaseUrl !== "string"
    ? {}
    : { homeserverBaseUrl: homeserverBaseUrl.trim() };
}

const schema = v.object({
  "m.homeserver": ignorable(v.object({ base_url: ignorable(v.string()) })),
});
