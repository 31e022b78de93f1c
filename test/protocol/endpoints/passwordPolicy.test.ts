import { describe, expect, it } from "vitest";
import { passwordPolicy } from "../../../src/protocol/endpoints/passwordPolicy.js";
import { rejection, server } from "../answers.js";

describe("the password policy", () => {
  it("is read from its own endpoint", async () => {
    const { options, asked } = server(200, {
      "m.minimum_length": 10,
      "m.require_digit": true,
      "m.require_symbol": true,
      "m.require_lowercase": true,
      "m.require_uppercase": true,
    });
    expect(await passwordPolicy(options)).toEqual({
      minimumLength: 10,
      requireDigit: true,
      requireSymbol: true,
      requireLowercase: true,
      requireUppercase: true,
    });
    expect(asked()).toEqual([
      { method: "GET", url: "https://matrix.example.org/_matrix/client/v3/password_policy" },
    ]);
  });

  it.each([
    [{}, {}],
    [{ "m.minimum_length": 8, "m.require_digit": false }, { minimumLength: 8 }],
    [{ "m.minimum_length": 0 }, {}],
    [{ "m.minimum_length": -8 }, {}],
    [{ "m.minimum_length": 8.5 }, {}],
    [{ "m.minimum_length": 513 }, {}],
    [{ "m.minimum_length": "8", "m.require_digit": true }, { requireDigit: true }],
    [{ "m.minimum_length": null, "m.require_digit": null }, {}],
    [{ "m.require_digit": "true", "m.require_symbol": 1 }, {}],
    [{ minimumLength: 8 }, {}],
  ])("of %j wants %j", async (body, policy) => {
    expect(await passwordPolicy(server(200, body).options)).toStrictEqual(policy);
  });

  it("is missing on most homeservers", async () => {
    const { options } = server(404, { errcode: "M_UNRECOGNIZED" });
    expect(await rejection(passwordPolicy(options))).toMatchObject({ status: 404 });
  });
});
