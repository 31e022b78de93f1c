import { expect, test } from "vitest";
import { isDiscoveryOf, withAllowedMethods } from "../../src/discovery/givenDiscovery.js";
import type { Homeserver } from "../../src/discovery/homeserver.js";
import type { Discovery, OAuthMethod, SignUpMethod } from "../../src/discovery/methods.js";
import type { Trust } from "../../src/protocol/guards/safeUrl.js";
import { accountPages } from "./accountPages.js";

const uia: SignUpMethod = { type: "uia", flows: [["m.login.dummy"]], params: {} };
const sso: SignUpMethod = { type: "sso", providers: [], isOAuthAware: false };
const oauth: OAuthMethod = { type: "oauth", metadata: accountPages, isOnOtherSite: false };
const named = { baseUrl: "https://matrix.example.org", serverName: "example.org" };

function found(homeserver: Homeserver = named, methods: readonly SignUpMethod[] = [uia]) {
  return { status: "found", homeserver, methods, preferred: methods[0]! } satisfies Discovery;
}

test.each<[string | Homeserver, boolean]>([
  ["example.org", true],
  ["EXAMPLE.org", true],
  ["@alice:example.org", true],
  ["https://matrix.example.org", true],
  ["https://matrix.example.org/", true],
  ["https://example.org", true],
  [named, true],
  [{ baseUrl: "https://matrix.example.org/" }, true],
  ["other.example", false],
  ["https://other.example", false],
  ["https://example.org.other.example", false],
  [{ baseUrl: "https://example.org" }, false],
  [{ ...named, serverName: "other.example" }, false],
  [{ ...named, baseUrl: "https://other.example" }, false],
  ["not a homeserver", false],
])("a discovery of example.org counts for %j: %s", (input, counts) => {
  expect(isDiscoveryOf(found(), input, "listed")).toBe(counts);
});

test.each<[Trust, boolean]>([
  ["any", false],
  ["listed", false],
  ["own", true],
])("under %s one of a private address counts: %s", (trust, counts) => {
  const local = { baseUrl: "http://localhost:8008", serverName: "localhost:8008" };
  expect(isDiscoveryOf(found(local), local, trust)).toBe(counts);
});

test("one that names no homeserver counts for none", () => {
  const none: Discovery = { status: "unavailable", reason: "notMatrix" };
  expect(isDiscoveryOf(none, "example.org", "listed")).toBe(false);
});

const onOtherSite: OAuthMethod = { ...oauth, isOnOtherSite: true };
const lying: OAuthMethod = {
  ...oauth,
  metadata: { ...accountPages, tokenEndpoint: "https://evil.example/token" },
};

test.each<[Trust, readonly SignUpMethod[], readonly string[] | undefined, readonly SignUpMethod[]]>(
  [
    ["listed", [oauth, uia, sso], undefined, [oauth, uia, sso]],
    ["listed", [oauth, uia, sso], ["uia", "sso"], [uia, sso]],
    ["listed", [onOtherSite, uia], undefined, [onOtherSite, uia]],
    ["any", [onOtherSite, uia], undefined, [uia]],
    ["any", [lying, uia], undefined, [uia]],
    ["listed", [lying, uia], undefined, [uia]],
    ["own", [lying, uia], undefined, [lying, uia]],
  ],
)("under %s of %j those of %j are left", (trust, methods, wanted, left) => {
  expect(withAllowedMethods(found(named, methods), { trust, methods: wanted })).toEqual(
    found(named, left),
  );
});

test("without a method that the app wants there is none", () => {
  expect(withAllowedMethods(found(), { trust: "listed", methods: ["oauth"] })).toEqual({
    status: "unavailable",
    reason: "unsupported",
    homeserver: named,
  });
});
