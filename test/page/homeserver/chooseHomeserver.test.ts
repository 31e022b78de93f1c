import { describe, expect, test } from "vitest";
import type { PageConfig } from "../../../src/page/config/pageConfig.js";
import {
  chooseHomeserver,
  clientIdAt,
  isAskedFor,
  namedHomeserver,
} from "../../../src/page/homeserver/chooseHomeserver.js";
import type { SafeUrl } from "../../../src/protocol/guards/safeUrl.js";

function config(some: Partial<PageConfig>): PageConfig {
  return {
    homeservers: [],
    allowAnyHomeserver: false,
    trust: "listed",
    brand: {},
    clients: [],
    appsUrl: "https://apps.example.org/" as SafeUrl,
    ...some,
  };
}

const own = config({
  homeserver: "http://127.0.0.1:8008",
  serverName: "localhost",
  trust: "own",
});
const ownHomeserver = {
  use: {
    homeserver: { baseUrl: "http://127.0.0.1:8008", serverName: "localhost" },
    trust: "own",
  },
};
const several = config({ homeserver: "example.org", homeservers: ["example.com"] });
const any = config({ homeserver: "example.org", allowAnyHomeserver: true });

describe("the homeserver the page begins with", () => {
  test.each([
    ["the configured one", own, undefined, ownHomeserver],
    ["a link to the same", own, "http://127.0.0.1:8008/", ownHomeserver],
    ["a link to the same by its name", own, "localhost", ownHomeserver],
    ["a link to another is not followed", own, "evil.example", ownHomeserver],
    [
      "the first of several",
      several,
      undefined,
      { use: { homeserver: "example.org", trust: "listed" } },
    ],
    [
      "a link to one of several",
      several,
      "EXAMPLE.com",
      { use: { homeserver: "example.com", trust: "listed" } },
    ],
    [
      "a link to none of several",
      several,
      "evil.example",
      { use: { homeserver: "example.org", trust: "listed" } },
    ],
    [
      "the only one of a list",
      config({ homeservers: ["example.org"] }),
      undefined,
      { use: { homeserver: "example.org", trust: "listed" } },
    ],
    [
      "none of a list",
      config({ homeservers: ["example.org", "example.com"] }),
      undefined,
      { ask: true, prefill: "", linked: false },
    ],
    [
      "none, any allowed",
      config({ allowAnyHomeserver: true }),
      undefined,
      { ask: true, prefill: "", linked: false },
    ],
    [
      "a link to any is confirmed first",
      any,
      "evil.example",
      { ask: true, prefill: "evil.example", linked: true },
    ],
    [
      "a link is confirmed by the name that is asked",
      any,
      "https://m\u0430trix.org",
      { ask: true, prefill: "https://xn--mtrix-4ve.org", linked: true },
    ],
    [
      "and by that of the homeserver, not of somebody on it",
      any,
      "@alice:Evil.example",
      { ask: true, prefill: "evil.example", linked: true },
    ],
    [
      "a link to nonsense is shown as it is",
      any,
      "matrix.org@evil.example",
      { ask: true, prefill: "matrix.org@evil.example", linked: true },
    ],
    [
      "a link to a listed one needs no confirmation",
      any,
      "example.org",
      { use: { homeserver: "example.org", trust: "listed" } },
    ],
  ])("%s", (_, given, linked, choice) => {
    expect(chooseHomeserver(given, linked)).toEqual(choice);
  });
});

describe("a homeserver that a visitor names", () => {
  test.each([
    ["listed", several, " example.com ", { homeserver: "example.com", trust: "listed" }],
    ["not listed", several, "matrix.org", undefined],
    ["any", any, "matrix.org", { homeserver: "matrix.org", trust: "any" }],
    ["any, by user ID", any, "@a:matrix.org", { homeserver: "matrix.org", trust: "any" }],
    ["any, in capitals", any, "Matrix.org.", { homeserver: "matrix.org", trust: "any" }],
    ["the main one, by its address", own, "http://127.0.0.1:8008/", ownHomeserver.use],
    ["the main one, by its name", own, "LOCALHOST", ownHomeserver.use],
    ["nonsense", any, "matrix.org@evil.example", undefined],
    ["at home", any, "https://127.0.0.1", undefined],
  ])("%s", (_, given, input, chosen) => {
    expect(namedHomeserver(given, input)).toEqual(chosen);
  });
});

describe("an invitation is for the homeserver it came for", () => {
  test.each<[string, PageConfig, string | undefined, string, boolean]>([
    ["the only one", own, undefined, "localhost", true],
    ["the one it names", own, "http://127.0.0.1:8008", "localhost", true],
    ["one that is not to be had here", own, "evil.example", "localhost", false],
    ["the one it names, of several", several, "EXAMPLE.com", "example.com", true],
    ["another of several", several, "example.com", "example.org", false],
    ["any, agreed to", any, "matrix.org", "matrix.org", true],
    ["any, but another was chosen", any, "matrix.org", "matrix.example", false],
    ["any, in other letters", any, "m\u0430trix.org", "xn--mtrix-4ve.org", true],
    ["any, that only looks like it", any, "m\u0430trix.org", "matrix.org", false],
    ["nonsense", any, "a@b.example", "b.example", false],
  ])("%s", (_, given, linked, chosen, is) => {
    const named = namedHomeserver(given, chosen);
    expect(named).toBeDefined();
    expect(named && isAskedFor(given, linked, named)).toBe(is);
  });
});

describe("the page's client ID is for the account pages of its own homeserver", () => {
  const oauthClientId = "ID";
  const one = config({ homeserver: "example.org", homeservers: ["example.com"], oauthClientId });
  test.each<[string, PageConfig, string, string | undefined]>([
    ["its own", { ...own, oauthClientId }, "localhost", "ID"],
    ["its own, by its address", { ...own, oauthClientId }, "http://127.0.0.1:8008", "ID"],
    ["its own, in capitals", one, "Example.ORG", "ID"],
    ["another of the list", one, "example.com", undefined],
    ["any other", { ...one, allowAnyHomeserver: true }, "matrix.org", undefined],
    ["none of its own", { ...any, oauthClientId }, "matrix.org", undefined],
  ])("%s", (_, given, chosen, id) => {
    const named = namedHomeserver(given, chosen);
    expect(named).toBeDefined();
    expect(named && clientIdAt(given, named)).toBe(id);
  });
});
