import { expect, test } from "vitest";
import { expectRefusal } from "./answer.js";
import { conformance } from "./conformance.js";

const text = "Registration has been disabled";

conformance("closed", (homeserver) => {
  test.each([
    ["an empty body", {}],
    ["an account", { username: "ann", password: "correct horse" }],
    ["an impossible username", { username: "Not a name!" }],
    ["an impossible password", { username: "ann", password: 5 }],
    ["a session that nobody began", { auth: { session: "none" } }],
  ])("registration is refused: %s", async (_, body) => {
    expectRefusal(await homeserver.register(body), 403, "M_FORBIDDEN", text);
  });

  test.each([
    ["no JSON object", [], 400, "M_BAD_JSON", "Content must be a JSON object."],
    ["a username of a wrong type", { username: 5 }, 400, "M_UNKNOWN", "Invalid username"],
  ])("a broken request is told as such: %s", async (_, body, status, errcode, error) => {
    expectRefusal(await homeserver.register(body), status, errcode, error);
  });

  test("guests are refused", async () => {
    const answer = await homeserver.register({}, "/_matrix/client/v3/register?kind=guest");
    expectRefusal(answer, 403, "M_UNKNOWN", "Guest access is disabled");
  });

  test("no mail is sent, whatever is asked", async () => {
    const path = "/_matrix/client/v3/register/email/requestToken";
    const closed = "Registration is disabled on this homeserver";
    expectRefusal(await homeserver.post(path, {}), 403, "M_FORBIDDEN", closed);
    const request = { client_secret: "secret", email: "ann@example.org", send_attempt: 1 };
    expectRefusal(await homeserver.post(path, request), 403, "M_FORBIDDEN", closed);
    expect(homeserver.mailsTo("ann@example.org")).toEqual([]);
  });

  test.each([
    "/_matrix/client/v3/register/available?username=ann",
    "/_matrix/client/v3/register/available?username=Not%20a%20name",
    "/_matrix/client/v3/register/available",
    "/_matrix/client/v1/register/m.login.registration_token/validity?token=abc",
    "/_matrix/client/v1/register/m.login.registration_token/validity",
  ])("nothing is told: %s", async (path) => {
    expectRefusal(await homeserver.get(path), 403, "M_FORBIDDEN", text);
  });
});
