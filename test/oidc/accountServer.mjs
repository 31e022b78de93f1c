/**
 * An authorisation server on loopback: `oidc-provider`, with account pages of its own on which people
 * sign up, sign in and consent, and with what a homeserver needs of it besides: introspection with
 * Matrix scopes, accounts and devices made on the homeserver.
 *
 *     const accounts = await startAccountServer();
 *     … accounts.url …
 *     await accounts.stop();
 */
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { interactionPolicy, Provider } from "oidc-provider";
import { accountsSecret } from "../synapse/setUps.mjs";
import { keptOpen } from "../synapse/stubs.mjs";
import { consentPage, signInPage, signUpPage } from "./accountPages.mjs";
import { answerAsHomeserver } from "./homeserverDouble.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { ClientMetadata, InteractionResults, KoaContextWithOIDC } from "oidc-provider" */

/** The client that is known without registering: at any port of 127.0.0.1. */
export const configuredClient = "configured-client";

/**
 * @typedef {object} Settings what can be changed while it runs
 * @property {"open" | 400 | 403} registration whether clients may register, or how they are refused
 * @property {boolean} create whether `prompt=create` is on offer
 * @property {readonly ("query" | "fragment")[]} responseModes what it says it supports
 * @property {string} serverName the name in the user IDs that the homeserver beside it gives out
 *
 * @typedef {object} AccountServer
 * @property {string} url without a slash at its end; a homeserver without Synapse answers there too
 * @property {Settings} settings
 * @property {ReadonlyMap<string, string>} users passwords by localpart
 * @property {(localpart: string, password: string) => Promise<void>} addUser
 * @property {readonly string[]} revoked the IDs of the devices whose sessions were ended
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} [options]
 * @param {string} [options.homeserver] base URL of a Synapse that leaves its accounts to this server;
 *   without one a homeserver that knows nothing but whoami answers beside it
 * @param {readonly ClientMetadata[]} [options.clients] clients known beforehand
 * @param {string} [options.publicUrl] the `https:` origin under which a proxy shows it to browsers
 * @returns {Promise<AccountServer>}
 */
export async function startAccountServer({ homeserver, clients = [], publicUrl } = {}) {
  /** @type {Settings} */
  const settings = {
    registration: "open",
    create: true,
    responseModes: ["query", "fragment"],
    serverName: "localhost",
  };
  /** @type {Map<string, string>} */
  const users = new Map();
  /** @type {Map<string, { localpart: string, device_id: string }>} */
  const devices = new Map();
  /** @type {string[]} */
  const revoked = [];
  const server = createServer(keptOpen, (request, response) => {
    answer(request, response).catch((/** @type {unknown} */ error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  const url = `http://127.0.0.1:${address.port}`;
  const provider = makeProvider(publicUrl ?? url, users, clients);
  provider.proxy = publicUrl !== undefined;
  const handle = provider.callback();

  provider.on("grant.revoked", (_context, grantId) => {
    const device = devices.get(grantId);
    if (device === undefined) return;
    devices.delete(grantId);
    revoked.push(device.device_id);
    void tellHomeserver("delete_device", device);
  });

  return {
    url,
    settings,
    users,
    revoked,
    async addUser(localpart, password) {
      users.set(localpart, password);
      await tellHomeserver("provision_user", { localpart });
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async function answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    if (pathname.startsWith("/interaction/")) {
      return interact(request, response, searchParams.has("signIn"));
    }
    if (request.method === "OPTIONS" || !isForBrowsers(pathname)) {
      response.setHeader("Access-Control-Allow-Origin", "*");
    }
    if (request.method === "OPTIONS") {
      response.setHeader("Access-Control-Allow-Headers", "Content-Type, Authorization");
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, OPTIONS");
      response.writeHead(204).end();
      return undefined;
    }
    switch (pathname) {
      case "/.well-known/openid-configuration":
      case "/_matrix/client/v1/auth_metadata":
        return json(response, 200, await metadata());
      case "/oauth2/introspect":
        return introspect(request, response);
      case "/reg":
        if (settings.registration === "open") break;
        return json(response, settings.registration, {
          error: "invalid_client_metadata",
          error_description: "Only known clients may be used here.",
        });
      default:
        if (pathname.startsWith("/_matrix/")) {
          const owner = await ownerOf(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
          const { status, body } = answerAsHomeserver(pathname, owner, settings.serverName);
          return json(response, status, body);
        }
    }
    return handle(request, response);
  }

  /** What the provider says of itself, with what a homeserver's clients look for. */
  async function metadata() {
    const proxied = publicUrl === undefined ? {} : { headers: forwarded(publicUrl) };
    const answered = await fetch(`${url}/.well-known/oauth-authorization-server`, proxied);
    const said = /** @type {Record<string, unknown>} */ (await answered.json());
    return {
      ...said,
      response_modes_supported: settings.responseModes,
      prompt_values_supported: ["none", "login", ...(settings.create ? ["create"] : [])],
      account_management_uri: `${publicUrl ?? url}/account`,
    };
  }

  /** @param {string} token */
  async function ownerOf(token) {
    const found = token === "" ? undefined : await provider.AccessToken.find(token);
    if (found?.accountId === undefined) return undefined;
    const scope = found.scope ?? "";
    return {
      localpart: found.accountId,
      deviceId: deviceIn(scope),
      scope,
      expiresIn: found.remainingTTL,
    };
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async function introspect(request, response) {
    if (request.headers.authorization !== `Bearer ${accountsSecret}`) {
      return json(response, 401, { error: "invalid_client" });
    }
    const owner = await ownerOf((await formIn(request)).get("token") ?? "");
    if (owner === undefined) return json(response, 200, { active: false });
    const { localpart, scope, expiresIn } = owner;
    return json(response, 200, {
      active: true,
      scope,
      username: localpart,
      sub: localpart,
      expires_in: expiresIn,
    });
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {boolean} wantsSignIn
   */
  async function interact(request, response, wantsSignIn) {
    const { prompt, params, session, grantId } = await provider.interactionDetails(
      request,
      response,
    );
    const localpart = session?.accountId;
    /** @param {InteractionResults} result */
    const finish = (result) =>
      provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });

    if (request.method !== "POST") {
      if (prompt.name === "consent") return page(response, consentPage(localpart ?? ""));
      // Whoever is signed in here already is not asked for another account.
      if (prompt.name === "create" && localpart !== undefined) return finish({ create: {} });
      return page(response, prompt.name === "create" && !wantsSignIn ? signUpPage() : signInPage());
    }
    const form = await formIn(request);
    const [username, password] = [form.get("username") ?? "", form.get("password") ?? ""];
    switch (form.get("action")) {
      case "signUp":
        if (users.has(username)) return page(response, signUpPage("This username is taken."));
        users.set(username, password);
        await tellHomeserver("provision_user", { localpart: username });
        return finish({ create: {}, login: { accountId: username } });
      case "signIn":
        if (users.get(username) !== password) return page(response, signInPage("That is wrong."));
        return finish({ create: {}, login: { accountId: username } });
      case "allow": {
        const scope = String(params["scope"]);
        const grant =
          (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
          new provider.Grant({
            accountId: /** @type {string} */ (localpart),
            clientId: String(params["client_id"]),
          });
        grant.addOIDCScope("openid");
        grant.addResourceScope(resource, scope);
        const id = await grant.save();
        const device = { localpart: localpart ?? "", device_id: deviceIn(scope) };
        devices.set(id, device);
        await tellHomeserver("upsert_device", device);
        return finish({ consent: { grantId: id } });
      }
      default:
        return finish({ error: "access_denied", error_description: "The user said no." });
    }
  }

  /**
   * @param {string} what
   * @param {object} body
   */
  async function tellHomeserver(what, body) {
    if (homeserver === undefined) return;
    const answered = await fetch(`${homeserver}/_synapse/mas/${what}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${accountsSecret}` },
      body: JSON.stringify(body),
    });
    if (!answered.ok) throw new Error(`${what}: ${answered.status} ${await answered.text()}`);
  }
}

/**
 * What a proxy adds to requests, so that the server knows under which address it is seen.
 *
 * @param {string} publicUrl
 */
export function forwarded(publicUrl) {
  const { host, protocol } = new URL(publicUrl);
  return { "X-Forwarded-Host": host, "X-Forwarded-Proto": protocol.slice(0, -1) };
}

/** The homeserver's API, as `oidc-provider` thinks of it: all Matrix scopes belong to it. */
const resource = "urn:matrix:client-server-api";

/**
 * @param {string} url
 * @param {ReadonlyMap<string, string>} users
 * @param {readonly ClientMetadata[]} clients
 */
function makeProvider(url, users, clients) {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: "create", requestable: true }), 0);
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const hour = 3600;
  return new Provider(url, {
    clients: [
      {
        client_id: configuredClient,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: ["http://127.0.0.1/"],
        grant_types: ["authorization_code", "refresh_token"],
        response_types: ["code"],
      },
      ...clients,
    ],
    findAccount: (_context, id) =>
      users.has(id) ? { accountId: id, claims: async () => ({ sub: id }) } : undefined,
    scopes: ["openid"],
    clientBasedCORS: () => true,
    pkce: { required: () => true },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["cookies-on-loopback-only"] },
    interactions: { policy, url: (_context, { uid }) => `/interaction/${uid}` },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed("refresh_token"),
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: ({ oidc }) => ({
          scope: matrixScopes(oidc).join(" "),
          accessTokenFormat: "opaque",
          accessTokenTTL: 300,
        }),
      },
    },
    ttl: {
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: hour,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: hour,
      Session: hour,
    },
  });
}

/**
 * Those that were asked for, be it now or when the code or the refresh token was made.
 * @param {KoaContextWithOIDC["oidc"]} oidc
 */
function matrixScopes({ params, entities }) {
  const asked = [
    params?.["scope"],
    entities.AuthorizationCode?.scope,
    entities.RefreshToken?.scope,
  ].find((scope) => typeof scope === "string");
  return String(asked)
    .split(" ")
    .filter((each) => each.startsWith("urn:matrix:"));
}

/** @param {string} scope */
function deviceIn(scope) {
  return /urn:matrix:(?:org\.matrix\.msc2967\.)?client:device:(\S+)/.exec(scope)?.[1] ?? "";
}

/** What is gone to, not asked by a script: it allows no other origin. @param {string} pathname */
function isForBrowsers(pathname) {
  return /^\/(auth|token|session)\b/.test(pathname);
}

/** @param {IncomingMessage} request */
async function formIn(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {unknown} body
 */
function json(response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/**
 * @param {ServerResponse} response
 * @param {string} html
 */
function page(response, html) {
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(html);
}
