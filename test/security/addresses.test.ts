import fc from "fast-check";
import { expect, test } from "vitest";
import { discoverHomeserver } from "../../src/discovery/discoverHomeserver.js";
import { parseHomeserverInput, spellingOf } from "../../src/discovery/parseHomeserverInput.js";
import { cleanText } from "../../src/protocol/guards/cleanText.js";
import { parseContactUrl, parseServerUrl } from "../../src/protocol/guards/safeUrl.js";
import { runs } from "../runs.js";

const privateHosts = [
  ...["127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "localhost.", "LOCALHOST"],
  ...["[::1]", "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00::1]", "[64:ff9b::10.0.0.1]"],
  ...["10.1", "192.168.1", "169.254.169.254", "①②⑦.⓪.⓪.①", "１２７.0.0.1", "127。0。0。1"],
  ...["ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "router.lan", "a.internal", "x.home.arpa", "127.0.0.1.", "0"],
];
const schemes = ["https://", "HTTPS://", "https:\\\\", "https:/", "http://", "https:", "//", ""];

const anyAddress = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.domain(),
  fc
    .tuple(fc.constantFrom(...schemes), fc.string({ unit: "grapheme", maxLength: 12 }))
    .map((parts) => parts.join("")),
  fc
    .tuple(fc.constantFrom(...schemes), fc.constantFrom(...privateHosts), fc.string())
    .map((parts) => parts.join("")),
  fc
    .tuple(
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.constantFrom(
        ".org",
        "。org",
        "．com",
        ":8448",
        "@evil.example",
        "/x",
        "\\x",
        "?x",
        ".org.",
      ),
    )
    .map((parts) => parts.join("")),
);

test("an address that passes the guard is public, by https:, without a user, and spelled in one way", () => {
  fc.assert(
    fc.property(anyAddress, (text) => {
      const url = parseServerUrl(text);
      if (url === undefined) return;
      const { protocol, username, password } = new URL(url);
      expect([protocol, username, password]).toEqual(["https:", "", ""]);
      expect(parseServerUrl(url)).toBe(url);
    }),
    { numRuns: runs(20_000) },
  );
});

test.each(privateHosts)("no spelling of a private host passes: %s", (host) => {
  expect(parseServerUrl(`https://${host}/`)).toBeUndefined();
  expect(parseHomeserverInput(host, "any")).toBeUndefined();
  expect(parseHomeserverInput(host, "listed")).toBeUndefined();
});

test("the host that is shown is the only one that is asked", async () => {
  await fc.assert(
    fc.asyncProperty(anyAddress, async (text) => {
      const input = parseHomeserverInput(text, "any");
      const asked = new Set<string>();
      const fetch = async (url: string) => {
        asked.add(new URL(url).hostname);
        return Response.json({}, { status: 404 });
      };
      await discoverHomeserver(text, { trust: "any", fetch });
      if (input === undefined) {
        expect([...asked]).toEqual([]);
        return;
      }
      const shown = spellingOf(input);
      const url = new URL(input.named === "serverName" ? `https://${shown}` : shown);
      expect(shown).toContain(url.hostname);
      expect([...asked]).toEqual([url.hostname]);
    }),
    { numRuns: runs(4_000) },
  );
}, 60_000);

test("long texts are read in one pass", () => {
  // Each would take minutes if it were tried again from each of its characters.
  const units = [" ", "\u200D", "a\u200D", "/", "\u202E", "a", "@", "-", "a@", "%", "."];
  for (const unit of units) {
    const long = unit.repeat(1_000_000 / unit.length);
    for (const text of [long, `https://a.b/${long}`, `mailto:${long}`, `${long}@`]) {
      expect((cleanText(text, 500) ?? "").length).toBeLessThanOrEqual(1_000);
      expect(parseServerUrl(text)).toBeUndefined();
      expect(parseContactUrl(text)).toBeUndefined();
      // Blanks and invisible characters around an address are no part of it.
      const isOfEnds = [" ", "\u200D", "\u202E"].includes(unit);
      if (!isOfEnds) expect(parseHomeserverInput(text, "any")).toBeUndefined();
    }
  }
});
