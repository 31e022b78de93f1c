import { describe, expect, it } from "vitest";
import { usernameAvailable } from "../../../src/protocol/endpoints/usernameAvailability.js";
import { rejection, server } from "../answers.js";

describe("whether a username is free", () => {
  it("is asked with the name encoded", async () => {
    const { options, asked } = server(200, { available: true });
    expect(await usernameAvailable("a/b+c=d&e", options)).toBe(true);
    expect(asked()).toEqual([
      {
        method: "GET",
        url: "https://matrix.example.org/_matrix/client/v3/register/available?username=a%2Fb%2Bc%3Dd%26e",
      },
    ]);
  });

  it("may be no", async () => {
    expect(await usernameAvailable("alice", server(200, { available: false }).options)).toBe(false);
  });

  it.each(["M_USER_IN_USE", "M_INVALID_USERNAME", "M_EXCLUSIVE"])(
    "is refused with %s",
    async (errcode) => {
      const { options } = server(400, { errcode });
      expect(await rejection(usernameAvailable("alice", options))).toMatchObject({
        status: 400,
        errcode,
      });
    },
  );

  it.each([{}, { available: "true" }, { available: 1 }, { available: null }])(
    "is not known from %j",
    async (body) => {
      const { options } = server(200, body);
      expect(await rejection(usernameAvailable("alice", options))).toMatchObject({
        reason: "malformed",
      });
    },
  );
});
