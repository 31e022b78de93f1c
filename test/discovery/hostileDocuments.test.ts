import { describe, expect, test } from "vitest";
import { discoverHomeserver } from "../../src/discovery/discoverHomeserver.js";
import type { Discovery } from "../../src/discovery/methods.js";

/** Addresses that nobody is to be sent to: not by a `.well-known`, not by OAuth metadata. */
const hostileAddresses: readonly unknown[] = [
  "",
  " ",
  "example.org",
  "//evil.example",
  "/evil.example",
  "../evil.example",
  "https:evil.example",
  "https:/evil.example",
  "https:///evil.example",
  "https://",
  "https://?",
  "https:// evil.example",
  "https://ev\til.example",
  "https://ev\nil.example",
  "https://evil.example\\@example.org",
  "https:\\\\evil.example",
  "https://\\evil.example",
  "https://example.org@evil.example",
  "https://@evil.example",
  "https://user:secret@evil.example",
  "https://example.org%40evil.example@127.0.0.1",
  "https://evil\u200b.local",
  "https://evil\u0000.example",
  "https://evil\u202e.example",
  "https://evil.example/\u0007",
  "http://evil.example",
  "ftp://evil.example",
  "ws://evil.example",
  "file:///etc/passwd",
  "data:application/json,{}",
  "blob:https://evil.example/1",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "vbscript:alert(1)",
  "about:blank",
  "chrome://settings",
  "mailto:evil@evil.example",
  "https://localhost",
  "https://localhost.",
  "https://router.localhost",
  "https://printer.local",
  "https://printer.local.",
  "https://nas.lan",
  "https://server.internal",
  "https://box.home.arpa",
  "https://intranet",
  "https://127.0.0.1",
  "https://127.0.0.1:8448/",
  "https://127.1",
  "https://0x7f.1",
  "https://0177.0.0.1",
  "https://2130706433",
  "https://0",
  "https://0.0.0.0",
  "https://10.0.0.1",
  "https://100.64.0.1",
  "https://169.254.169.254/latest/meta-data",
  "https://172.16.0.1",
  "https://172.31.255.255",
  "https://192.168.1.1",
  "https://192.168.1.1./",
  "https://198.18.0.1",
  "https://224.0.0.1",
  "https://255.255.255.255",
  "https://１２７.0.0.1",
  "https://①②⑦.0.0.1",
  "https://127。0。0。1",
  "https://[::1]",
  "https://[::]",
  "https://[::ffff:127.0.0.1]",
  "https://[::ffff:7f00:1]",
  "https://[fe80::1]",
  "https://[fc00::1]",
  "https://[fd12:3456:789a::1]",
  "https://[ff02::1]",
  "https://[2002:7f00:1::]",
  "https://[64:ff9b::7f00:1]",
  "https://evil.example:99999",
  "https://evil.example:-1",
  "https://evil.example:port",
  "https://[::1",
  "https://ex ample.org",
  "https://<script>",
  "https://evil.example/%00\u0000",
  `https://evil.example/${"a".repeat(2048)}`,
  `https://${"a".repeat(300)}@evil.example`,
  null,
  undefined,
  true,
  0,
  443,
  [],
  ["https://evil.example"],
  {},
  { href: "https://evil.example" },
];

/** A network in which nothing answers but what is given; everything asked is kept. */
async function discover(input: string, answers: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const discovery = await discoverHomeserver(input, {
    trust: "any",
    fetch: async (url) => {
      asked.push(url);
      const body = answers[url];
      if (body === undefined) throw new TypeError("no route");
      return new Response(body, { status: url.endsWith("/register") ? 403 : 200 });
    },
  });
  return { asked, discovery };
}

const document = "https://example.org/.well-known/matrix/client";

async function discoverByDocument(body: string) {
  return discover("example.org", { [document]: body });
}

function reasonOf(discovery: Discovery): string | undefined {
  return discovery.status === "unavailable" ? discovery.reason : undefined;
}

describe("a .well-known that names a place where nobody should go", () => {
  test.each([
    "https://evil.example?query",
    "https://evil.example/#fragment",
    "https://evil.example/?",
    "https://evil.example#",
  ])("%s", async (address) => {
    const body = JSON.stringify({ "m.homeserver": { base_url: address } });
    const { asked, discovery } = await discoverByDocument(body);
    expect(asked).toEqual([document]);
    expect(reasonOf(discovery)).toBe("notMatrix");
  });

  test.each(hostileAddresses.map((address) => [address]))("%j", async (address) => {
    const body = JSON.stringify({ "m.homeserver": { base_url: address } });
    const { asked, discovery } = await discoverByDocument(body);
    expect(asked).toEqual([document]);
    expect(reasonOf(discovery)).toBe("notMatrix");
  });
});

describe("a .well-known that is none", () => {
  const nested = (depth: number) => `${'{"m.homeserver":'.repeat(depth)}{}${"}".repeat(depth)}`;
  test.each<[string, string]>([
    ["empty", ""],
    ["a space", " "],
    ["HTML", "<!doctype html><title>Hello</title>"],
    ["null", "null"],
    ["true", "true"],
    ["a number", "1e400"],
    ["a string", '"https://evil.example"'],
    ["a list", '[{"m.homeserver":{"base_url":"https://evil.example"}}]'],
    ["nothing in it", "{}"],
    ["a homeserver that is a text", '{"m.homeserver":"https://evil.example"}'],
    ["a homeserver that is a list", '{"m.homeserver":["https://evil.example"]}'],
    ["a homeserver that is null", '{"m.homeserver":null}'],
    ["a homeserver without an address", '{"m.homeserver":{}}'],
    ["half of it", '{"m.homeserver":{"base_url":"https://evil.example"}'],
    ["two of them", '{"m.homeserver":{}}{"m.homeserver":{}}'],
    ["a prototype", '{"__proto__":{"m.homeserver":{"base_url":"https://evil.example"}}}'],
    ["a prototype within", '{"m.homeserver":{"__proto__":{"base_url":"https://evil.example"}}}'],
    ["a constructor", '{"m.homeserver":{"constructor":{"base_url":"https://evil.example"}}}'],
    ["another spelling", '{"M.HOMESERVER":{"base_url":"https://evil.example"}}'],
    ["deep", nested(5_000)],
    ["deeper", nested(200_000)],
    ["large", `{"m.homeserver":{"base_url":"https://evil.example"},"a":"${"a".repeat(70_000)}"}`],
    [
      "many keys",
      JSON.stringify(Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [i, i]))),
    ],
  ])("%s", async (_, body) => {
    const { asked, discovery } = await discoverByDocument(body);
    expect(asked).toEqual([document]);
    expect(discovery.status).toBe("unavailable");
    expect(({} as Record<string, unknown>)["m.homeserver"]).toBeUndefined();
  });

  test("one whose redirects ended at home", async () => {
    const asked: string[] = [];
    const discovery = await discoverHomeserver("example.org", {
      trust: "any",
      fetch: async (url) => {
        asked.push(url);
        const answer = Response.json({ "m.homeserver": { base_url: "https://evil.example" } });
        Object.defineProperty(answer, "redirected", { value: true });
        Object.defineProperty(answer, "url", { value: "https://192.168.1.1/" });
        return answer;
      },
    });
    expect(asked).toEqual([document]);
    expect(discovery.status).toBe("unavailable");
  });
});

describe("OAuth metadata that names a place where nobody should go", () => {
  const base = "https://matrix.example.org/_matrix/client";
  const good = {
    issuer: "https://account.example.org/",
    authorization_endpoint: "https://account.example.org/authorize",
    token_endpoint: "https://account.example.org/token",
    registration_endpoint: "https://account.example.org/clients",
    revocation_endpoint: "https://account.example.org/revoke",
    code_challenge_methods_supported: ["S256"],
  };
  const required = ["issuer", "authorization_endpoint", "token_endpoint"];
  const optional = ["registration_endpoint", "revocation_endpoint"];
  const questions = [`${base}/v3/login`, `${base}/v1/auth_metadata`, `${base}/v3/register`];

  async function discoverByMetadata(body: string) {
    return discover("https://matrix.example.org", {
      [`${base}/v3/login`]: '{"flows":[{"type":"m.login.password"}]}',
      [`${base}/v3/register`]: '{"errcode":"M_FORBIDDEN","error":"closed"}',
      [`${base}/v1/auth_metadata`]: body,
    });
  }

  test("the answers are those of an open door when the metadata is good", async () => {
    const { asked, discovery } = await discoverByMetadata(JSON.stringify(good));
    expect(discovery).toMatchObject({ status: "found", preferred: { type: "oauth" } });
    expect(asked).toEqual(questions);
  });

  test.each(hostileAddresses.map((address) => [address]))("%j", async (address) => {
    // What is no text is as good as not there.
    const keys = typeof address === "string" ? [...required, ...optional] : required;
    for (const key of keys) {
      const { asked, discovery } = await discoverByMetadata(
        JSON.stringify({ ...good, [key]: address }),
      );
      expect(asked).toEqual(questions);
      expect(discovery.status).toBe("unavailable");
    }
  });

  test.each<[string, string]>([
    ["empty", ""],
    ["null", "null"],
    ["a list", `[${JSON.stringify(good)}]`],
    ["a prototype", `{"__proto__":${JSON.stringify(good)}}`],
    ["large", JSON.stringify({ ...good, a: "a".repeat(300_000) })],
    ["no issuer", JSON.stringify({ ...good, issuer: undefined })],
    ["plain PKCE alone", JSON.stringify({ ...good, code_challenge_methods_supported: ["plain"] })],
  ])("%s", async (_, body) => {
    const { asked, discovery } = await discoverByMetadata(body);
    expect(asked).toEqual(questions);
    expect(discovery.status).toBe("unavailable");
  });
});
