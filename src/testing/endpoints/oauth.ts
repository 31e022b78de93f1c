import type { OAuthGrant } from "../model/oauthGrants.js";
import type { Settings } from "../model/settings.js";
import type { HomeserverState } from "../model/state.js";
import { checkUsername } from "../model/usernames.js";
import { type Answer, ok, Refusal } from "../server/answers.js";
import { type Call, type JsonObject, jsonObject } from "../server/call.js";
import { escaped, htmlResponse } from "../server/html.js";
import type { Methods } from "./routes.js";

/** How one kind of homeserver treats clients and the people they send. */
export interface AccountPages {
  /** The refusal of a client's metadata, if it is refused. */
  readonly refusal: (metadata: JsonObject, settings: Settings) => OAuthRefusal | undefined;
  /** Whether the page that asks for consent can be left without it. */
  readonly canCancel: boolean;
}

export interface OAuthRefusal {
  readonly error: string;
  readonly error_description: string;
}

const at = "/_fake/oauth";
const client = "/_matrix/client";

/** Where the metadata of the OAuth 2.0 server is told. */
const metadataPaths = [
  `${client}/v1/auth_metadata`,
  `${client}/unstable/org.matrix.msc2965/auth_metadata`,
];

/** The OAuth 2.0 endpoints, below one path of the homeserver. */
export function oauthEndpoints({ baseUrl }: Settings): JsonObject {
  return {
    issuer: `${baseUrl}/`,
    account_management_uri: `${baseUrl}${at}/account`,
    authorization_endpoint: `${baseUrl}${at}/authorize`,
    token_endpoint: `${baseUrl}${at}/token`,
    revocation_endpoint: `${baseUrl}${at}/revoke`,
    registration_endpoint: `${baseUrl}${at}/register`,
    jwks_uri: `${baseUrl}${at}/keys`,
  };
}

/**
 * An OAuth 2.0 server whose pages make accounts: metadata, client registration, a page to sign up or
 * in, a page for consent, codes, tokens.
 */
export function oauthRoutes(
  pages: AccountPages,
  metadata: (settings: Settings) => JsonObject,
  metadataHeaders?: Readonly<Record<string, string>>,
): Readonly<Record<string, Methods>> {
  const tellMetadata = (_call: Call, { settings }: HomeserverState): Answer => ({
    ...ok(metadata(settings)),
    ...(metadataHeaders && { headers: metadataHeaders }),
  });
  return {
    ...Object.fromEntries(metadataPaths.map((path) => [path, { GET: tellMetadata }])),
    [`${at}/register`]: { POST: (call, state) => registerClient(call, state, pages) },
    [`${at}/authorize`]: { GET: showAccountPage },
    [`${at}/enter`]: { POST: (call, state) => enter(call, state, pages) },
    [`${at}/consent`]: { POST: answerConsent },
    [`${at}/token`]: { POST: issueTokens },
    [`${at}/revoke`]: { POST: revoke },
    [`${at}/keys`]: { GET: () => ok({ keys: [] }) },
  };
}

function registerClient(call: Call, { oauth, settings }: HomeserverState, pages: AccountPages) {
  const metadata = jsonObject(call);
  const refusal = pages.refusal(metadata, settings);
  if (refusal !== undefined) refuseOAuth(refusal.error, refusal.error_description);
  const body = { client_id: oauth.registerClient(metadata), ...metadata };
  return { status: 201, body };
}

function showAccountPage(call: Call, state: HomeserverState): Response {
  const wanted = requestOf(call, state);
  if (wanted === undefined) return htmlResponse(400, "Unknown client", "<p>Go back.</p>");
  const creates = call.form.get("prompt") === "create";
  if (creates && state.settings.closed) {
    return htmlResponse(200, "Create an account", "<p>No accounts are made here.</p>");
  }
  const title = creates ? "Create an account" : "Sign in";
  return htmlResponse(200, title, accountForm(call, state, creates, title));
}

function accountForm(call: Call, state: HomeserverState, creates: boolean, title: string): string {
  const needsToken = creates && state.settings.registrationToken !== undefined;
  return form(call, state, "enter", [
    '<p><label>Username <input name="username" autocapitalize="none" required></label></p>',
    '<p><label>Password <input name="password" type="password" required></label></p>',
    needsToken ? '<p><label>Registration token <input name="token" required></label></p>' : "",
    `<button name="action" value="${creates ? "create" : "signIn"}">${title}</button>`,
  ]);
}

/** The account is there from here on, whatever is said to the client. */
function enter(call: Call, state: HomeserverState, { canCancel }: AccountPages): Response {
  const username = call.form.get("username") ?? "";
  const password = call.form.get("password") ?? "";
  if (call.form.get("action") === "create") create(username, password, call, state);
  const account = state.accounts.find(state.accounts.userId(username));
  if (account === undefined || !state.accounts.passwordFits(account, password)) {
    return htmlResponse(200, "Sign in", "<p>Wrong username or password.</p>");
  }
  const proof = state.loginTokens.issue(account.userId);
  return htmlResponse(
    200,
    "Allow access?",
    form(call, state, "consent", [
      `<input type="hidden" name="proof" value="${escaped(proof)}">`,
      '<button name="action" value="allow">Continue</button>',
      canCancel ? '<button name="action" value="cancel">Cancel</button>' : "",
    ]),
  );
}

function create(username: string, password: string, call: Call, state: HomeserverState): void {
  const { accounts, settings, tokens } = state;
  if (settings.closed) refuseOAuth("access_denied", "No accounts are made here");
  if (settings.registrationToken !== undefined) {
    const token = (call.form.get("token") ?? "").trim();
    if (!tokens.isValid(token)) refuseOAuth("access_denied", "Invalid registration token");
    tokens.hold(token);
    tokens.complete(token);
  }
  checkUsername(username, state);
  accounts.create({ localpart: username, password });
}

function answerConsent(call: Call, state: HomeserverState): Response {
  const wanted = requestOf(call, state);
  const userId = state.loginTokens.spend(call.form.get("proof") ?? "");
  if (wanted === undefined || userId === undefined) {
    return htmlResponse(409, "Already used", "<p>This page was used before.</p>");
  }
  const allowed = call.form.get("action") === "allow";
  const answer = new URLSearchParams({
    state: call.form.get("state") ?? "",
    ...(allowed
      ? { code: state.oauth.issueCode({ ...wanted, userId }) }
      : { error: "access_denied" }),
  });
  const target = new URL(wanted.redirectUri);
  if (call.form.get("response_mode") === "fragment") target.hash = answer.toString();
  else for (const [name, value] of answer) target.searchParams.set(name, value);
  return new Response(null, { status: 303, headers: { Location: target.href } });
}

async function issueTokens(call: Call, { accounts, oauth, settings }: HomeserverState) {
  if (call.form.get("grant_type") === "refresh_token") {
    const { expires_in_ms: ms, ...tokens } = accounts.devices.refresh(
      call.form.get("refresh_token") ?? "",
    );
    return ok({ ...tokens, token_type: "Bearer", expires_in: Number(ms) / 1000 });
  }
  const grant = oauth.takeCode(call.form.get("code") ?? "");
  const challenge = await challengeOf(call.form.get("code_verifier") ?? "");
  if (grant?.codeChallenge !== challenge || grant.redirectUri !== call.form.get("redirect_uri")) {
    refuseOAuth("invalid_grant", "The code is not good");
  }
  const [, deviceId] = /:device:(\S+)/.exec(grant.scope) ?? [];
  const login = accounts.devices.signIn(grant.userId, { deviceId, refreshable: true });
  return ok({
    access_token: login.access_token,
    token_type: "Bearer",
    scope: grant.scope,
    ...(login.expires_in_ms !== undefined && { expires_in: login.expires_in_ms / 1000 }),
    ...(login.refresh_token !== undefined && { refresh_token: login.refresh_token }),
    ...(grant.scope.split(" ").includes("openid") && { id_token: idToken(grant, settings) }),
  });
}

function revoke(call: Call, { accounts }: HomeserverState): Answer {
  const found = accounts.devices.accessToken(call.form.get("token") ?? "");
  if (found !== undefined) accounts.devices.remove(found.userId, found.deviceId);
  return ok({});
}

/** The request of the user who came; nothing if the client or its redirect is unknown. */
function requestOf(call: Call, { oauth }: HomeserverState): OAuthGrant | undefined {
  const clientId = call.form.get("client_id") ?? "";
  const redirectUri = call.form.get("redirect_uri") ?? "";
  const uris = oauth.client(clientId)?.["redirect_uris"];
  if (!Array.isArray(uris) || !uris.some((uri) => isSameRedirect(String(uri), redirectUri))) {
    return undefined;
  }
  return {
    userId: "",
    clientId,
    redirectUri,
    scope: call.form.get("scope") ?? "",
    codeChallenge: call.form.get("code_challenge") ?? "",
    nonce: call.form.get("nonce") ?? undefined,
  };
}

/** At a loopback address any port is as good as another. */
function isSameRedirect(registered: string, used: string): boolean {
  if (registered === used) return true;
  if (!URL.canParse(registered) || !URL.canParse(used)) return false;
  const [one, other] = [new URL(registered), new URL(used)];
  one.port = other.port;
  return isLoopback(one) && one.href === other.href;
}

/** Whether an address is one of this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

const keptParameters = [
  "client_id",
  "redirect_uri",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "response_mode",
];

/** A form that sends on what the client asked for. */
function form(
  call: Call,
  { settings }: HomeserverState,
  action: string,
  fields: readonly string[],
): string {
  const path = new URL(settings.baseUrl).pathname.replace(/\/$/, "");
  const hidden = keptParameters.flatMap((name) => {
    const value = call.form.get(name);
    return value === null ? [] : [`<input type="hidden" name="${name}" value="${escaped(value)}">`];
  });
  const inner = [...hidden, ...fields].join("\n");
  return `<form method="post" action="${escaped(`${path}${at}/${action}`)}">\n${inner}\n</form>`;
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64Url(String.fromCharCode(...new Uint8Array(digest)));
}

/** The ID token has no signature; it comes over the connection that carried the code. */
function idToken({ userId, clientId, nonce }: OAuthGrant, settings: Settings): string {
  const now = Math.floor(settings.clock.now() / 1000);
  const claims = {
    iss: `${settings.baseUrl}/`,
    sub: userId,
    aud: clientId,
    iat: now,
    exp: now + 3600,
    ...(nonce !== undefined && { nonce }),
  };
  const parts = [{ alg: "RS256" }, claims].map((part) => base64Url(JSON.stringify(part)));
  return [...parts, base64Url("unsigned")].join(".");
}

function base64Url(bytes: string): string {
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function refuseOAuth(error: string, description: string): never {
  throw new Refusal({ status: 400, body: { error, error_description: description } });
}

/** The address in a client's metadata, if it is one. */
export function clientUri(metadata: JsonObject): URL | undefined {
  const uri = metadata["client_uri"];
  return typeof uri === "string" && URL.canParse(uri) ? new URL(uri) : undefined;
}

/** The redirect addresses in a client's metadata. */
export function redirectUris(metadata: JsonObject): readonly URL[] {
  const uris = metadata["redirect_uris"];
  if (!Array.isArray(uris)) return [];
  return uris.map(String).flatMap((uri) => (URL.canParse(uri) ? [new URL(uri)] : []));
}
