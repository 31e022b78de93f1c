import { afterEach, describe, expect, test, vi } from "vitest";
import { finishOAuth } from "../../src/redirect/oauth/finishOAuth.js";
import { keepOrigin, takeOrigin } from "../../src/redirect/origin.js";
import { beginSso } from "../../src/redirect/sso/beginSso.js";
import { finishSso } from "../../src/redirect/sso/finishSso.js";
import { sweepTransactions } from "../../src/redirect/transactions.js";
import { tabStorage } from "../../src/uia/browser/tabStorage.js";
import { createRegistration } from "../../src/uia/run/createRegistration.js";
import { memoryStorage } from "./memoryStorage.js";
import { begin, codeOf, homeserver, redirectUri, servers } from "./oauth/servers.js";

const refuse = () => {
  throw new DOMException("Forbidden", "SecurityError");
};
const refusing = { getItem: refuse, setItem: refuse, removeItem: refuse, key: refuse, length: 1 };

/** The tab storages of browsers that keep nothing. */
const storages: readonly (readonly [string, PropertyDescriptor])[] = [
  ["null", { value: null }],
  ["undefined", { value: undefined }],
  ["forbidden", { get: refuse }],
  ["refusing everything", { value: refusing }],
  ["full", { value: { ...memoryStorage(), length: 0, setItem: refuse } }],
];

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(globalThis, "sessionStorage");
});

describe.each(storages)("a tab storage that is %s", (_, descriptor) => {
  const useIt = () =>
    Object.defineProperty(globalThis, "sessionStorage", { ...descriptor, configurable: true });

  test("stops a redirect before anything is sent", async () => {
    useIt();
    const both = servers();
    expect(await codeOf(begin(both))).toBe("noStorage");
    // That nothing can be kept in it shows only later.
    if (tabStorage() === null) expect(both.requests).toEqual([]);
    const options = { homeserver, redirectUrl: redirectUri, trust: "listed" } as const;
    expect(await codeOf((async () => beginSso(options))())).toBe("noStorage");
  });

  test("knows no return", async () => {
    useIt();
    const { fetch, requests } = servers();
    const state = `mrk-${"A".repeat(43)}`;
    const oauth = finishOAuth(`${redirectUri}#state=${state}&code=c`, { fetch });
    expect(await codeOf(oauth)).toBe("lostState");
    const sso = finishSso(`${redirectUri}?sso_return=${"0".repeat(32)}&loginToken=t`, { fetch });
    expect(await codeOf(sso)).toBe("lostState");
    expect(requests).toEqual([]);
  });

  test("breaks nothing else", () => {
    useIt();
    expect(() => sweepTransactions(0)).not.toThrow();
    expect(() => keepOrigin({ homeserver })).not.toThrow();
    expect(takeOrigin()).toBeNull();
    const registration = createRegistration({ homeserver, resume: true });
    expect(() => registration.keep({ username: "alice" })).not.toThrow();
    registration.dispose();
  });
});
