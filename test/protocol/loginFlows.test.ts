// @vitest-environment node
import { describe, expect, it } from "vitest";
import { loginFlows } from "../../src/protocol/loginFlows.js";
import { rejection, server } from "./answers.js";

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

  it("may be none", async () => {
    expect(await loginFlows(server(200, { flows: [] }).options)).toEqual([]);
  });

  it.each([
    {},
    { flows: null },
    { flows: {} },
    { flows: ["m.login.password"] },
    { flows: [{}] },
    { flows: [{ type: 1 }] },
    { flows: Array(65).fill({ type: "m.login.password" }) },
  ])("are not %j", async (body) => {
    expect(await rejection(loginFlows(server(200, body).options))).toMatchObject({
      reason: "unreadable",
    });
  });

  it("are missing where there is OAuth 2.0 only", async () => {
    const { options } = server(404, { errcode: "M_UNRECOGNIZED" });
    expect(await rejection(loginFlows(options))).toMatchObject({ errcode: "M_UNRECOGNIZED" });
  });
});
