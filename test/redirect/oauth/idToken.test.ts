import { afterEach, describe, expect, test, vi } from "vitest";
import { codeOf, goThere, metadata } from "./servers.js";

afterEach(() => {
  vi.useRealTimers();
});

interface Asked {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string | null;
}

const now = Date.parse("2026-06-01T00:00:00Z") / 1000;
const year = 365 * 24 * 3600;
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Comes back to an account server that gives an ID token. */
async function signIn({
  claims = () => ({}),
  alg = "RS256",
  says = {},
}: {
  readonly claims?: (asked: Asked) => object;
  readonly alg?: string;
  readonly says?: object;
} = {}) {
  vi.useFakeTimers({ toFake: ["Date"], now: now * 1000 });
  let resolve: (idToken: string) => void = () => undefined;
  const promise = new Promise<string>((keep) => {
    resolve = keep;
  });
  const found = await goThere({
    "/_matrix/client/v1/auth_metadata": () =>
      Response.json({ ...metadata, scopes_supported: ["openid"], ...says }),
    "/token": async () =>
      Response.json({
        ...{ access_token: "access", refresh_token: "refresh", token_type: "Bearer" },
        id_token: await promise,
      }),
  });
  const { issuer, clientId } = found.transaction;
  const nonce = found.parameters.get("nonce");
  const usual = { iss: issuer, aud: clientId, sub: "1", iat: now, exp: now + 60 };
  const all = {
    ...usual,
    ...(nonce !== null && { nonce }),
    ...claims({ issuer, clientId, nonce }),
  };
  const idToken = `${part({ alg })}.${part(all)}.AAAA`;
  resolve(idToken);
  return { ...found, idToken, all };
}

test("an ID token goes with the refresh token, for its renewal", async () => {
  const { finishing, idToken, all } = await signIn();
  expect((await finishing).session?.refresh).toMatchObject({ idToken, idTokenClaims: all });
});

test("nothing in its claims is of another object", async () => {
  const text = '{"__proto__":{"isAdmin":true}}';
  const { finishing } = await signIn({ claims: () => ({ more: JSON.parse(text) as unknown }) });
  const { refresh } = (await finishing).session ?? {};
  const { more } = (refresh as unknown as { idTokenClaims: { more: object } }).idTokenClaims;
  expect("isAdmin" in more).toBe(false);
});

describe("an ID token is for this redirect alone, else its tokens are given back", () => {
  test.each<[string, Parameters<typeof signIn>[0]]>([
    ["another nonce", { claims: () => ({ nonce: "other" }) }],
    ["no nonce", { claims: () => ({ nonce: undefined }) }],
    ["a nonce that was not asked for", { claims: () => ({ nonce: "n" }), says: noOpenId() }],
    ["another issuer", { claims: () => ({ iss: "https://other.example.org/" }) }],
    ["another client", { claims: () => ({ aud: "other" }) }],
    ["more than a year late", { claims: () => ({ exp: now - 2 * year }) }],
    ["an algorithm that the server does not name", { alg: "ES256" }],
    ["no algorithm", { alg: "none" }],
    ["another than it names", { says: signedWith("ES256") }],
  ])("%s", async (_, options) => {
    const { finishing, since } = await signIn(options);
    expect(await codeOf(finishing)).toBe("malformed");
    expect(since().map(({ url }) => url)).toEqual([
      ...[metadata.token_endpoint, metadata.revocation_endpoint, metadata.revocation_endpoint],
    ]);
  });
});

test.each<[string, Parameters<typeof signIn>[0]]>([
  ["by the algorithm that the server names", { alg: "ES256", says: signedWith("ES256") }],
  ["though the browser's clock is months ahead", { claims: () => ({ exp: now - year / 2 }) }],
  ["where none was asked for", { says: noOpenId() }],
])("an ID token is taken %s", async (_, options) => {
  const { finishing } = await signIn(options);
  expect((await finishing).session?.refresh).toMatchObject({ token: "refresh" });
});

function signedWith(alg: string) {
  return { id_token_signing_alg_values_supported: [alg] };
}

function noOpenId() {
  return { scopes_supported: [] };
}
