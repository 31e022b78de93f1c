import type { OAuthGrant } from "../../model/oauthGrants.js";
import type { Settings } from "../../model/settings.js";
import type { HomeserverState } from "../../model/state.js";
import { Refusal } from "../../server/answers.js";
import { type Call, type JsonObject, jsonObject } from "../../server/call.js";

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

export function registerClient(
  call: Call,
  { oauth, settings }: HomeserverState,
  pages: AccountPages,
) {
  const metadata = jsonObject(call);
  const refusal = pages.refusal(metadata, settings);
  if (refusal !== undefined) refuseOAuth(refusal.error, refusal.error_description);
  const body = { client_id: oauth.registerClient(metadata), ...metadata };
  return { status: 201, body };
}

/** The request of the user who came; nothing if the client or its redirect is unknown. */
export function requestOf(call: Call, { oauth }: HomeserverState): OAuthGrant | undefined {
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

export function refuseOAuth(error: string, description: string): never {
  throw new Refusal({ status: 400, body: { error, error_description: description } });
}
