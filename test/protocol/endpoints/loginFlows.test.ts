import { describe, expect, it } from "vitest";
import { loginFlows } from "../../../src/protocol/endpoints/loginFlows.js";
import { rejection, server } from "../answers.js";

describe("the ways to log in", () => {
  it("are read with what they say about OAuth 2.0", async () => {
    const { options, asked } = server(200, {
      flows: [
        { type: "m.login.password" },
        { type: "m.login.sso", oauth_aware_preferred: true, identity_providers: [{ id: "x" }] },
        { type: "m.login.sso", "org.matrix.msc3824.delegated_oidc_compatibility": true },
        { type: "m.login.sso", oauth_aware_preferred: "yes" },
      ],
    });
    expect(await loginFlows(options)).toEqual([
      { type: "m.login.password", oauthAwarePreferred: false, identityProviders: [] },
      { type: "m.login.sso", oauthAwarePreferred: true, identityProviders: [] },
      { type: "m.login.sso", oauthAwarePreferred: true, identityProviders: [] },
      { type: "m.login.sso", oauthAwarePreferred: false, identityProviders: [] },
    ]);
    expect(asked()).toEqual([
      { method: "GET", url: "https://matrix.example.org/_matrix/client/v3/login" },
    ]);
  });

  it("name whom one can sign on with, as far as they can be offered", async () => {
    const good = {
      id: "oidc-github",
      name: "GitHub",
      icon: "mxc://example.org/a",
      brand: "github",
    };
    const { options } = server(200, {
      flows: [
        {
          type: "m.login.sso",
          identity_providers: [
            good,
            {
              id: "saml",
              name: "  A \u202eSchool\n",
              icon: "https://evil.example/a.png",
              brand: "X Y",
            },
            { id: "saml", name: "x".repeat(70), icon: 1, brand: null },
            { id: "..", name: "Up" },
            { id: ".", name: "Here" },
            { id: "a/b", name: "Elsewhere" },
            { id: "a?b", name: "Else" },
            { id: "", name: "None" },
            { id: "nameless" },
            { id: "nameless", name: "\u200b" },
            { name: "No ID" },
            null,
            "text",
          ],
        },
      ],
    });
    const [flow] = await loginFlows(options);
    expect(flow?.identityProviders).toEqual([
      good,
      { id: "saml", name: "A School", icon: undefined, brand: undefined },
      { id: "saml", name: `${"x".repeat(63)}…`, icon: undefined, brand: undefined },
    ]);
  });

  it("name a bounded number of providers", async () => {
    const identity_providers = Array(500).fill({ id: "x", name: "X" });
    const { options } = server(200, { flows: [{ type: "m.login.sso", identity_providers }] });
    expect((await loginFlows(options))[0]?.identityProviders).toHaveLength(32);
  });

  it("are 64 at most", async () => {
    const flows = Array(64).fill({ type: "m.login.password" });
    expect(await loginFlows(server(200, { flows }).options)).toHaveLength(64);
  });

  it.each(["Github", "git hub", "github\n", "", "x".repeat(65)])(
    "have no provider of the brand %j",
    async (brand) => {
      const identity_providers = [{ id: "x", name: "X", brand }];
      const { options } = server(200, { flows: [{ type: "m.login.sso", identity_providers }] });
      expect((await loginFlows(options))[0]?.identityProviders).toEqual([
        { id: "x", name: "X", icon: undefined, brand: undefined },
      ]);
    },
  );

  it("of another type have no providers", async () => {
    const { options } = server(200, { flows: [{ type: "m.login.password" }] });
    expect(await loginFlows(options)).toEqual([
      { type: "m.login.password", oauthAwarePreferred: false, identityProviders: [] },
    ]);
  });

  it("may be none", async () => {
    expect(await loginFlows(server(200, { flows: [] }).options)).toEqual([]);
  });

  it.each([
    {},
    { flows: null },
    { flows: {} },
    { flows: Array(65).fill({ type: "m.login.password" }) },
  ])("are not %j", async (body) => {
    expect(await rejection(loginFlows(server(200, body).options))).toMatchObject({
      reason: "malformed",
    });
  });

  it("are read without those that have no type", async () => {
    const flows = ["m.login.password", {}, { type: 1 }, null, { type: "m.login.sso" }];
    expect(await loginFlows(server(200, { flows }).options)).toMatchObject([
      { type: "m.login.sso" },
    ]);
  });

  it("are missing where there is OAuth 2.0 only", async () => {
    const { options } = server(404, { errcode: "M_UNRECOGNIZED" });
    expect(await rejection(loginFlows(options))).toMatchObject({ errcode: "M_UNRECOGNIZED" });
  });
});
