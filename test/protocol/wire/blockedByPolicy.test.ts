import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

type Policy = typeof import("../../../src/protocol/wire/blockedByPolicy.js");
let policy: Policy;
let page: EventTarget & { added: number };
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.resetModules();
  policy = await import("../../../src/protocol/wire/blockedByPolicy.js");
  const target = new EventTarget();
  page = Object.assign(target, { added: 0 });
  const add = target.addEventListener.bind(target);
  page.addEventListener = (...given: Parameters<typeof add>) => {
    page.added += 1;
    add(...given);
  };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const url = "https://matrix.example.org/_matrix/client/v3/register";
const report = (effectiveDirective: string, blockedURI: string) => {
  const event = new Event("securitypolicyviolation");
  page.dispatchEvent(Object.assign(event, { effectiveDirective, blockedURI }));
};
/** Whether it is blocked, and the time that the answer took. */
async function isBlocked(asked = url) {
  const found = policy.isBlockedByPolicy(asked);
  await vi.advanceTimersByTimeAsync(49);
  const isKnown = vi.getTimerCount() === 0;
  await vi.advanceTimersByTimeAsync(1);
  return { blocked: await found, isKnown };
}

describe("on a page with a policy", () => {
  beforeEach(() => {
    vi.stubGlobal("document", page);
    policy.watchPolicy();
    policy.watchPolicy();
  });

  it("a report that comes later is waited for, once", async () => {
    expect(page.added).toBe(1);
    expect(await isBlocked()).toEqual({ blocked: false, isKnown: false });
    setTimeout(() => report("connect-src", "https://matrix.example.org/other"), 40);
    expect(await isBlocked()).toEqual({ blocked: true, isKnown: false });
    expect(await isBlocked()).toEqual({ blocked: true, isKnown: true });
  });

  it("another origin is blocked by itself", async () => {
    report("connect-src", "https://other.example.org/");
    expect(await isBlocked()).toMatchObject({ blocked: false });
  });

  it("a picture that is blocked says nothing of requests", async () => {
    report("img-src", url);
    expect(await isBlocked()).toMatchObject({ blocked: false });
  });

  it("a report may be about no address", async () => {
    report("connect-src", "inline");
    expect(await isBlocked()).toMatchObject({ blocked: false });
    expect(await isBlocked("inline")).toMatchObject({ blocked: true });
  });
});

it("where there is no page nothing is blocked, and nothing waited for", async () => {
  policy.watchPolicy();
  expect(await isBlocked()).toEqual({ blocked: false, isKnown: true });
});
