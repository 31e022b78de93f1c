/**
 * A real OpenID provider on loopback, with which homeservers let people sign on. Whoever names
 * themselves on its page is let in.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { keptOpen } from "../synapse/stubs.mjs";

/** @import { AddressInfo } from "node:net" */
/** @import { ClientMetadata, Configuration } from "oidc-provider" */

/**
 * @typedef {object} OidcProvider
 * @property {string} issuer without a slash at its end
 * @property {() => Promise<void>} stop
 */

/**
 * @param {(issuer: string) => { clients?: ClientMetadata[], configuration?: Configuration }} settings
 * @returns {Promise<OidcProvider>}
 */
export async function startProvider(settings) {
  const server = createServer(keptOpen).listen(0, "127.0.0.1");
  await once(server, "listening");
  server.unref();
  const { port } = /** @type {AddressInfo} */ (server.address());
  const issuer = `http://127.0.0.1:${port}`;
  const { clients = [], configuration = {} } = settings(issuer);

  const provider = quietly(
    () =>
      new Provider(issuer, {
        clients,
        claims: { openid: ["sub"], profile: ["name", "preferred_username"] },
        cookies: { keys: ["on loopback only"] },
        ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
        features: { devInteractions: { enabled: false } },
        interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
        findAccount: (_context, id) => ({
          accountId: id,
          claims: () => ({ sub: id, preferred_username: id, name: id }),
        }),
        // Everybody consents to everything.
        async loadExistingGrant(context) {
          const { client, session } = context.oidc;
          const grant = new context.oidc.provider.Grant({
            clientId: client?.clientId,
            accountId: session?.accountId,
          });
          grant.addOIDCScope("openid profile");
          await grant.save();
          return grant;
        },
        ...configuration,
      }),
  );
  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) {
      void answer(request, response);
      return;
    }
    if (request.method === "GET") {
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(signOnPage);
      return;
    }
    void read(request).then(async (body) => {
      const accountId = new URLSearchParams(body).get("username") ?? "";
      await provider.interactionFinished(request, response, { login: { accountId } });
    });
  });

  return {
    issuer,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const signOnPage = `<!doctype html>
<html lang="en"><title>Example ID</title><h1>Example ID</h1>
<form method="post">
<p><label>Sign on as <input type="text" name="username" required></label></p>
<input type="submit" value="Sign on">
</form></html>
`;

/**
 * It warns of keys that are good for tests alone.
 * @template T
 * @param {() => T} act
 */
function quietly(act) {
  const { info, warn } = console;
  console.info = console.warn = () => undefined;
  try {
    return act();
  } finally {
    Object.assign(console, { info, warn });
  }
}

/** @param {import("node:http").IncomingMessage} message */
async function read(message) {
  let text = "";
  for await (const chunk of message) text += chunk;
  return text;
}
