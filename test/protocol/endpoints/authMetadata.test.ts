import { describe, expect, it, vi } from "vitest";
import {
  authMetadata,
  issuerMetadata,
  offersToCreate,
} from "../../../src/protocol/endpoints/authMetadata.js";
import type { Fetch } from "../../../src/protocol/wire/request.js";
import { answering, rejection, server } from "../answers.js";

const baseUrl = "https://matrix.example.org";
const stable = `${baseUrl}/_matrix/client/v1/auth_metadata`;
const unstable = `${baseUrl}/_matrix/client/unstable/org.matrix.msc2965/auth_metadata`;
const wire = {
  issuer: "https://account.example.org/",
  authorization_endpoint: "https://account.example.org/authorize",
  token_endpoint: "https://account.example.org/token",
};
const least = {
  issuer: wire.issuer,
  authorizationEndpoint: wire.authorization_endpoint,
  tokenEndpoint: wire.token_endpoint,
  ...{ responseModesSupported: [], codeChallengeMethodsSupported: [], grantTypesSupported: [] },
  ...{ responseTypesSupported: [], scopesSupported: [], idTokenSigningAlgorithms: [] },
  ...{ namesItself: false, isStable: true },
};

describe("metadata of account pages", () => {
  it("is decoded in full", async () => {
    const { options } = server(200, {
      ...wire,
      registration_endpoint: "https://account.example.org/register",
      revocation_endpoint: "https://account.example.org/revoke",
      account_management_uri: "https://account.example.org/account",
      prompt_values_supported: ["create"],
      response_modes_supported: ["query"],
      code_challenge_methods_supported: ["S256"],
      grant_types_supported: ["authorization_code"],
      response_types_supported: ["code"],
      scopes_supported: ["openid"],
      id_token_signing_alg_values_supported: ["RS256"],
      authorization_response_iss_parameter_supported: true,
    });
    expect(await authMetadata(options)).toStrictEqual({
      issuer: wire.issuer,
      authorizationEndpoint: wire.authorization_endpoint,
      tokenEndpoint: wire.token_endpoint,
      registrationEndpoint: "https://account.example.org/register",
      revocationEndpoint: "https://account.example.org/revoke",
      accountManagementUri: "https://account.example.org/account",
      promptValuesSupported: ["create"],
      responseModesSupported: ["query"],
      codeChallengeMethodsSupported: ["S256"],
      grantTypesSupported: ["authorization_code"],
      responseTypesSupported: ["code"],
      scopesSupported: ["openid"],
      idTokenSigningAlgorithms: ["RS256"],
      namesItself: true,
      isStable: true,
    });
  });

  it.each<[string, object]>([
    ["left out", {}],
    ["null", { registration_endpoint: null, scopes_supported: null }],
    ["of another type", { revocation_endpoint: 1, response_types_supported: "code" }],
  ])("may have members that are %s", async (_, more) => {
    const found = await authMetadata(server(200, { ...wire, ...more }).options);
    expect(found).toEqual(least);
    expect(offersToCreate(found)).toBeUndefined();
  });

  it("has texts alone in its lists, and at most 64", async () => {
    const many = [1, null, ...Array.from({ length: 70 }, (_, index) => `scope${index}`)];
    const { scopesSupported } = await authMetadata(
      server(200, { ...wire, scopes_supported: many }).options,
    );
    expect(scopesSupported).toHaveLength(62);
    expect(scopesSupported[0]).toBe("scope0");
  });

  it.each(["issuer", "authorization_endpoint", "token_endpoint"])(
    "is none without %s",
    async (name) => {
      const { options } = server(200, { ...wire, [name]: undefined });
      expect(await rejection(authMetadata(options))).toMatchObject({ reason: "malformed" });
    },
  );

  it.each([
    [["create", "login"], true],
    [["login"], false],
  ])("with the prompts %j offers to create: %s", async (prompt_values_supported, offers) => {
    const { options } = server(200, { ...wire, prompt_values_supported });
    expect(offersToCreate(await authMetadata(options))).toBe(offers);
  });

  it("may be larger than other answers, and be kept by the browser", async () => {
    const fetch = answering(200, { ...wire, more: "x".repeat(200_000) });
    expect(await authMetadata({ baseUrl, fetch })).toEqual(least);
    expect(fetch.mock.calls[0]?.[1].cache).toBe("default");
    const larger = answering(200, { ...wire, more: "x".repeat(262_144) });
    expect(await rejection(authMetadata({ baseUrl, fetch: larger }))).toMatchObject({
      reason: "tooLarge",
    });
  });
});

describe("the path of the metadata", () => {
  const unknown = (status: number, body: unknown = { errcode: "M_UNRECOGNIZED" }) =>
    vi.fn<Fetch>(async (url) =>
      url === unstable
        ? Response.json(wire)
        : typeof body === "string"
          ? new Response(body, { status })
          : Response.json(body, { status }),
    );
  const asked = (fetch: ReturnType<typeof unknown>) => fetch.mock.calls.map(([url]) => url);

  it.each([400, 404, 405])("is the old one after %i", async (status) => {
    for (const body of [undefined, "<html>"]) {
      const fetch = unknown(status, body);
      expect(await authMetadata({ baseUrl, fetch })).toEqual({ ...least, isStable: false });
      expect(asked(fetch)).toEqual([stable, unstable]);
    }
  });

  it.each([401, 403, 429, 500, 502])("is no other after %i", async (status) => {
    const fetch = unknown(status);
    expect(await rejection(authMetadata({ baseUrl, fetch }))).toMatchObject({ status });
    expect(asked(fetch)).toEqual([stable]);
  });

  it("is no other where no answer came", async () => {
    const fetch = vi.fn<Fetch>(() => Promise.reject(new TypeError("lost")));
    expect(await rejection(authMetadata({ baseUrl, fetch }))).toMatchObject({
      reason: "unreachable",
    });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("can be given", async () => {
    const fetch = unknown(404);
    expect(await rejection(authMetadata({ baseUrl, path: "stable", fetch }))).toMatchObject({
      status: 404,
    });
    expect(await authMetadata({ baseUrl, path: "unstable", fetch })).toMatchObject({
      isStable: false,
    });
    expect(asked(fetch)).toEqual([stable, unstable]);
  });
});

describe("an issuer's own metadata", () => {
  it.each(["https://account.example.org", "https://account.example.org//"])(
    "is below %s",
    async (issuer) => {
      const fetch = answering(200, { ...wire, more: "x".repeat(200_000) });
      expect(await issuerMetadata(issuer, { fetch })).toEqual(least);
      expect(fetch.mock.calls.map(([url, { cache }]) => [url, cache])).toEqual([
        ["https://account.example.org/.well-known/openid-configuration", "default"],
      ]);
    },
  );

  it("is below the path of one", async () => {
    const fetch = answering(200, wire);
    await issuerMetadata("https://example.org/realms/a", { fetch });
    expect(fetch.mock.calls[0]?.[0]).toBe(
      "https://example.org/realms/a/.well-known/openid-configuration",
    );
  });
});
