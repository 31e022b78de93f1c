import fc from "fast-check";
import { expect, test } from "vitest";
import { discoverHomeserver } from "../../src/discovery/discoverHomeserver.js";
import type { Homeserver } from "../../src/discovery/homeserver.js";
import { isSameSite } from "../../src/discovery/site.js";
import type { Trust } from "../../src/protocol/guards/safeUrl.js";
import type { Fetch } from "../../src/protocol/wire/boundedFetch.js";
import { beginOAuth } from "../../src/redirect/oauth/beginOAuth.js";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../src/redirect/sso/finishSso.js";
import { memoryStorage, notThere, redirectUri } from "../redirect/oauth/servers.js";
import { runs } from "../runs.js";

/**
 * The rule: a secret made by X is sent to Y only where X and Y are known to be one. Model servers lie about
 * everything they can say. Each secret names the host that made it, and each request is searched for
 * secrets.
 */

const homeserverHosts = [
  "example.org",
  "matrix.example.org",
  "evil.example",
  "evil.co.uk",
  "evil.github.io",
  "203.0.113.7",
] as const;
const accountHosts = [
  "account.example.org",
  "example.org",
  "evil.example",
  "account.evil.example",
  "good.co.uk",
  "evil.co.uk",
  // A hosting service that is a public suffix stands above its customers, and is on no site of theirs.
  "github.io",
  "good.github.io",
  "evil.github.io",
  "203.0.113.7",
  "203.0.113.8",
] as const;

/** A host as it is, and in spellings that lead to it, or nearly. */
const spelled = (host: string) =>
  fc.constantFrom(
    ...[host, host, host, host.toUpperCase(), `${host}.`, `${host}:8443`, `${host}:443`],
    ...[`you@${host}`, `${host}%2e`, host.replace("e", "\u0435"), host.replaceAll(".", "\u3002")],
  );
const url = (path: string) =>
  fc
    .constantFrom(...accountHosts)
    .chain(spelled)
    .map((host) => `https://${host}${path}`);
/** Mostly the value, sometimes another. */
const lie = <Value>(value: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other });
const rarely = <Value>(other: fc.Arbitrary<Value>) => lie<Value | undefined>(undefined, other);

/** The hosts above one and below it, and itself. */
const inLine = (host: string) =>
  accountHosts.filter((each) => `.${each}`.endsWith(`.${host}`) || host.endsWith(`.${each}`));

/** A homeserver's words about an account server: mostly those of one host, with lies in them. */
const metadataOf = (host: string) => {
  const at = (path: string) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(`https://${host}${path}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...inLine(host)).map((near) => `https://${near}${path}`),
      },
      { weight: 1, arbitrary: url(path) },
    );
  return fc.record({
    issuer: at("/"),
    authorization_endpoint: at("/authorize"),
    token_endpoint: at("/token"),
    registration_endpoint: at("/register"),
    revocation_endpoint: fc.option(at("/revoke"), { nil: undefined }),
    code_challenge_methods_supported: fc.constant(["S256"]),
    authorization_response_iss_parameter_supported: fc.boolean(),
  });
};

/** Mostly an account server on the site of the homeserver. */
const accountHostOf = (homeserver: string) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...accountHosts.filter((host) => isSameSite(host, homeserver))),
    },
    { weight: 1, arbitrary: fc.constantFrom(...accountHosts) },
  );

const worldOf = (homeserver: (typeof homeserverHosts)[number], account: string) =>
  fc.record({
    homeserver: fc.constant(homeserver),
    serverName: fc.oneof(
      fc.constantFrom(homeserver, undefined),
      fc.constantFrom(...homeserverHosts),
    ),
    trust: fc.constantFrom<Trust>("any", "any", "any", "listed", "listed", "own"),
    /** Whether the user has confirmed the warning. */
    isConfirmed: fc.constantFrom(true, true, false),
    issuers: fc.subarray(accountHosts.map((host) => `https://${host}/`)),
    metadata: metadataOf(account),
    ownWords: rarely(metadataOf(account)),
    /** The server that the account page of the first leads on to, and that sends the user back. */
    ledTo: fc.option(fc.constantFrom(...accountHosts), { nil: undefined }),
    /** Whether the server that sends the user back names itself, and the name that it gives. */
    namesItself: fc.boolean(),
    iss: rarely(url("/")),
    /** The server name of the account that is told of; mostly the homeserver's. */
    userName: rarely(fc.constantFrom(...homeserverHosts)),
    wellKnown: fc.option(fc.constantFrom(...homeserverHosts), { nil: undefined }),
    inhibitLogin: fc.boolean(),
    /** The host to which answers redirect. A browser that follows repeats the request there. */
    redirect: rarely(fc.constantFrom(...homeserverHosts)),
  });

const world = fc
  .constantFrom(...homeserverHosts)
  .chain((homeserver) => fc.tuple(fc.constant(homeserver), accountHostOf(homeserver)))
  .chain(([homeserver, account]) => worldOf(homeserver, account));

/** A secret that names its maker, in letters that no encoding changes. */
const secretOf = (kind: "access" | "refresh" | "code" | "login", maker: string) =>
  `${kind}.of.${maker}.end`;
const secrets = /(access|refresh|code|login)\.of\.([a-z0-9.-]+)\.end/g;

interface Sent {
  readonly host: string;
  readonly path: string;
  readonly text: string;
}

/** Model servers, each of which makes secrets with its own name. */
function lyingServers({ metadata, ownWords, wellKnown, redirect, ...given }: World) {
  const userName = given.userName ?? given.serverName ?? given.homeserver;
  const sent: Sent[] = [];
  const tokensMade: string[] = [];
  let deviceId = "";
  const fetch: Fetch = async (to, init) => {
    const { hostname: host, pathname } = new URL(to);
    const headers = JSON.stringify([...new Headers(init.headers)]);
    sent.push({
      host,
      path: pathname,
      text: `${to} ${headers} ${await new Response(init.body).text()}`,
    });
    if (redirect !== undefined && redirect !== host) {
      // What a browser does: it fails, or repeats the request at the other place.
      if (init.redirect === "error") throw new TypeError("A redirect");
      sent.push({
        host: redirect,
        path: pathname,
        text: `${headers} ${await new Response(init.body).text()}`,
      });
    }
    const answer = {
      "/_matrix/client/v1/auth_metadata": metadata,
      "/.well-known/openid-configuration": ownWords,
      "/register": { client_id: "client" },
      "/token": {
        access_token: secretOf("access", host),
        refresh_token: secretOf("refresh", host),
        token_type: "Bearer",
      },
      "/revoke": {},
      "/_matrix/client/v3/account/whoami": { user_id: `@you:${userName}`, device_id: deviceId },
      "/_matrix/client/v3/login":
        init.method === "POST"
          ? {
              user_id: `@you:${userName}`,
              device_id: "D",
              access_token: secretOf("access", host),
              ...(wellKnown !== undefined && {
                well_known: { "m.homeserver": { base_url: `https://${wellKnown}` } },
              }),
            }
          : { flows: [] },
      "/_matrix/client/v3/logout": {},
    }[pathname];
    if (answer === undefined) return notThere();
    for (const [token] of JSON.stringify(answer).matchAll(secrets)) tokensMade.push(token);
    return Response.json(answer, { status: pathname === "/register" ? 201 : 200 });
  };
  return {
    fetch,
    sent,
    tokensMade,
    sendDevice: (id: string) => {
      deviceId = id;
    },
  };
}

type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** The hosts that the homeserver's words name. */
function namedIn({ metadata, homeserver }: World): readonly string[] {
  const urls = Object.values(metadata).filter((value) => typeof value === "string");
  return [
    homeserver,
    ...urls.filter((each) => URL.canParse(each)).map((each) => new URL(each).hostname),
  ];
}

/**
 * Whether the user was told that a code may be made by another server than it goes to, or the app vouches
 * for the homeserver. A server that promises to name itself is never confused with another one.
 */
function mayLeadOn({ trust, isConfirmed, metadata }: World): boolean {
  if (metadata.authorization_response_iss_parameter_supported) return false;
  return trust !== "any" || isConfirmed;
}

/** Whether the kit may know the account server and the homeserver, or two account servers, for one. */
function isBound(kind: string, maker: string, receiver: string, given: World): boolean {
  const { trust, issuers } = given;
  const names = [given.homeserver, ...(given.serverName === undefined ? [] : [given.serverName])];
  const isHomeserver = names.includes(receiver as (typeof names)[number]);
  if (isSameSite(maker, receiver)) return true;
  const named = namedIn(given);
  // The word of the app's own homeserver counts.
  if (trust === "own" && named.includes(maker) && named.includes(receiver)) return true;
  const isLedOn = given.ledTo !== undefined && mayLeadOn(given);
  if (kind === "code" && isLedOn && named.includes(receiver)) return true;
  if (!isHomeserver) return false;
  if (names.some((name) => isSameSite(name, maker))) return true;
  // An issuer that the app names has its endpoints at hosts of its site.
  return (
    trust === "listed" && issuers.some((issuer) => isSameSite(new URL(issuer).hostname, maker))
  );
}

/** The secrets in what was sent to a host that is not bound to their maker. */
function leaksIn(sent: readonly Sent[], given: World): string[] {
  return sent.flatMap(({ host, text }) =>
    [...text.matchAll(secrets)]
      .filter(([, kind = "", maker = ""]) => !isBound(kind, maker, host, given))
      .map(([secret]) => `${secret} to ${host}`),
  );
}

const homeserverOf = ({ homeserver, serverName }: World): Homeserver => ({
  baseUrl: `https://${homeserver}`,
  ...(serverName !== undefined && { serverName }),
});

test("a secret is found wherever a request carries it", () => {
  const code = secretOf("code", "account.example.org");
  const carried = [
    `https://evil.example/?a=${encodeURIComponent(code)}`,
    String(new URLSearchParams({ code })),
    JSON.stringify({ token: code }),
    JSON.stringify([...new Headers({ Authorization: `Bearer ${code}` })]),
  ];
  for (const text of carried)
    expect([...text.matchAll(secrets)][0]?.[2]).toBe("account.example.org");
});

test("no secret of an account server goes to a server that is not bound to it", async () => {
  let finished = 0;
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const { trust, issuers, inhibitLogin, isConfirmed } = given;
      const { fetch, sent, sendDevice, tokensMade } = lyingServers(given);
      const storage = memoryStorage();
      const homeserver = homeserverOf(given);
      const options = { homeserver, redirectUri, trust, issuers, isConfirmed, fetch, storage };
      await discoverHomeserver(homeserver, { trust, issuers, fetch });
      const begun = await beginOAuth(options).catch(() => null);
      if (begun === null) {
        expect(leaksIn(sent, given)).toEqual([]);
        expect(storage).toHaveLength(0);
        return;
      }
      sendDevice(begun.transaction.deviceId);
      const account = new URL(begun.url);
      const state = account.searchParams.get("state") ?? "";
      // An account page may lead on, and the server there may name itself (RFC 9207).
      const from = given.ledTo ?? account.hostname;
      // A server that gives its own code away by a false name harms itself alone.
      const named = (given.ledTo === undefined ? given.iss : undefined) ?? `https://${from}/`;
      const iss = given.namesItself ? `&iss=${encodeURIComponent(named)}` : "";
      const back = `${redirectUri}#state=${state}&code=${secretOf("code", from)}${iss}`;
      const outcome = await finishOAuth(back, { fetch, storage, inhibitLogin }).catch(() => null);
      if (outcome !== null) finished += 1;
      expect(leaksIn(sent, given)).toEqual([]);
      // The session that the app gets is refreshed where it was made.
      const refresh = outcome?.session?.refresh;
      if (refresh?.via === "oauth") {
        const maker = [...refresh.token.matchAll(secrets)][0]?.[2] ?? "";
        const issuer = new URL(refresh.issuer).hostname;
        expect(trust === "own" || isSameSite(maker, issuer)).toBe(true);
      }
      // The account is where it was asked for, under the name that is known.
      if (outcome !== null) {
        expect(outcome.baseUrl).toBe(homeserver.baseUrl);
        expect(outcome.serverName).toBe(given.serverName ?? outcome.serverName);
      }
      // Tokens that the app does not get are given back.
      const made = [...new Set(tokensMade)];
      if (outcome?.session == null && given.metadata.revocation_endpoint !== undefined) {
        const returned = sent.filter(({ path }) => path === "/revoke").map(({ text }) => text);
        for (const token of made) expect(returned.join()).toContain(token);
      }
    }),
    { numRuns: runs(1_000) },
  );
  // The world is not so hostile that nothing was tried.
  expect(finished).toBeGreaterThan(runs(1_000) / 10);
}, 60_000);

test("no secret of a homeserver's sign-on goes anywhere else", async () => {
  await fc.assert(
    fc.asyncProperty(world, async (given) => {
      const { trust, inhibitLogin, isConfirmed } = given;
      const { fetch, sent } = lyingServers(given);
      const storage = memoryStorage();
      const homeserver = homeserverOf(given);
      const options = { homeserver, redirectUrl: redirectUri, trust, isConfirmed, storage };
      if (trust === "any" && !isConfirmed) {
        expect(() => beginSso(options)).toThrow(TypeError);
        expect(storage).toHaveLength(0);
        return;
      }
      const back = new URL(new URL(beginSso(options).url).searchParams.get("redirectUrl") ?? "");
      back.searchParams.append("loginToken", secretOf("login", given.homeserver));
      const account = await finishSso(back.href, { fetch, storage, inhibitLogin }).catch(
        () => null,
      );
      expect(sent.filter(({ host }) => host !== given.homeserver)).toEqual([]);
      if (account !== null) {
        expect(account.baseUrl).toBe(`https://${given.homeserver}/`);
        expect(account.serverName).toBe(given.serverName ?? account.serverName);
      }
      // A session that the app does not get is ended.
      const ended = sent.filter(({ path }) => path.endsWith("/logout"));
      const wasMade = given.redirect === undefined || given.redirect === given.homeserver;
      expect(ended).toHaveLength(wasMade && account?.session == null ? 1 : 0);
      for (const { text } of ended) expect(text).toContain(secretOf("access", given.homeserver));
    }),
    { numRuns: runs(500) },
  );
});
