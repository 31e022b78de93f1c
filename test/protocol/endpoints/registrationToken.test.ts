import { describe, expect, it } from "vitest";
import { registrationTokenValid } from "../../../src/protocol/endpoints/registrationToken.js";
import { rejection, server } from "../answers.js";

describe("whether a registration token is valid", () => {
  it.each([true, false])("may be %s", async (valid) => {
    const { options, asked } = server(200, { valid });
    expect(await registrationTokenValid("a.B~c", options)).toBe(valid);
    const [request] = asked();
    const url = new URL(request?.url ?? "");
    expect(request?.method).toBe("GET");
    expect(url.pathname).toBe("/_matrix/client/v1/register/m.login.registration_token/validity");
    expect(Object.fromEntries(url.searchParams)).toEqual({ token: "a.B~c" });
  });

  it("is not told when registration is closed", async () => {
    const { options } = server(403, { errcode: "M_FORBIDDEN" });
    expect(await rejection(registrationTokenValid("abc", options))).toMatchObject({ status: 403 });
  });

  it.each([{}, { valid: "true" }, { valid: null }])("is not known from %j", async (body) => {
    const { options } = server(200, body);
    expect(await rejection(registrationTokenValid("abc", options))).toMatchObject({
      reason: "malformed",
    });
  });
});
