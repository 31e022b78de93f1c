import { ClientEvent, type MatrixClient, SyncState } from "matrix-js-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { matrixClient } from "../../examples/matrixClient.js";
import { type Account, createRegistration, type RegistrationOptions } from "../../src/index.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../src/redirect/sso/finishSso.js";
import { visitor } from "../oidc/visitor.js";
import { memoryStorage } from "../redirect/memoryStorage.js";
import type { AnySetUp } from "../synapse/setUps.mjs";
import { type Synapse, startSynapse } from "../synapse/synapse.mjs";
import { homeserver as conformanceHomeserver } from "./homeserver.js";
import { signOn } from "./signOn.js";

/** The session that an app is handed starts a client that syncs, on a real homeserver. */
describe.skipIf(inject("synapseMissing"))("the account that is handed over", () => {
  const clients: MatrixClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.stopClient();
  });

  async function syncs(account: Account): Promise<MatrixClient> {
    const client = matrixClient(account);
    clients.push(client);
    const prepared = new Promise<void>((resolve, reject) => {
      client.on(ClientEvent.Sync, (state, _before, event) => {
        if (state === SyncState.Prepared) resolve();
        if (state === SyncState.Error) reject(event?.error ?? new Error("It cannot sync"));
      });
    });
    await client.startClient({ initialSyncLimit: 1 });
    await prepared;
    return client;
  }

  describe("by stages, and of guests", () => {
    const synapse = running("guests");

    const make = async (
      options: Partial<RegistrationOptions>,
      username?: string,
    ): Promise<Account> => {
      const { baseUrl, serverName } = synapse();
      return new Promise((resolve, reject) => {
        const run = createRegistration({
          homeserver: { baseUrl, serverName },
          trust: "own",
          ...options,
          onDone: (result) => {
            if (result.outcome === "registered") resolve(result.account);
          },
        });
        run
          .submitAccount({ password: "correct horse", ...(username !== undefined && { username }) })
          .then((outcome) => {
            if (!outcome.ok) reject(new Error(JSON.stringify(outcome.problems)));
          }, reject);
      });
    };

    test("is a user's, on the device that was named", async () => {
      const account = await make({ device: { displayName: "An example client" } }, "ann");
      expect(account).toMatchObject({
        userId: "@ann:localhost",
        serverName: "localhost",
        kind: "user",
        via: "uia",
      });
      const client = await syncs(account);
      const { devices } = await client.getDevices();
      expect(devices).toMatchObject([
        { device_id: account.session?.deviceId, display_name: "An example client" },
      ]);
    });

    test("can be refreshed when its access token is good no longer", async () => {
      const account = await make({ refreshToken: true }, "bea");
      const { session } = account;
      expect(session?.refresh).toMatchObject({ via: "matrix" });
      expect(session?.expiresAt).toBeGreaterThan(Date.now());
      if (session === null) throw new Error("There is no session");
      const client = await syncs({ ...account, session: { ...session, accessToken: "worn-out" } });
      expect(client.getAccessToken()).not.toBe("worn-out");
      expect((await client.whoami()).user_id).toBe("@bea:localhost");
    });

    test("is a guest's, who becomes a user and keeps the user ID", async () => {
      const guest = await make({ kind: "guest" });
      expect(guest.kind).toBe("guest");
      const guestClient = matrixClient(guest);
      expect(guestClient.isGuest()).toBe(true);
      expect((await guestClient.whoami()).is_guest).toBe(true);

      const { userId, session } = guest;
      const upgrade = { userId, accessToken: session?.accessToken ?? "" };
      const user = await make({ guest: upgrade });
      expect(user).toMatchObject({ userId, kind: "user" });
      const client = await syncs(user);
      expect((await client.whoami()).is_guest).toBe(false);
      await expect(guestClient.whoami()).rejects.toMatchObject({ errcode: "M_UNKNOWN_TOKEN" });
    });

    test("is none where a guest's token is refused: that is no stage", async () => {
      const guest = await make({ kind: "guest" });
      const { baseUrl, serverName } = synapse();
      const run = createRegistration({
        homeserver: { baseUrl, serverName },
        trust: "own",
        guest: { userId: guest.userId, accessToken: "wrong" },
      });
      await run.submitAccount({ password: "correct horse" });
      expect(run.getSnapshot()).toMatchObject({
        status: "failed",
        problem: { code: "tokenRejected" },
      });
      run.dispose();
    });
  });

  describe("by the homeserver's account page", () => {
    const synapse = running("oauth");
    // The refresher of matrix-js-sdk looks for a browser's storages.
    beforeAll(() => {
      vi.stubGlobal("window", { sessionStorage: memoryStorage() });
      vi.stubGlobal("localStorage", memoryStorage());
    });
    afterAll(() => {
      vi.unstubAllGlobals();
    });

    const signUp = async (username: string): Promise<Account> => {
      const { baseUrl, serverName } = synapse();
      const storage = memoryStorage();
      const { url } = await beginOAuth({
        homeserver: { baseUrl, serverName },
        redirectUri: "http://127.0.0.1:9/",
        trust: "own",
        storage,
      });
      const person = visitor();
      const signUpPage = await person.go(url);
      const password = "wonderland";
      const consentPage = await person.go(signUpPage.url, { action: "signUp", username, password });
      const { url: callbackUrl } = await person.go(consentPage.url, { action: "allow" });
      return finishOAuth(callbackUrl, { storage });
    };

    test("is the one that was made there", async () => {
      const account = await signUp("emil");
      expect(account).toMatchObject({ userId: "@emil:localhost", via: "oauth", kind: "user" });
      const client = await syncs(account);
      expect(await client.whoami()).toMatchObject({
        user_id: "@emil:localhost",
        device_id: account.session?.deviceId,
      });
    });

    test("can be refreshed when its access token is good no longer", async () => {
      const account = await signUp("fay");
      const { session } = account;
      expect(session?.refresh).toMatchObject({ via: "oauth" });
      expect(session?.expiresAt).toBeGreaterThan(Date.now());
      if (session === null) throw new Error("There is no session");
      const client = await syncs({ ...account, session: { ...session, accessToken: "worn-out" } });
      expect(["worn-out", session.accessToken]).not.toContain(client.getAccessToken());
      expect((await client.whoami()).user_id).toBe("@fay:localhost");
    });
  });

  describe("by single sign-on", () => {
    const synapse = running("oidcSso");

    test("is the one that was signed on with", async () => {
      const { baseUrl, serverName } = synapse();
      const storage = memoryStorage();
      const { url } = beginSso({
        homeserver: { baseUrl, serverName },
        providerId: "oidc-example",
        redirectUrl: "https://client.example.org/",
        refreshToken: true,
        trust: "own",
        storage,
      });
      const redirectUrl = new URL(url).searchParams.get("redirectUrl") ?? "";
      const on = conformanceHomeserver("Synapse", "oidcSso", () => ({
        ...synapse(),
        fetch: (request: Request) => fetch(request, { redirect: "manual" }),
      }));
      const account = await finishSso(await signOn(on, "cleo", redirectUrl), { storage });
      expect(account).toMatchObject({ userId: "@cleo:localhost", via: "sso", kind: "user" });
      expect(account.session?.refresh).toMatchObject({ via: "matrix" });
      const client = await syncs(account);
      expect((await client.whoami()).user_id).toBe("@cleo:localhost");
    });

    test("leaves no session where none is wanted", async () => {
      const { baseUrl, serverName } = synapse();
      const storage = memoryStorage();
      const on = conformanceHomeserver("Synapse", "oidcSso", () => ({
        ...synapse(),
        fetch: (request: Request) => fetch(request, { redirect: "manual" }),
      }));
      const { url } = beginSso({
        homeserver: { baseUrl, serverName },
        redirectUrl: "https://client.example.org/",
        trust: "own",
        storage,
      });
      const redirectUrl = new URL(url).searchParams.get("redirectUrl") ?? "";
      const tokens: unknown[] = [];
      const watching = async (input: string, init: RequestInit) => {
        const response = await fetch(input, init);
        tokens.push(((await response.clone().json()) as Record<string, unknown>)["access_token"]);
        return response;
      };
      const account = await finishSso(await signOn(on, "dora", redirectUrl), {
        storage,
        fetch: watching,
        inhibitLogin: true,
      });
      expect(account.session).toBeNull();
      const who = await on.get("/_matrix/client/v3/account/whoami", tokens[0]);
      expect(who).toMatchObject({ status: 401, body: { errcode: "M_UNKNOWN_TOKEN" } });
    });
  });
});

function running(setUp: AnySetUp): () => Synapse {
  let synapse: Synapse | undefined;
  beforeAll(async () => {
    synapse = await startSynapse(setUp);
  });
  afterAll(async () => {
    await synapse?.stop();
  });
  return () => {
    if (synapse === undefined) throw new Error("Synapse does not run yet");
    return synapse;
  };
}
