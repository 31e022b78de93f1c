import type { JsonObject } from "../server/call.js";
import { randomLetters } from "../server/randomText.js";

/** The permission of a user for a client, until its code is exchanged. */
export interface OAuthGrant {
  readonly userId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly codeChallenge: string;
  readonly nonce: string | undefined;
}

/** The clients and the codes of an OAuth 2.0 server. */
export interface OAuthGrants {
  /** The ID of a client; the same metadata have the same one. */
  registerClient(metadata: JsonObject): string;
  client(id: string): JsonObject | undefined;
  issueCode(grant: OAuthGrant): string;
  /** The grant of a code, once. */
  takeCode(code: string): OAuthGrant | undefined;
}

export function createOAuthGrants(): OAuthGrants {
  const clients = new Map<string, JsonObject>();
  const codes = new Map<string, OAuthGrant>();

  return {
    registerClient(metadata) {
      const text = JSON.stringify(metadata);
      const known = [...clients].find(([, other]) => JSON.stringify(other) === text);
      const id = known?.[0] ?? randomLetters(26).toUpperCase();
      clients.set(id, metadata);
      return id;
    },
    client: (id) => clients.get(id),
    issueCode(grant) {
      const code = randomLetters(32);
      codes.set(code, grant);
      return code;
    },
    takeCode(code) {
      const grant = codes.get(code);
      codes.delete(code);
      return grant;
    },
  };
}
