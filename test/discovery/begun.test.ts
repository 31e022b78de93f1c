import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beginDiscovery, foundDiscovery, takeDiscovery } from "../../src/discovery/begun.js";
import { createFakeHomeserver } from "../../src/testing/index.js";

const homeserver = createFakeHomeserver();
const input = { baseUrl: homeserver.baseUrl, serverName: homeserver.serverName };

beforeEach(() => {
  vi.stubGlobal("fetch", homeserver.fetch);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a discovery that was begun is taken over once", async () => {
  const before = homeserver.requests.length;
  beginDiscovery(input, { trust: "listed" });
  const discovery = takeDiscovery({ ...input }, { trust: "listed" });
  expect(await discovery).toMatchObject({ status: "found" });
  expect(homeserver.requests.slice(before).map(({ uri }) => uri.replace(/.*\//, ""))).toEqual([
    "login",
    "auth_metadata",
    "register",
  ]);
  expect(takeDiscovery(input, { trust: "listed" })).toBeUndefined();
});

test.each([
  ["name", { ...input, serverName: "other.example" }, { trust: "listed" }],
  ["address", homeserver.baseUrl, { trust: "listed" }],
  ["trust", input, { trust: "own" }],
  ["issuers", input, { trust: "listed", issuers: [] }],
  ["methods", input, { trust: "listed", methods: ["uia"] }],
  ["fetch", input, { trust: "listed", fetch: homeserver.fetch }],
] as const)("none is taken with another %s", async (_, asked, options) => {
  beginDiscovery(input, { trust: "listed" });
  expect(takeDiscovery(asked, options)).toBeUndefined();
  await takeDiscovery(input, { trust: "listed" });
});

test("a discovery can be read as soon as it has found something", async () => {
  beginDiscovery(input, { trust: "listed" });
  expect(foundDiscovery(input, { trust: "listed" })).toBeUndefined();
  await vi.waitFor(() => {
    expect(foundDiscovery({ ...input }, { trust: "listed" })).toMatchObject({ status: "found" });
  });
  expect(foundDiscovery(input, { trust: "own" })).toBeUndefined();

  await takeDiscovery(input, { trust: "listed" });
  expect(foundDiscovery(input, { trust: "listed" })).toBeUndefined();
});
