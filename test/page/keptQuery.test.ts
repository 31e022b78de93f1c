// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { keepQuery, restoreQuery } from "../../src/page/keptQuery.js";

afterEach(() => {
  sessionStorage.clear();
  vi.restoreAllMocks();
});

/** What the address says after coming back to it. */
function restored(href: string): string {
  const replaceState = vi.fn<History["replaceState"]>();
  restoreQuery({ href }, { state: null, replaceState });
  return String(replaceState.mock.lastCall?.[2]);
}

test("the language is found again, and nothing else of the address", () => {
  keepQuery({ search: "?lang=de&username=alice&token=secret&homeserver=one.example" });
  expect(JSON.stringify(sessionStorage)).not.toMatch(/alice|secret|one\.example/);
  expect(restored("https://join.example.org/")).toBe("https://join.example.org/?lang=de");
});

test("the address's own query counts", () => {
  keepQuery({ search: "?lang=de" });
  expect(restored("https://join.example.org/?lang=fr")).toBe("https://join.example.org/?lang=fr");
});

test("a page without a language has none afterwards", () => {
  keepQuery({ search: "?lang=de" });
  keepQuery({ search: "" });
  expect(restored("https://join.example.org/")).toBe("https://join.example.org/");
});

test("a storage that is forbidden is no matter", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("Forbidden", "SecurityError");
  });
  vi.spyOn(Storage.prototype, "getItem").mockImplementation(() => {
    throw new DOMException("Forbidden", "SecurityError");
  });
  keepQuery({ search: "?lang=de" });
  expect(restored("https://join.example.org/")).toBe("https://join.example.org/");
});
