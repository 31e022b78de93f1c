import { expect, test } from "vitest";
import { takeCallback } from "../../../src/redirect/callback.js";

function at(href: string) {
  const addresses: string[] = [];
  const history = {
    state: null,
    replaceState: (_state: unknown, _title: string, url?: string | URL | null) => {
      addresses.push(String(url));
    },
  };
  return { callback: takeCallback({ href }, history), addresses };
}

test("a login token leaves the address first of all, and is told once", () => {
  const href = "https://app.example.org/?lang=de&sso_return=1&loginToken=syl_1#here";
  const { callback, addresses } = at(href);
  expect(addresses).toEqual(["https://app.example.org/?lang=de#here"]);
  expect(callback?.method).toBe("sso");
  expect(JSON.stringify(callback)).not.toContain("syl_1");
  expect(callback?.take()).toBe(href);
  expect(callback?.take()).toBeNull();
});

test.each(["?sso_return=1", "?sso_return=1&loginToken="])(
  "%s is a return from a sign-on",
  (query) => {
    expect(at(`https://app.example.org/${query}`)).toMatchObject({
      callback: { method: "sso" },
      addresses: ["https://app.example.org/"],
    });
  },
);

test.each(["", "?token=x", "?loginToken=x", "?lang=de#loginToken=x"])("%j is no return", (rest) => {
  expect(at(`https://app.example.org/${rest}`)).toEqual({ callback: null, addresses: [] });
});
