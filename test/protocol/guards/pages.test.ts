import { expect, test } from "vitest";
import { fallbackUrl } from "../../../src/protocol/guards/fallbackUrl.js";
import { isMediaUri, mediaUrl } from "../../../src/protocol/guards/mediaUrl.js";

const baseUrl = "https://hs.test";

test("the homeserver's own page for a stage has the session, encoded", () => {
  expect(fallbackUrl(baseUrl, "org.example/quiz", "a&b")).toBe(
    "https://hs.test/_matrix/client/v3/auth/org.example%2Fquiz/fallback/web?session=a%26b",
  );
});

test("a picture is fetched as a square, without signing in", () => {
  expect(mediaUrl(baseUrl, "mxc://example.org:8448/abc_-1", 32)).toBe(
    "https://hs.test/_matrix/media/v3/thumbnail/example.org%3A8448/abc_-1?width=32&height=32&method=crop",
  );
});

test.each([
  "",
  "mxc://",
  "mxc://example.org",
  "mxc://example.org/",
  "mxc:///abc",
  "https://example.org/abc",
  "to mxc://example.org/abc",
  "mxc://example.org/abc/def",
  "mxc://example.org/a?b",
  `mxc://example.org/${"a".repeat(256)}`,
])("%j names no picture", (uri) => {
  expect(isMediaUri(uri)).toBe(false);
  expect(mediaUrl(baseUrl, uri, 32)).toBeUndefined();
});
