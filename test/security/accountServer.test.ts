import { describe, expect, test } from "vitest";
import { bindAccountServer } from "../../src/discovery/accountServer.js";
import { type AuthServer, checkServer } from "../../src/discovery/checkServer.js";
import { discoverHomeserver } from "../../src/discovery/discoverHomeserver.js";
import type { AuthMetadata } from "../../src/protocol/endpoints/authMetadata.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import {
  begin,
  codeOf,
  goThere,
  memoryStorage,
  metadata,
  redirectUri,
  servers,
} from "../redirect/oauth/servers.js";
import { counterfeit, evil } from "./counterfeit.js";

const strict = ["any", "listed"] as const;
const told = "/_matrix/client/v1/auth_metadata";

describe("a homeserver that copies the metadata of another one", () => {
  test.each(strict)("is not offered under %s", async (trust) => {
    const { fetch } = counterfeit(metadata);
    const found = await discoverHomeserver("evil.example", { trust, fetch });
    expect(found).toMatchObject({ status: "unavailable", reason: "unsupported" });
  });

  test.each(strict)("is refused at the door under %s, and nothing more is sent", async (trust) => {
    const { fetch, sent } = counterfeit(metadata);
    const storage = memoryStorage();
    const options = { homeserver: evil, redirectUri, fetch, storage, trust };
    const begun = beginOAuth({ ...options, isConfirmed: true });
    expect(await codeOf(begun)).toBe("notTrusted");
    expect(sent.map(({ path }) => path)).toEqual(["/_matrix/client/v1/auth_metadata"]);
    expect(storage.length).toBe(0);
  });

  test("is not trusted under any because the app names the issuer", async () => {
    const { fetch } = counterfeit(metadata);
    const issuers = [metadata.issuer];
    const found = await discoverHomeserver("evil.example", { trust: "any", issuers, fetch });
    expect(found.status).toBe("unavailable");
  });
});

describe("an account server on another site", () => {
  test.each([metadata.issuer, "https://account.example.org"])(
    "is offered under listed where the app names it: %s",
    async (issuer) => {
      const { fetch } = counterfeit(metadata);
      const issuers = [issuer];
      const found = await discoverHomeserver("evil.example", { trust: "listed", issuers, fetch });
      expect(found).toMatchObject({ preferred: { type: "oauth", isOnOtherSite: true } });
    },
  );

  test("may be used where the app names it", async () => {
    const { fetch } = counterfeit(metadata);
    const storage = memoryStorage();
    const issuers = ["https://other.example", metadata.issuer];
    const options = { homeserver: evil, redirectUri, fetch, storage, issuers };
    expect(await codeOf(beginOAuth({ ...options, trust: "listed" }))).toBe("none");
    expect(await codeOf(beginOAuth({ ...options, trust: "any" }))).toBe("notTrusted");
  });
});

/** An account server with all of its endpoints at the host of its issuer. */
function serverAt(issuer: string): AuthServer {
  const told: AuthMetadata = {
    ...{ issuer, authorizationEndpoint: issuer, tokenEndpoint: issuer },
    ...{ registrationEndpoint: issuer, revocationEndpoint: issuer },
    ...{ responseModesSupported: [], codeChallengeMethodsSupported: ["S256"] },
    ...{ grantTypesSupported: [], responseTypesSupported: [], scopesSupported: [] },
    ...{ idTokenSigningAlgorithms: [], namesItself: false, isStable: true },
  };
  const checked = checkServer(told, issuer, "own");
  if ("fault" in checked) throw new Error(checked.fault);
  return checked.server;
}

describe("an account server belongs to a homeserver", () => {
  test.each([
    // The same host, one above or below it, or a sibling.
    ["https://example.org/", "https://matrix.example.org", "example.org", true],
    ["https://account.example.org/", "https://matrix.example.org", "example.org", true],
    ["https://account.example.org/", "https://hosting.example", "example.org", true],
    ["https://account.hosting.example/", "https://hs1.hosting.example", "example.org", true],
    ["https://a.b.example.org/", "https://c.d.example.org", undefined, true],
    ["https://example.org:8443/", "https://example.org", "example.org", true],
    ["https://account.example.co.uk/", "https://matrix.example.co.uk", undefined, true],
    ["https://203.0.113.7/", "https://203.0.113.7", undefined, true],
    // Another registrable domain.
    ["https://account.example.org/", "https://evil.example", "evil.example", false],
    ["https://example.org.evil.example/", "https://example.org", "example.org", false],
    ["https://account.example.co.uk/", "https://evil.co.uk", "evil.co.uk", false],
    ["https://alice.github.io/", "https://evil.github.io", "evil.github.io", false],
    ["https://alice.github.io/", "https://github.io", "github.io", false],
    ["https://203.0.113.7/", "https://203.0.113.8", undefined, false],
    ["https://account.xn--exmple-cua.org/", "https://example.org", "example.org", false],
    // The same host in another spelling, and another host in a like one.
    ["https://EXAMPLE.org/", "https://example.org", "Example.ORG", true],
    ["https://example.org./", "https://example.org", "example.org", true],
    ["https://account.example.org/", "https://hosting.example", "example.org.:8448", true],
    ["https://account.ex\u0430mple.org/", "https://example.org", "example.org", false],
    ["https://example\u3002org/", "https://example.org", undefined, true],
    ["https://example.org%2eevil.example/", "https://example.org", "example.org", false],
    // A public suffix is no site, with a dot at its end or without.
    ["https://co.uk/", "https://evil.co.uk", "evil.co.uk", false],
    ["https://alice.github.io./", "https://evil.github.io.", "evil.github.io", false],
    // A name with an empty label is no host's, so that it shares none.
    ["https://a..github.io/", "https://b..github.io", undefined, false],
    // A server name that no URL can have is on no site.
    ["https://account.example.org/", "https://hosting.example", "1.2.3.999", false],
    ["https://account.example.org/", "https://matrix.example.org", "xn--a.example", true],
    // Addresses have no domain.
    ["https://[2a00:1450::1]/", "https://[2a00:1450::1]:8448", undefined, true],
    ["https://[2a00:1450::1]/", "https://[2a00:1450::2]", undefined, false],
    ["https://0xcb.0.113.7/", "https://203.0.113.8", undefined, false],
  ])("%s, %s, %s: %s", async (issuer, baseUrl, serverName, isBound) => {
    const homeserver = { baseUrl, ...(serverName !== undefined && { serverName }) };
    for (const trust of strict) {
      const binding = await bindAccountServer(serverAt(issuer), homeserver, trust);
      expect(binding).toBe(isBound ? "sameSite" : "none");
    }
    expect(await bindAccountServer(serverAt(issuer), homeserver, "own")).toBe("own");
  });

  test.each([
    ["https://example.org/", "https://api.example.org/", true],
    ["https://account.example.org/", "https://example.org/", true],
    // The hosting service is another site than its customers, although it stands above them.
    ["https://evil.github.io/", "https://github.io/", false],
    ["https://github.io/", "https://alice.github.io/", false],
    ["https://evil.co.uk/", "https://co.uk/", false],
  ])("with an issuer at %s and an endpoint at %s: %s", async (issuer, elsewhere, isBound) => {
    const names = [
      "authorizationEndpoint",
      "tokenEndpoint",
      "registrationEndpoint",
      "revocationEndpoint",
    ] as const;
    for (const trust of strict) {
      for (const name of names) {
        const server = { ...serverAt(issuer), [name]: elsewhere };
        const homeserver = { baseUrl: new URL(issuer).origin };
        const binding = await bindAccountServer(server, homeserver, trust, [issuer]);
        expect(binding).toBe(isBound ? "sameSite" : "none");
      }
    }
  });
});

describe("an issuer", () => {
  const endpointsOfEvil = {
    authorization_endpoint: "https://evil.example/authorize",
    token_endpoint: "https://evil.example/token",
    registration_endpoint: "https://evil.example/register",
    revocation_endpoint: "https://evil.example/revoke",
  };

  test.each<[string, object]>([
    ["of an honest server before the endpoints of another", endpointsOfEvil],
    ["of another server before honest endpoints", { issuer: "https://evil.example/" }],
    ["by http:", { issuer: "http://account.example.org/" }],
    ["at a private host", { issuer: "https://10.0.0.1/" }],
    ["with a query", { issuer: "https://account.example.org/?a" }],
    ["that is no URL", { issuer: "account.example.org" }],
  ])("%s is refused, and nothing more is sent", async (_, lie) => {
    for (const trust of strict) {
      const { fetch, sent } = counterfeit({ ...metadata, ...lie });
      const options = { homeserver: evil, redirectUri, fetch, trust, storage: memoryStorage() };
      expect(await codeOf(beginOAuth({ ...options, issuers: [metadata.issuer] }))).toBe(
        "notTrusted",
      );
      expect(sent).toHaveLength(1);
    }
  });

  test("whose endpoints are spelled with a dot at the end of their host is refused", async () => {
    const token_endpoint = "https://account.example.org./token";
    const both = servers({ [told]: () => Response.json({ ...metadata, token_endpoint }) });
    expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("notTrusted");
  });

  test.each(strict)("under %s is judged by its name, wherever a redirect led to", async (trust) => {
    const elsewhere = () => {
      const answer = Response.json(metadata);
      Object.defineProperties(answer, {
        redirected: { value: true },
        url: { value: "https://account.example.org/.well-known/openid-configuration" },
      });
      return answer;
    };
    const storage = memoryStorage();
    const options = { homeserver: evil, redirectUri, storage, trust, isConfirmed: true };
    const sent: string[] = [];
    const fetch = async (url: string) => {
      sent.push(new URL(url).host);
      return elsewhere();
    };
    expect(await codeOf(beginOAuth({ ...options, fetch }))).toBe("notTrusted");
    expect(sent).toEqual(["evil.example"]);
    expect(storage.length).toBe(0);
  });

  const ownWords = "/.well-known/openid-configuration";
  test.each<[string, object]>([
    ["issuer", { issuer: "https://account.example.org/other" }],
    ["authorisation endpoint", { authorization_endpoint: "https://x.account.example.org/a" }],
    ["token endpoint", { token_endpoint: "https://x.account.example.org/t" }],
    ["registration endpoint", { registration_endpoint: "https://x.account.example.org/r" }],
    ["revocation endpoint", { revocation_endpoint: undefined }],
  ])("that names another %s than the homeserver is refused", async (_, own) => {
    const both = servers({ [ownWords]: () => Response.json({ ...metadata, ...own }) });
    expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("notTrusted");
    expect(both.asked()).not.toContain("/register");
  });

  test.each<[string, () => Response]>([
    ["404", () => new Response("", { status: 404 })],
    ["HTML", () => new Response("<html>")],
    ["no answer", () => Response.error()],
  ])("without words of its own is held to its site alone: %s", async (_, answer) => {
    const both = servers({ [ownWords]: answer });
    expect(await codeOf(begin(both, { storage: memoryStorage() }))).toBe("none");
  });
});

describe("without a session the tokens are given back", () => {
  test("although the user gives up meanwhile", async () => {
    const cancelling = new AbortController();
    const revoked: string[] = [];
    const { finishing } = await goThere(
      {
        "/revoke": ({ init }) =>
          new Promise((resolve, reject) => {
            init.signal?.addEventListener("abort", () => reject(new Error("aborted")));
            cancelling.abort();
            queueMicrotask(() => {
              revoked.push(String((init.body as URLSearchParams).get("token")));
              resolve(new Response(""));
            });
          }),
      },
      { finish: { inhibitLogin: true, signal: cancelling.signal } },
    );
    expect(await finishing).toMatchObject({ session: null });
    expect(revoked).toEqual(["refresh", "access"]);
  });

  test.each([
    [metadata.revocation_endpoint, true],
    [undefined, false],
  ])("and before the user leaves it is known whether they can be: %s", async (endpoint, can) => {
    const both = servers({
      "/_matrix/client/v1/auth_metadata": () =>
        Response.json({ ...metadata, revocation_endpoint: endpoint }),
    });
    const { transaction } = await begin(both, { storage: memoryStorage() });
    expect(transaction.canRevoke).toBe(can);
  });
});

test("a return that another server sends is refused before the code goes anywhere", async () => {
  const storage = memoryStorage();
  const both = servers();
  const { state } = await begin(both, { storage });
  const before = both.requests.length;
  const back = `${redirectUri}#state=${state}&code=c&iss=https://account.other.example/`;
  expect(await codeOf(finishOAuth(back, { storage, fetch: both.fetch }))).toBe("wrongIssuer");
  expect(both.requests).toHaveLength(before);
});
