import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePageConfig } from "../../../src/page/config/pageConfig.js";

test("one homeserver is enough", () => {
  expect(parsePageConfig({ homeserver: "example.org" })).toEqual({
    config: {
      homeserver: "example.org",
      homeservers: [],
      allowAnyHomeserver: false,
      trust: "listed",
      brand: {},
      clients: [],
      appsUrl: "https://matrix.org/ecosystem/clients/",
    },
    leftOut: [],
  });
});

test("everything can be set", () => {
  const config = {
    homeserver: "http://127.0.0.1:8008",
    serverName: "localhost",
    homeservers: ["example.org", "https://matrix.example.com/path"],
    allowAnyHomeserver: true,
    trust: "own",
    brand: { name: "Example", logo: "images/logo.svg", accent: "#0B6E4F" },
    clients: [{ name: "A client", url: "https://client.example.org/" }],
    appsUrl: "https://apps.example.org/",
    signInUrl: "https://client.example.org/#/login",
    deviceDisplayName: "Sign-up page",
    oauthClientId: "01J5ZK3M9VQ0000000000EXAMPLE",
    lang: "de-AT",
  };
  expect(parsePageConfig(config)).toEqual({ config, leftOut: [] });
});

describe("nonsense is told with its key", () => {
  const homeserver = "example.org";
  test.each<[unknown, string, string]>([
    [null, "config.json", "notAnObject"],
    ["example.org", "config.json", "notAnObject"],
    [[], "config.json", "notAnObject"],
    [["example.org"], "config.json", "notAnObject"],
    [{}, "homeserver", "missing"],
    [{ homeservers: [] }, "homeserver", "missing"],
    [{ homeserver: "" }, "homeserver", "missing"],
    [{ homeserver: 1 }, "homeserver", "notText"],
    [{ homeserver: "matrix.org@evil.example" }, "homeserver", "notAHomeserver"],
    [{ homeserver: "http://192.168.1.1" }, "homeserver", "notAHomeserver"],
    [{ homeserver: "https://127.0.0.1" }, "homeserver", "notAHomeserver"],
    [{ homeserver, serverName: "example.org" }, "serverName", "withoutBaseUrl"],
    [{ homeserver: "https://example.org", serverName: "a b" }, "serverName", "notAServerName"],
    [{ homeserver, serverName: "" }, "serverName", "missing"],
    [{ homeserver: "https://example.org", serverName: " " }, "serverName", "missing"],
    [{ homeserver, homeservers: "example.org" }, "homeservers", "notAList"],
    [{ homeserver, homeservers: ["example.org", "/"] }, "homeservers.1", "notAHomeserver"],
    [{ homeserver, homeservers: [1] }, "homeservers.0", "notText"],
    [{ homeserver, allowAnyHomeserver: "yes" }, "allowAnyHomeserver", "notTrueOrFalse"],
    [{ homeserver, trust: "all" }, "trust", "notTrust"],
    [{ homeserver, clients: {} }, "clients", "notAList"],
    [{ homeserver, clients: [["x"]] }, "clients.0", "notAnObject"],
    [{ homeserver, clients: ["x"] }, "clients.0", "notAnObject"],
    [{ homeserver, clients: [{ name: "X" }] }, "clients.0.url", "missing"],
    [
      { homeserver, clients: [{ name: "X", url: "javascript:alert(1)" }] },
      "clients.0.url",
      "notALink",
    ],
    [{ homeserver, clients: [{ name: "X", url: "/x" }] }, "clients.0.url", "notALink"],
    [{ homeserver, appsUrl: "javascript:alert(1)" }, "appsUrl", "notALink"],
    [{ homeserver, signInUrl: "javascript:alert(1)" }, "signInUrl", "notALink"],
    [{ homeserver, oauthClientId: 1 }, "oauthClientId", "notText"],
    [{ homeservers: ["example.com"], oauthClientId: "ID" }, "homeserver", "missing"],
    [{ homeserver, oauthClientId: " " }, "oauthClientId", "missing"],
    [{ homeserver, oauthClientId: "x".repeat(513) }, "oauthClientId", "tooLong"],
  ])("%j", (json, key, reason) => {
    expect(parsePageConfig(json)).toEqual({ problems: [{ key, reason }] });
  });

  test("a misspelt key stands beside what is missing", () => {
    expect(parsePageConfig({ homserver: "example.org" })).toEqual({
      problems: [
        { key: "homserver", reason: "unknown" },
        { key: "homeserver", reason: "missing" },
      ],
    });
  });

  test("all of it at once", () => {
    expect(parsePageConfig({ homeserver: 1, trust: 2 })).toMatchObject({
      problems: [{ key: "homeserver" }, { key: "trust" }],
    });
  });
});

describe("a key that means nothing is left out, and named", () => {
  const homeserver = "example.org";
  const client = { name: "A client", url: "https://client.example.org/" };
  test.each<[object, readonly string[]]>([
    [{ $schema: "config.schema.json" }, []],
    [{ theme: "dark" }, ["theme"]],
    [{ constructor: {}, toString: 1 }, ["constructor", "toString"]],
    [{ brand: { colour: "red" } }, ["brand.colour"]],
    [{ clients: [client, { ...client, icon: "x" }] }, ["clients.1.icon"]],
    [{ theme: { dark: true }, brand: { $schema: "" } }, ["theme", "brand.$schema"]],
  ])("%j", (more, unknownKeys) => {
    const parsed = parsePageConfig({ homeserver, ...more });
    const leftOut = unknownKeys.map((key) => ({ key, reason: "unknown" }));
    expect(parsed).toMatchObject({ config: { homeserver }, leftOut });
    const config = "config" in parsed ? JSON.stringify(parsed.config) : "";
    expect(config).not.toMatch(/dark|red|icon|schema/);
  });
});

describe("a wrong value that only decorates is left out, and named", () => {
  const homeserver = "example.org";
  test.each<[object, string, string]>([
    [{ brand: "Example" }, "brand", "notAnObject"],
    [{ brand: ["Example"] }, "brand", "notAnObject"],
    [{ brand: { accent: "red" } }, "brand.accent", "notAColour"],
    [{ brand: { accent: "#abcd" } }, "brand.accent", "notAColour"],
    [{ brand: { name: 1 } }, "brand.name", "notText"],
    [{ brand: { logo: "//evil.example/x.png" } }, "brand.logo", "notAPath"],
    [{ brand: { logo: "https://evil.example/x.png" } }, "brand.logo", "notAPath"],
    [{ brand: { logo: "data:image/png,x" } }, "brand.logo", "notAPath"],
    [{ deviceDisplayName: "x".repeat(101) }, "deviceDisplayName", "tooLong"],
    [{ lang: "no language" }, "lang", "notALanguage"],
    [{ lang: "" }, "lang", "missing"],
  ])("%j", (more, key, reason) => {
    expect(parsePageConfig({ homeserver, ...more })).toEqual({
      ...parsePageConfig({ homeserver }),
      leftOut: [{ key, reason }],
    });
    const beside = parsePageConfig({ ...more, trust: 1 });
    const problems = "problems" in beside ? beside.problems : [];
    expect(problems).toContainEqual({ key, reason });
    expect(problems).toContainEqual({ key: "trust", reason: "notTrust" });
  });

  test("whatever stands in it, and whatever stands beside it", () => {
    const decorations = fc.record(
      { brand: fc.jsonValue(), deviceDisplayName: fc.jsonValue(), lang: fc.jsonValue() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(decorations, (more) => {
        expect(parsePageConfig({ homeserver, ...more })).toHaveProperty("config");
      }),
    );
  });

  test("the right values beside it are kept", () => {
    const brand = { name: "Example", accent: "red" };
    expect(parsePageConfig({ homeserver, brand })).toMatchObject({
      config: { brand: { name: "Example" } },
      leftOut: [{ key: "brand.accent" }],
    });
  });
});

test("a short colour is the long one that CSS takes it for", () => {
  expect(parsePageConfig({ homeserver: "example.org", brand: { accent: "#aBc" } })).toMatchObject({
    config: { brand: { accent: "#aaBBcc" } },
    leftOut: [],
  });
});

test("no JSON makes it throw, and none leaves out why", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const parsed = parsePageConfig(json);
      if ("problems" in parsed) expect(parsed.problems.length).toBeGreaterThan(0);
    }),
  );
});

test.each([
  ["example.org/", "example.org"],
  ["https://example.org/#/login", "https://example.org"],
  ["http://example.org", "https://example.org"],
  [" @alice:Example.org. ", "example.org"],
])("the homeserver %j is understood as %s", (homeserver, name) => {
  const homeservers = [homeserver];
  expect(parsePageConfig({ homeserver, homeservers })).toMatchObject({
    config: { homeserver: name, homeservers: [name] },
  });
});
