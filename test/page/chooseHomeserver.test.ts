import { describe, expect, test } from "vitest";
import { chooseHomeserver, namedHomeserver } from "../../src/page/chooseHomeserver.js";
import type { PageConfig } from "../../src/page/pageConfig.js";

function config(some: Partial<PageConfig>): PageConfig {
  return {
    homeservers: [],
    allowAnyHomeserver: false,
    trust: "listed",
    brand: {},
    clients: [],
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
      "a link to a listed one needs no confirmation",
      any,
      "example.org",
      { use: { homeserver: "example.org", trust: "listed" } },
    ],
  ])("%s", (_, given, linked, choice) => {
    expect(chooseHomeserver(given, linked)).toEqual(choice);
  });
});

describe("what a visitor names", () => {
  test.each([
    ["listed", several, " example.com ", { homeserver: "example.com", trust: "listed" }],
    ["not listed", several, "matrix.org", undefined],
    ["any", any, "matrix.org", { homeserver: "matrix.org", trust: "any" }],
    ["any, by user ID", any, "@a:matrix.org", { homeserver: "@a:matrix.org", trust: "any" }],
    ["nonsense", any, "matrix.org@evil.example", undefined],
    ["at home", any, "https://127.0.0.1", undefined],
  ])("%s", (_, given, input, chosen) => {
    expect(namedHomeserver(given, input)).toEqual(chosen);
  });
});
