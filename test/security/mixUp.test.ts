import { describe, expect, test } from "vitest";
import type { Trust } from "../../src/protocol/guards/safeUrl.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import {
  codeOf,
  homeserver,
  memoryStorage,
  metadata,
  redirectUri,
  servers,
} from "../redirect/oauth/servers.js";

const promise = { ...metadata, authorization_response_iss_parameter_supported: true };
const auth = "/_matrix/client/v1/auth_metadata";
const own = "/.well-known/openid-configuration";

/** An account server of which the homeserver, and it itself, say this. */
function accountServer(told: object, ofItself: object | null = told) {
  return servers({
    [auth]: () => Response.json(told),
    [own]: () => (ofItself === null ? new Response("", { status: 404 }) : Response.json(ofItself)),
  });
}

function begin(both: ReturnType<typeof servers>, trust: Trust, isConfirmed?: boolean) {
  const storage = memoryStorage();
  const options = { homeserver, redirectUri, fetch: both.fetch, storage, trust, isConfirmed };
  return { storage, begun: beginOAuth(options) };
}

describe("an account page may lead on to that of another homeserver", () => {
  test.each<[Trust, boolean | undefined, object, object | null, boolean]>([
    ["any", undefined, metadata, metadata, false],
    ["any", false, metadata, metadata, false],
    ["any", undefined, metadata, null, false],
    ["any", true, metadata, metadata, true],
    ["any", undefined, promise, promise, true],
    // A promise of either of the two is held to.
    ["any", undefined, metadata, promise, true],
    ["any", undefined, promise, metadata, true],
    ["listed", undefined, metadata, metadata, true],
    ["own", undefined, metadata, metadata, true],
  ])(
    "under %s, confirmed %s, promises %o and %o: begins %s",
    async (trust, isConfirmed, told, ofItself, begins) => {
      const both = accountServer(told, ofItself);
      const { storage, begun } = begin(both, trust, isConfirmed);
      if (begins) {
        await expect(begun).resolves.toBeDefined();
        return;
      }
      await expect(begun).rejects.toThrow(TypeError);
      expect(both.asked()).not.toContain("/register");
      expect(storage).toHaveLength(0);
    },
  );

  test.each([
    ["no name", "", "wrongIssuer"],
    ["the name of another", "&iss=https://account.other.example/", "wrongIssuer"],
    ["its own name", `&iss=${metadata.issuer}`, "none"],
  ])("one that promises its name and comes back with %s: %s", async (_, iss, code) => {
    for (const [told, ofItself] of [
      [promise, promise],
      [metadata, promise],
    ] as const) {
      const both = accountServer(told, ofItself);
      const { storage, begun } = begin(both, "any");
      const { url, transaction } = await begun;
      both.sendDevice(transaction.deviceId);
      const state = new URL(url).searchParams.get("state");
      const back = `${redirectUri}#state=${state}&code=c${iss}`;
      expect(await codeOf(finishOAuth(back, { storage, fetch: both.fetch }))).toBe(code);
      expect(both.asked().includes("/token")).toBe(code === "none");
    }
  });

  test("an error of another server is not taken for one of this", async () => {
    const both = accountServer(metadata);
    const { storage, begun } = begin(both, "listed");
    const state = new URL((await begun).url).searchParams.get("state");
    const from = "iss=https://account.other.example/";
    const back = `${redirectUri}#state=${state}&error=invalid_scope&${from}`;
    expect(await codeOf(finishOAuth(back, { storage, fetch: both.fetch }))).toBe("wrongIssuer");
    // Nothing of it is remembered: the next attempt asks for the same scopes.
    const again = await beginOAuth({
      ...{ homeserver, redirectUri, fetch: both.fetch, storage, trust: "listed" },
    });
    expect(new URL(again.url).searchParams.get("scope")).toContain("urn:matrix:client:api:*");
  });
});
