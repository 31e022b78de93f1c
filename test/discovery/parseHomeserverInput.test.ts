import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHomeserverInput, spellingOf } from "../../src/discovery/parseHomeserverInput.js";

describe("a text that names a homeserver", () => {
  test.each([
    ["example.org", "example.org"],
    ["  example.org ", "example.org"],
    ["Example.org", "example.org"],
    ["example.org.", "example.org"],
    ["Example.org.:8448", "example.org:8448"],
    ["example.org:8448", "example.org:8448"],
    ["[2606:4700::1111]:8448", "[2606:4700::1111]:8448"],
    ["@alice:example.org", "example.org"],
    ["@alice:example.org:8448", "example.org:8448"],
    ["example.org/", "example.org"],
    ["example.org:8448/", "example.org:8448"],
    ["example.org/#/login", "example.org"],
    ["\u200bexample.org\u00a0\r\n", "example.org"],
    ["\ufeff@alice:example.org\n", "example.org"],
    ["https://matrix.to/#/@alice:example.org", "example.org"],
    ["https://matrix.to/#/%40alice%3Aexample.org", "example.org"],
    ["https://matrix.to/#/#club:example.org?via=two.example", "example.org"],
    ["https://matrix.to/#/%23club:example.org:8448", "example.org:8448"],
    ["https://matrix.to/#/!room:example.org/$event?via=two.example", "example.org"],
    ["https://matrix.to/#/!room?via=two.example&via=three.example", "two.example"],
    ["matrix:u/alice:example.org", "example.org"],
    ["matrix:r/club:example.org?action=join", "example.org"],
  ])("%j is the server name %s", (input, serverName) => {
    expect(parseHomeserverInput(input, "listed")).toEqual({ named: "serverName", serverName });
  });

  test.each([
    ["bücher.example", "xn--bcher-kva.example"],
    ["BÜCHER.example.", "xn--bcher-kva.example"],
    ["bücher.example:8448", "xn--bcher-kva.example:8448"],
    ["bücher.example:443", "xn--bcher-kva.example:443"],
    ["@alice:bücher.example", "xn--bcher-kva.example"],
    ["例え.テスト", "xn--r8jz45g.xn--zckzah"],
    // Not what they look like.
    ["mаtrix.org", "xn--mtrix-4ve.org"],
    ["matrix。org", "matrix.org"],
  ])("%j is the server name %s in ASCII", (input, serverName) => {
    expect(parseHomeserverInput(input, "any")).toEqual({ named: "serverName", serverName });
  });

  test.each([
    ["https://matrix.example.org", "https://matrix.example.org/"],
    ["https://mаtrix.org", "https://xn--mtrix-4ve.org/"],
    ["https://example.org/path/", "https://example.org/path/"],
    ["HTTPS://EXAMPLE.org", "https://example.org/"],
    ["https://example.org/#/login", "https://example.org/"],
    ["https://example.org/?lang=de#/register", "https://example.org/"],
    ["https://example.org/app/#/login", "https://example.org/app/"],
    ["https://example.org./", "https://example.org/"],
    ["https://example.org.:8448", "https://example.org:8448/"],
    [" https://example.org\u200b\n", "https://example.org/"],
    ["http://example.org", "https://example.org/"],
    ["http://example.org/#/login", "https://example.org/"],
    ["http://example.org:80/", "https://example.org/"],
    ["http://example.org:8448", "https://example.org:8448/"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
  ])("%j is a base URL", (input, baseUrl) => {
    expect(parseHomeserverInput(input, "listed")).toEqual({
      named: "baseUrl",
      homeserver: { baseUrl },
    });
  });

  test.each(["example.org", "Example.org."])("a homeserver keeps its name %j", (serverName) => {
    const homeserver = { baseUrl: "https://matrix.example.org", serverName };
    expect(parseHomeserverInput(homeserver, "any")).toEqual({
      named: "baseUrl",
      homeserver: { baseUrl: "https://matrix.example.org/", serverName: "example.org" },
    });
  });
});

describe("a text that is refused before any request", () => {
  test.each([
    "",
    " ",
    "@",
    "@alice",
    "alice@example.org",
    "matrix.org@evil.example",
    "matrix.org\\@evil.example",
    "matrix.org/../evil.example",
    "matrix.org#evil.example",
    "matrix.org?evil.example",
    "//evil.example",
    "example .org",
    "exam\u200bple.org",
    "exam\u00adple.org",
    "b\u00fc\u202echer.example",
    "matrix\uff0forg",
    "alice\uff20matrix.org",
    "matrix.org\uff1a8448",
    "b\u00fccher example",
    "b\u00fccher.example/path",
    "b\u00fccher@evil.example",
    "@alice:b\u00fccher@evil.example",
    "\uff11\uff12\uff17.0.0.1",
    "example.org:99999999",
    "example.org:port",
    "javascript:alert(1)",
    "ftp://example.org",
    "example.org/path",
    "https://matrix.to/#/@alice",
    "https://matrix.to/#/@alice:evil example",
    "https://matrix.to/#/%",
    "https://matrix.to/#/!room?via=%",
    "matrix:u/alice",
    "http://127.0.0.1:8008",
    "http://localhost",
    "https://alice:secret@example.org",
    "https://example.org?x=1",
    "https://example.org#x",
    "https://",
    "https://127.0.0.1",
    "https://localhost",
    "127.0.0.1",
    "0x7f.1",
    "2130706433",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "router.local",
    "localhost:8448",
    "192.168.1.1",
  ])("%j", (input) => {
    expect(parseHomeserverInput(input, "any")).toBeUndefined();
    expect(parseHomeserverInput(input, "listed")).toBeUndefined();
  });

  test.each([
    { baseUrl: "http://example.org" },
    { baseUrl: "example.org" },
    { baseUrl: "https://example.org", serverName: "evil example" },
    { baseUrl: "https://example.org", serverName: "" },
  ])("%j", (homeserver) => {
    expect(parseHomeserverInput(homeserver, "listed")).toBeUndefined();
  });

  test("no ASCII text makes a URL whose host was not written there", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        const input = parseHomeserverInput(text, "any");
        if (input === undefined) return;
        const url =
          input.named === "baseUrl" ? input.homeserver.baseUrl : `https://${input.serverName}`;
        expect(text.toLowerCase()).toContain(new URL(url).hostname);
      }),
    );
  });
});

test("the app's own homeserver may be at home", () => {
  expect(parseHomeserverInput("http://127.0.0.1:8008/fake/open~1/", "own")).toEqual({
    named: "baseUrl",
    homeserver: { baseUrl: "http://127.0.0.1:8008/fake/open~1/" },
  });
  expect(parseHomeserverInput("localhost:8448", "own")).toEqual({
    named: "serverName",
    serverName: "localhost:8448",
  });
});

test.each([
  ["Example.org.", "example.org"],
  ["@alice:example.org", "example.org"],
  ["bücher.example", "xn--bcher-kva.example"],
  ["https://Example.org/", "https://example.org"],
  ["https://example.org/path//", "https://example.org/path"],
])("%j has the one spelling %s", (text, spelling) => {
  const input = parseHomeserverInput(text, "any");
  expect(input && spellingOf(input)).toBe(spelling);
});
