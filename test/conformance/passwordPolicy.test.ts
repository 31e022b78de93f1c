import { expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const good = "Abcdefg-12";
const tooShort = ["M_PASSWORD_TOO_SHORT", "The password must be at least 10 characters long"];
const noDigit = ["M_PASSWORD_NO_DIGIT", "The password must include at least one digit"];
const noSymbol = ["M_PASSWORD_NO_SYMBOL", "The password must include at least one symbol"];
const noUpper = [
  "M_PASSWORD_NO_UPPERCASE",
  "The password must include at least one uppercase letter",
];
const noLower = [
  "M_PASSWORD_NO_LOWERCASE",
  "The password must include at least one lowercase letter",
];

const refused: [password: string, refusal: string[]][] = [
  ["Abcde-123", tooShort],
  ["Abcdefg-hi", noDigit],
  ["Abcdefgh12", noSymbol],
  ["abcdefg-12", noUpper],
  ["ABCDEFG-12", noLower],
  // More than one rule broken: the first in Synapse's order is told.
  ["a", tooShort],
  ["aaaaaaaaaa", noDigit],
  ["aaaaaaaaa1", noSymbol],
  ["1234567890-", noUpper],
];

conformance("passwordPolicy", (homeserver) => {
  test("the rules are told", async () => {
    const { status, body } = await homeserver.get("/_matrix/client/v3/password_policy");
    expect(status).toBe(200);
    expect(body).toEqual({
      "m.minimum_length": 10,
      "m.require_digit": true,
      "m.require_symbol": true,
      "m.require_lowercase": true,
      "m.require_uppercase": true,
    });
  });

  test.each(refused)("refused in the first request: %s", async (password, refusal) => {
    const answer = await homeserver.register({ username: "ann", password });
    const [errcode = "", error = ""] = refusal;
    expectRefusal(answer, 400, errcode, error);
  });

  test("refused in the finishing request; the session stays", async () => {
    const session = expectUia(await homeserver.register({ username: "late", password: good }), {});
    const auth = { type: "m.login.dummy", session };
    const [errcode = "", error = ""] = noDigit;
    expectRefusal(
      await homeserver.register({ username: "late", password: "Abcdefg-hi", auth }),
      400,
      errcode,
      error,
    );
    const answer = await homeserver.register({ username: "late", password: good, auth });
    expectAccount(answer, "@late:localhost");
  });

  test.each([
    ["space", "Abcdefg 12"],
    ["letter", "Abcdefgé12"],
  ])("anything but a-z, A-Z and 0-9 is a symbol: a %s", async (kind, password) => {
    const answer = await homeserver.register({
      username: kind,
      password,
      auth: { type: "m.login.dummy" },
    });
    expectAccount(answer, `@${kind}:localhost`);
  });

  test("no password is no refusal yet", async () => {
    expectUia(await homeserver.register({ username: "ann" }), {});
  });
});
