import { expect, test, vi } from "vitest";
import { takeCallback } from "../../src/redirect/callback.js";

function take(address: string) {
  const href = `https://client.example.com/sign-up${address}`;
  const replaceState = vi.fn();
  const callback = takeCallback({ href }, { state: null, replaceState });
  const shown = replaceState.mock.calls.map(([, , url]) => (url as URL).href);
  return { href, callback, shown };
}

test.each([
  ["#state=mrk-s&code=c", ""],
  ["#state=mrk-s&code=c&iss=https://account.example.org", ""],
  ["?state=mrk-s&code=c", ""],
  ["?lang=de&state=mrk-s&code=c#part", "?lang=de#part"],
  ["?lang=de#error=access_denied&error_description=No&state=mrk-s", "?lang=de"],
  ["?state=mrk-s&error=access_denied&error_uri=https://evil.example", ""],
  ["?state=mrk-s&code=c#state=mrk-t&code=d", ""],
  // The app's own parameters stay.
  ["?state=open#state=mrk-s&code=c", "?state=open"],
  ["?sort=1&code=de&state=s&sso_return=1&loginToken=t", "?sort=1&code=de&state=s"],
  ["?error=none&sso_return=1&loginToken=t#part", "?error=none#part"],
])("%s leaves the address at once", (address, rest) => {
  const { href, callback, shown } = take(address);
  expect(shown).toEqual([`https://client.example.com/sign-up${rest}`]);
  expect(callback?.method).toBe(address.includes("sso_return") ? "sso" : "oauth");
  expect(callback?.take()).toBe(href);
});

test.each([
  "",
  "#",
  "?lang=de",
  "?code=123",
  "?state=ready",
  "#part",
  "#error=x",
  "?token=t",
  // The app signs in by OAuth 2.0 or single sign-on too.
  "?code=c&state=s",
  "#code=c&state=s",
  "?error=access_denied&state=s",
  "#error=access_denied&state=s&iss=https://account.example.org",
  "?loginToken=t",
  "?loginToken=t&state=mrk-s",
])("%s is no return, and stays", (address) => {
  expect(take(address)).toMatchObject({ callback: null, shown: [] });
});

test("a secret is given once, and is not visible", () => {
  const { callback } = take("#state=mrk-s&code=top-secret");
  expect(JSON.stringify(callback)).not.toContain("top-secret");
  expect(callback?.take()).toContain("top-secret");
  expect(callback?.take()).toBeNull();
});

test("on a server there is no return", () => {
  expect(typeof location).toBe("undefined");
  expect(takeCallback()).toBeNull();
});

test("without arguments it takes that of this page", () => {
  const replaceState = vi.fn();
  vi.stubGlobal("location", { href: "https://client.example.com/?sso_return=1&loginToken=t" });
  vi.stubGlobal("history", { state: null, replaceState });
  expect(takeCallback()).toMatchObject({ method: "sso" });
  expect(replaceState).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
