import { OidcTokenRefresher } from "matrix-js-sdk/lib/oidc/tokenRefresher.js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { whoami } from "../../src/protocol/endpoints/accessToken.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import type { BeginOAuthOptions } from "../../src/redirect/oauth/oauthOptions.js";
import { codeOf, memoryStorage } from "../redirect/oauth/servers.js";
import { type AccountServer, configuredClient, startAccountServer } from "./accountServer.mjs";
import { visitor } from "./visitor.js";

let server: AccountServer;
beforeAll(async () => {
  server = await startAccountServer();
});
afterAll(() => server.stop());

/** Goes to the account page and through it, as the forms say. */
async function goThere(
  forms: readonly Readonly<Record<string, string>>[],
  options: Partial<BeginOAuthOptions> = {},
  person = visitor(),
) {
  const storage = memoryStorage();
  const { url, transaction } = await beginOAuth({
    homeserver: { baseUrl: server.url, serverName: "localhost" },
    redirectUri: "http://127.0.0.1:9/",
    trust: "own",
    ...options,
    storage,
  });
  let at = await person.go(url);
  const titles = [titleOf(at.text)];
  for (const form of forms) {
    at = await person.go(at.url, form);
    titles.push(titleOf(at.text));
  }
  return { storage, transaction, callbackUrl: at.url, titles, person };
}

const titleOf = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1] ?? "";
const signUp = (username: string) => ({ action: "signUp", username, password: "wonderland" });
const allow = { action: "allow" };

describe("on a real authorisation server", () => {
  test("a user signs up, and the token is theirs", async () => {
    const { callbackUrl, storage, transaction, titles } = await goThere([signUp("alice"), allow]);
    expect(titles).toEqual(["Create an account", "Allow access?", ""]);
    const account = await finishOAuth(callbackUrl, { storage });
    expect(account).toMatchObject({ userId: "@alice:localhost", via: "oauth" });
    const accessToken = account.session?.accessToken ?? "";
    expect(await whoami(accessToken, { baseUrl: server.url })).toEqual({
      userId: "@alice:localhost",
      deviceId: transaction.deviceId,
    });
    expect(await codeOf(finishOAuth(callbackUrl, { storage }))).toBe("replayed");
  });

  test("a user who is signed in there comes back with that account", async () => {
    const { person } = await goThere([signUp("bob"), allow]);
    const { callbackUrl, storage, titles } = await goThere([allow], {}, person);
    expect(titles).toEqual(["Allow access?", ""]);
    expect((await finishOAuth(callbackUrl, { storage })).userId).toBe("@bob:localhost");
  });

  test("consent can be refused", async () => {
    const { callbackUrl, storage } = await goThere([signUp("carol"), { action: "deny" }]);
    expect(await codeOf(finishOAuth(callbackUrl, { storage }))).toBe("denied");
  });

  test("a code that was used somewhere else is worth nothing", async () => {
    const { callbackUrl, storage, transaction } = await goThere([signUp("dora"), allow]);
    const copy = memoryStorage();
    const key = storage.key(0) ?? "";
    copy.setItem(key, storage.getItem(key) ?? "");
    await finishOAuth(callbackUrl, { storage });
    expect(await codeOf(finishOAuth(callbackUrl, { storage: copy }))).toBe("expired");
    expect(server.revoked).toContain(transaction.deviceId);
  });

  test("without a session the tokens are given back", async () => {
    const { callbackUrl, storage, transaction } = await goThere([signUp("erin"), allow]);
    const account = await finishOAuth(callbackUrl, { storage, inhibitLogin: true });
    expect(account).toMatchObject({ userId: "@erin:localhost", session: null });
    expect(server.revoked).toContain(transaction.deviceId);
  });

  test("a client with an ID of its own, where others may not register", async () => {
    server.settings.registration = 403;
    expect(await codeOf(goThere([]))).toBe("registrationRefused");
    const client = { client: { id: configuredClient } };
    const { callbackUrl, storage } = await goThere([signUp("frank"), allow], client);
    server.settings.registration = "open";
    expect((await finishOAuth(callbackUrl, { storage })).userId).toBe("@frank:localhost");
  });

  test("an account of another homeserver is not handed over", async () => {
    const { callbackUrl, storage, transaction } = await goThere([signUp("grace"), allow]);
    server.settings.serverName = "evil.example";
    expect(await codeOf(finishOAuth(callbackUrl, { storage }))).toBe("wrongServerName");
    server.settings.serverName = "localhost";
    expect(server.revoked).toContain(transaction.deviceId);
  });

  test("the session is refreshed by matrix-js-sdk, again and again", async () => {
    const { callbackUrl, storage } = await goThere([signUp("heidi"), allow]);
    const { session } = await finishOAuth(callbackUrl, { storage });
    const refresh = session?.refresh;
    if (refresh?.via !== "oauth") throw new Error("It cannot be refreshed.");
    const { issuer, clientId, redirectUri, idToken, idTokenClaims, token } = refresh;
    const [, payload = ""] = idToken?.split(".") ?? [];
    expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toEqual(idTokenClaims);
    expect(idTokenClaims).toMatchObject({ iss: server.url, sub: "heidi", aud: clientId });
    vi.stubGlobal("window", { sessionStorage: memoryStorage() });
    vi.stubGlobal("localStorage", memoryStorage());
    const refresher = new OidcTokenRefresher(
      issuer,
      clientId,
      redirectUri,
      session?.deviceId ?? "",
      idTokenClaims as ConstructorParameters<typeof OidcTokenRefresher>[4],
    );
    await refresher.oidcClientReady;
    vi.unstubAllGlobals();
    const first = await refresher.doRefreshAccessToken(token);
    const second = await refresher.doRefreshAccessToken(first.refreshToken ?? "");
    const tokens = [session?.accessToken, first.accessToken, second.accessToken];
    expect(new Set(tokens).size).toBe(3);
    expect(await whoami(second.accessToken, { baseUrl: server.url })).toEqual({
      userId: "@heidi:localhost",
      deviceId: session?.deviceId,
    });
  });
});
