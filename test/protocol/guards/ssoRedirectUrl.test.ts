import { describe, expect, it } from "vitest";
import { isMediaUri, mediaUrl } from "../../../src/protocol/guards/mediaUrl.js";
import { ssoRedirectUrl } from "../../../src/protocol/guards/ssoRedirectUrl.js";

const base = "https://matrix.example.org/at/";

describe("where to sign on", () => {
  it("is the homeserver's redirect, which is told that an account is wanted", () => {
    expect(ssoRedirectUrl(base, "https://a.b/?x=1&y=2", "oidc-github")).toBe(
      "https://matrix.example.org/at/_matrix/client/v3/login/sso/redirect/oidc-github" +
        "?redirectUrl=https%3A%2F%2Fa.b%2F%3Fx%3D1%26y%3D2&action=register",
    );
    expect(ssoRedirectUrl(base, "https://a.b/", undefined)).toBe(
      "https://matrix.example.org/at/_matrix/client/v3/login/sso/redirect" +
        "?redirectUrl=https%3A%2F%2Fa.b%2F&action=register",
    );
  });
});

describe("a picture of the homeserver", () => {
  it("is fetched as a square", () => {
    expect(mediaUrl(base, "mxc://example.org:8448/Ab_1-", 48)).toBe(
      "https://matrix.example.org/at/_matrix/media/v3/thumbnail/example.org%3A8448/Ab_1-" +
        "?width=48&height=48&method=crop",
    );
  });

  it.each([
    "",
    "https://example.org/x",
    "mxc://",
    "mxc://example.org",
    "mxc://example.org/",
    "mxc://example.org/a/b",
    "mxc://example.org/..",
    "mxc://example.org/a?b",
    "mxc://exa mple.org/a",
    "mxc://user@example.org/a",
    " mxc://example.org/a",
    "mxc://example.org/a\n",
    "MXC://example.org/a",
    "javascript:alert(1)//mxc://example.org/a",
  ])("is not at %j", (uri) => {
    expect(isMediaUri(uri)).toBe(false);
    expect(mediaUrl(base, uri, 48)).toBeUndefined();
  });
});
