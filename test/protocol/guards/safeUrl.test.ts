import { describe, expect, it } from "vitest";
import { parseContactUrl, parseServerUrl } from "../../../src/protocol/guards/safeUrl.js";

/** Never a link or a request, whoever the server is. */
const neverTaken: readonly unknown[] = [
  // Other schemes.
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  " javascript:alert(1)",
  "\u0001javascript:alert(1)",
  "java\nscript:alert(1)",
  "java\tscript:alert(1)",
  "javascript://example.org/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "data:text/html;base64,PHNjcmlwdD4=",
  "vbscript:msgbox(1)",
  "blob:https://example.org/0d8b0a4e",
  "file:///etc/passwd",
  "filesystem:https://example.org/temporary/x",
  "about:blank",
  "view-source:https://example.org",
  "ws://example.org",
  "wss://example.org",
  "ftp://example.org",
  "mxc://example.org/media",
  "matrix:u/alice:example.org",
  "intent://example.org#Intent;end",
  "chrome://settings",
  "mailto:admin@example.org",
  "tel:+123",
  "feed:https://example.org",
  // Not absolute, or mended by the URL parser.
  "",
  "/",
  "/terms",
  "terms.html",
  "//example.org/terms",
  "///example.org",
  "example.org",
  "https:example.org",
  "https:/example.org",
  "https:///example.org",
  "https:////example.org",
  "https:\\\\example.org",
  "https:/\\example.org",
  "https://",
  "https:// ",
  "https://?x",
  "https://#x",
  "https://:443",
  "https",
  "?x",
  "#x",
  // White space and control characters.
  " https://example.org",
  "https://example.org ",
  "https://example.org\n",
  "\thttps://example.org",
  "https://exa\tmple.org",
  "https://exa\nmple.org",
  "https://exa\rmple.org",
  "https://example.org/a\tb",
  "https://example.org/a b",
  "https://example.org/\u0000",
  "https://example.org/\u007f",
  "https://example.org/\u0085",
  "https://example.org/\u00a0",
  "https://example.org/\u2028",
  "https://exam\u200bple.org",
  "https://example.org/\u202etxt.exe",
  "https://example.org/\u2066",
  "https://example.org/\ufeff",
  "https://example.org/\ud800",
  // Backslashes and user info.
  "https://example.org\\@evil.example",
  "https://example.org\\.evil.example",
  "https://example.org/\\evil.example",
  "https://example.org/?\\",
  "https://user@example.org",
  "https://user:pass@example.org",
  "https://:pass@example.org",
  "https://@example.org",
  "https://:@example.org",
  "https://matrix.org@evil.example",
  "https://matrix.org:443@evil.example",
  "https://matrix.org%40evil@evil.example",
  "https://a@b@evil.example",
  // Hosts and ports there cannot be.
  "https://exa mple.org",
  "https://exa<mple.org",
  "https://exa%20mple.org",
  "https://exa%00mple.org",
  "https://[::1",
  "https://[::g]",
  "https://[1::2::3]",
  "https://1.2.3.4.5",
  "https://256.1.1.1",
  "https://0x100000000",
  "https://example.org:99999",
  "https://example.org:x",
  "https://xn--a",
  // No text.
  undefined,
  null,
  0,
  1,
  true,
  {},
  [],
  ["https://example.org"],
  { href: "https://example.org" },
  { toString: () => "https://example.org" },
];

/** For the app's own server only. */
const ownOnly: readonly string[] = [
  "http://example.org",
  "HTTP://example.org/terms",
  "http://8.8.8.8",
  // The machine itself.
  "https://localhost",
  "https://localhost:8448/path",
  "https://LOCALHOST",
  "https://localhost.",
  "https://localhost..",
  "https://app.localhost",
  "https://app.localhost.",
  "https://localhost.localdomain",
  "https://127.0.0.1",
  "https://127.0.0.1.",
  "https://127.255.255.254",
  "https://127.1",
  "https://127.0.1",
  "https://2130706433",
  "https://0x7f000001",
  "https://0x7f.1",
  "https://0x7f.0x0.0x0.0x1",
  "https://0177.0.0.1",
  "https://017700000001",
  "https://%31%32%37.0.0.1",
  "https://１２７.0.0.1",
  "https://127。0。0。1",
  "https://0",
  "https://0.0.0.0",
  "https://0x0",
  "https://[::1]",
  "https://[::1]:8448",
  "https://[0:0:0:0:0:0:0:1]",
  "https://[::]",
  "https://[::ffff:127.0.0.1]",
  "https://[::ffff:7f00:1]",
  "https://[0:0:0:0:0:ffff:7f00:0001]",
  "https://[::127.0.0.1]",
  // Private, shared and link-local networks.
  "https://10.0.0.1",
  "https://10.255.255.255",
  "https://167772161",
  "https://0xa.1",
  "https://012.0.0.1",
  "https://100.64.0.1",
  "https://100.127.255.255",
  "https://169.254.169.254",
  "https://2852039166",
  "https://0xa9fea9fe",
  "https://172.16.0.1",
  "https://172.31.255.255",
  "https://192.168.0.1",
  "https://192.168.257",
  "https://3232235777",
  "https://0xc0a80101",
  "https://0300.0250.1.1",
  "https://192.0.0.1",
  "https://198.18.0.1",
  "https://198.19.255.255",
  "https://224.0.0.1",
  "https://239.255.255.255",
  "https://240.0.0.1",
  "https://255.255.255.255",
  "https://[fe80::1]",
  "https://[febf::1]",
  "https://[fc00::1]",
  "https://[fd12:3456:789a::1]",
  "https://[fec0::1]",
  "https://[ff02::1]",
  "https://[::ffff:10.0.0.1]",
  "https://[::ffff:c0a8:101]",
  "https://[64:ff9b::7f00:1]",
  "https://[2002:7f00:1::]",
  "https://[2002:c0a8:101::1]",
  "https://[2001::1]",
  "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
  "https://[100::1]",
  // Names of the local network.
  "https://printer.local",
  "https://printer.local.",
  "https://PRINTER.LOCAL",
  "https://printer。local",
  "https://nas.lan",
  "https://nas.home",
  "https://nas.home.arpa",
  "https://metadata.google.internal",
  "https://wiki.corp",
  "https://wiki.intranet",
  "https://x.private",
  "https://router",
  "https://router/",
  "https://synapse:8448",
];

const taken: readonly (readonly [text: string, url: string])[] = [
  ["https://example.org", "https://example.org/"],
  ["HTTPS://EXAMPLE.ORG/Terms", "https://example.org/Terms"],
  ["https://example.org:8448/a/b?c=d&e#f", "https://example.org:8448/a/b?c=d&e#f"],
  ["https://example.org:443/", "https://example.org/"],
  ["https://example.org./", "https://example.org./"],
  ["https://example.org/@alice", "https://example.org/@alice"],
  ["https://example.org?mail=a@b.example", "https://example.org/?mail=a@b.example"],
  ["https://example.org#@", "https://example.org/#@"],
  ["https://example.org/a/../b", "https://example.org/b"],
  ["https://example.org/ä", "https://example.org/%C3%A4"],
  ["https://example.org/%0a", "https://example.org/%0a"],
  ["https://bücher.example", "https://xn--bcher-kva.example/"],
  ["https://xn--bcher-kva.example", "https://xn--bcher-kva.example/"],
  ["https://maтrix.org", "https://xn--marix-8ye.org/"],
  ["https://matrix。org", "https://matrix.org/"],
  ["https://server.test", "https://server.test/"],
  ["https://localhost.example.org", "https://localhost.example.org/"],
  ["https://notlocal.org", "https://notlocal.org/"],
  ["https://local.example.org", "https://local.example.org/"],
  ["https://homelan.net", "https://homelan.net/"],
  ["https://10.example.org", "https://10.example.org/"],
  ["https://8.8.8.8", "https://8.8.8.8/"],
  ["https://100.63.255.255", "https://100.63.255.255/"],
  ["https://100.128.0.1", "https://100.128.0.1/"],
  ["https://172.15.0.1", "https://172.15.0.1/"],
  ["https://172.32.0.1", "https://172.32.0.1/"],
  ["https://192.167.1.1", "https://192.167.1.1/"],
  ["https://169.253.1.1", "https://169.253.1.1/"],
  ["https://1.1", "https://1.0.0.1/"],
  ["https://223.255.255.255", "https://223.255.255.255/"],
  ["https://[2606:4700::1111]", "https://[2606:4700::1111]/"],
  ["https://[2001:4860:4860::8888]", "https://[2001:4860:4860::8888]/"],
  ["https://[2A00:1450:4001:829:0:0:0:200E]", "https://[2a00:1450:4001:829::200e]/"],
];

describe("the guard", () => {
  it.each(neverTaken)("refuses %j, under any trust", (text) => {
    expect(parseServerUrl(text)).toBeUndefined();
    expect(parseServerUrl(text, "listed")).toBeUndefined();
    expect(parseServerUrl(text, "own")).toBeUndefined();
  });

  it.each(ownOnly)("takes %j for the app's own server only", (text) => {
    expect(parseServerUrl(text)).toBeUndefined();
    expect(parseServerUrl(text, "any")).toBeUndefined();
    expect(parseServerUrl(text, "listed")).toBeUndefined();
    expect(parseServerUrl(text, "own")).toMatch(/^https?:\/\//);
  });

  it.each(taken)("makes %j into %j", (text, url) => {
    expect(parseServerUrl(text)).toBe(url);
    expect(parseServerUrl(text, "listed")).toBe(url);
    expect(parseServerUrl(text, "own")).toBe(url);
    expect(parseServerUrl(url)).toBe(url);
  });
});

describe("the length of a URL", () => {
  const start = "https://example.org/";

  it("is 2,048 characters at most, as written and as sent", () => {
    const longest = start + "a".repeat(2048 - start.length);
    expect(parseServerUrl(longest)).toBe(longest);
    expect(parseServerUrl(`${longest}a`)).toBeUndefined();
    expect(parseServerUrl(start + "ä".repeat(1000))).toBeUndefined();
    // Dots that the parser drops count too.
    expect(parseServerUrl(`${start}${"./".repeat(1_020)}`)).toBeUndefined();
    expect(parseServerUrl(`${longest}a`, "own")).toBeUndefined();
  });
});

describe("the guard of contacts", () => {
  it.each([
    "mailto:admin@example.org",
    "mailto:first.last+matrix-admin_1@sub.example.org",
    "https://example.org/contact",
  ])("takes %j", (text) => {
    expect(parseContactUrl(text)).toBe(text);
  });

  it("writes the scheme in lower case", () => {
    expect(parseContactUrl("MAILTO:Admin@example.org")).toBe("mailto:Admin@example.org");
  });

  it.each([
    "mailto:",
    "mailto:admin",
    "mailto:@example.org",
    "mailto:admin@",
    "mailto:admin@example.org?subject=x",
    "mailto:admin@example.org?bcc=evil@evil.example",
    "mailto:a@example.org,b@example.org",
    "mailto:a@example.org;b@example.org",
    "mailto:a%0Abcc:b@example.org",
    "mailto:a%2Cb@example.org",
    'mailto:"a"@example.org',
    "mailto:A <a@example.org>",
    "mailto:a@b@example.org",
    "mailto: a@example.org",
    "mailto:a@example.org\n",
    "mailto://a@example.org",
    "mailto:ä@example.org",
    `mailto:${"a".repeat(65)}@example.org`,
    `mailto:a@${"b".repeat(256)}`,
    "javascript:mailto:a@example.org",
    "http://example.org",
    "tel:+123",
    "",
    undefined,
    null,
    {},
  ])("refuses %j", (text) => {
    expect(parseContactUrl(text)).toBeUndefined();
  });

  it("knows trust as the other guard does", () => {
    expect(parseContactUrl("http://localhost/contact", "own")).toBe("http://localhost/contact");
  });
});
