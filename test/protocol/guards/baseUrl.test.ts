import { describe, expect, it } from "vitest";
import { endpoint } from "../../../src/protocol/guards/baseUrl.js";

describe("endpoint", () => {
  it.each([
    ["https://example.org", "https://example.org/_matrix/x"],
    ["https://example.org/", "https://example.org/_matrix/x"],
    ["https://example.org//", "https://example.org/_matrix/x"],
    ["https://example.org/path", "https://example.org/path/_matrix/x"],
    ["https://example.org/a/b/", "https://example.org/a/b/_matrix/x"],
    ["https://example.org/@a", "https://example.org/@a/_matrix/x"],
    ["https://example.org:8448", "https://example.org:8448/_matrix/x"],
    ["https://example.org:443", "https://example.org/_matrix/x"],
    ["HTTPS://EXAMPLE.org", "https://example.org/_matrix/x"],
    ["http://127.0.0.1:8008", "http://127.0.0.1:8008/_matrix/x"],
    ["https://[::1]:8448", "https://[::1]:8448/_matrix/x"],
  ])("puts a path below %s", (baseUrl, url) => {
    expect(endpoint(baseUrl, "/_matrix/x")).toBe(url);
  });

  it("encodes the query, so that a value cannot add another", () => {
    const url = endpoint("https://example.org", "/x", { name: "a&b=c#d e/é", "k&": "?" });
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      name: "a&b=c#d e/é",
      "k&": "?",
    });
    expect(new URL(url).hash).toBe("");
  });

  it("gives the same text for the same arguments", () => {
    const url = () => endpoint("https://example.org/", "/x", { kind: "guest" });
    expect(url()).toBe("https://example.org/x?kind=guest");
    expect(url()).toBe(url());
  });

  it("takes half a character without failing", () => {
    expect(endpoint("https://example.org", "/x", { name: "\ud800" })).toBe(
      "https://example.org/x?name=%EF%BF%BD",
    );
  });

  it.each([
    "",
    "example.org",
    "//example.org",
    "ftp://example.org",
    "javascript:alert(1)",
    "https://",
    "https://user:secret@example.org",
    "https://example.org?secret=1",
    "https://example.org#secret",
    "https://example.org\\secret",
    "https://exa mple.org",
    "https://example.org:99999",
    " https://example.org",
    "xhttps://example.org",
    "https://example.org/ ",
  ])("refuses the base URL %j, without quoting it", (baseUrl) => {
    expect(() => endpoint(baseUrl, "/x")).toThrow(TypeError);
    expect(() => endpoint(baseUrl, "/x")).not.toThrow(/secret/);
  });

  it("takes a path with slashes before it, and leaves those within", () => {
    expect(endpoint("https://example.org", "//a//b")).toBe("https://example.org/a//b");
  });

  it("says what is wrong with a base URL", () => {
    expect(() => endpoint("https://", "/x")).toThrow(/base URL is not usable/);
  });
});
