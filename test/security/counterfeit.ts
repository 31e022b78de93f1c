import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import { metadata, notThere } from "../redirect/oauth/servers.js";

/** A request as it left the browser. */
export interface Sent {
  readonly host: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: string;
}

/**
 * The honest account server of example.org, and evil.example, a homeserver that a user may have typed.
 * Evil gives this metadata as its own.
 */
export function counterfeit(ofEvil: object) {
  const sent: Sent[] = [];
  let deviceId = "";
  const honest: Readonly<Record<string, () => Response>> = {
    "/.well-known/openid-configuration": () => Response.json(metadata),
    "/register": () => Response.json({ client_id: "client-honest" }, { status: 201 }),
    "/token": () =>
      Response.json({
        access_token: "ACCESS-OF-HONEST",
        refresh_token: "REFRESH-OF-HONEST",
        token_type: "Bearer",
        expires_in: 300,
      }),
    "/revoke": () => new Response(""),
  };
  const evil: Readonly<Record<string, () => Response>> = {
    "/_matrix/client/v1/auth_metadata": () => Response.json(ofEvil),
    "/.well-known/openid-configuration": () => Response.json(ofEvil),
    "/_matrix/client/v3/account/whoami": () =>
      Response.json({ user_id: "@you:evil.example", device_id: deviceId }),
    "/_matrix/client/v3/login": () => Response.json({ flows: [] }),
    "/register": () => Response.json({ client_id: "client-evil" }, { status: 201 }),
    "/token": () => Response.json({ access_token: "worthless", token_type: "Bearer" }),
  };
  const fetch: Fetch = async (url, init) => {
    const { host, pathname } = new URL(url);
    const token = new Headers(init.headers).get("Authorization");
    sent.push({ host, path: pathname, token, body: await new Response(init.body).text() });
    const answers = host === "account.example.org" ? honest : evil;
    return (answers[pathname] ?? notThere)();
  };
  return {
    fetch,
    sent,
    sendDevice: (id: string) => {
      deviceId = id;
    },
  };
}

export const evil = { baseUrl: "https://evil.example", serverName: "evil.example" };
