import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";
import type { Homeserver } from "./homeserver.js";

const password = "correct horse";
const auth = { type: "m.login.dummy" };

const characters = "User ID can only contain characters a-z, 0-9, or '=_-./+'";
const taken = "User ID already taken.";

conformance("open", (homeserver) => {
  describe("a username", () => {
    test.each(["q", "3", ".", "_", "=", "-", "/", "+"])("may contain %s", async (character) => {
      const username = `with${character}inside`;
      const answer = await homeserver.register({ username, password, auth });
      expectAccount(answer, `@${username}:localhost`);
    });

    test.each(Array.from("!\":?\\@[]{|}£é '\n"))("may not contain %j", async (character) => {
      const answer = await homeserver.register({ username: `a${character}b`, password });
      expectRefusal(answer, 400, "M_INVALID_USERNAME", characters);
    });

    test.each([
      ["empty", "", "User ID cannot be empty"],
      ["with an underscore first", "_x", "User ID may not begin with _"],
      ["a number", "12345", "Numeric user IDs are reserved for guest users."],
      ["too long", "x".repeat(245), "User ID may not be longer than 255 characters"],
    ])("may not be %s", async (_, username, text) => {
      const answer = await homeserver.register({ username, password });
      expectRefusal(answer, 400, "M_INVALID_USERNAME", text);
    });

    test("may fill the user ID up to 255 characters", async () => {
      const username = "x".repeat(244);
      const answer = await homeserver.register({ username, password, auth });
      expectAccount(answer, `@${username}:localhost`);
    });

    test.each([
      ["over 512 characters", "x".repeat(513)],
      ["a JSON number", 5],
      ["null", null],
    ])("may not be %s", async (_, username) => {
      const answer = await homeserver.register({ username, password });
      expectRefusal(answer, 400, "M_UNKNOWN", "Invalid username");
    });

    test("is made lower case by more than ASCII rules", async () => {
      const answer = await homeserver.register({ username: "\u212Aelvin", password, auth });
      expectAccount(answer, "@kelvin:localhost");
    });

    test("that is taken is refused before any stage, in any case", async () => {
      await homeserver.register({ username: "taken", password, auth });
      for (const username of ["taken", "TAKEN"]) {
        const answer = await homeserver.register({ username, password });
        expectRefusal(answer, 400, "M_USER_IN_USE", taken);
      }
    });
  });

  test.each(["reserved.name", "reserved.sender", "RESERVED.NAME"])(
    "a username may be reserved: %s",
    async (username) => {
      const text = "This user ID is reserved by an application service.";
      const answer = await homeserver.register({ username, password });
      expectRefusal(answer, 400, "M_EXCLUSIVE", text);
      const asked = await available(homeserver, username.toLowerCase());
      expectRefusal(asked, 400, "M_EXCLUSIVE", text);
    },
  );

  describe("availability", () => {
    test("free", async () => {
      const { status, body } = await available(homeserver, "free");
      expect({ status, body }).toEqual({ status: 200, body: { available: true } });
    });

    test("taken", async () => {
      await homeserver.register({ username: "occupied", password, auth });
      const answer = await available(homeserver, "occupied");
      expectRefusal(answer, 400, "M_USER_IN_USE", taken);
    });

    test("not to be had", async () => {
      const answer = await available(homeserver, "_x");
      expectRefusal(answer, 400, "M_INVALID_USERNAME", "User ID may not begin with _");
    });

    test("does not know upper case", async () => {
      const answer = await available(homeserver, "ALICE");
      expectRefusal(answer, 400, "M_INVALID_USERNAME", characters);
    });

    test("wants a name", async () => {
      const answer = await homeserver.get("/_matrix/client/v3/register/available");
      const text = "Missing string query parameter 'username'";
      expectRefusal(answer, 400, "M_MISSING_PARAM", text);
    });

    test("refuses some of six questions at once", async () => {
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, i) => available(homeserver, `at.once.${i}`)),
      );
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(6 - refused.length);
      expect(refused.length).toBeGreaterThanOrEqual(3);
      for (const answer of refused) {
        expectRefusal(answer, 429, "M_LIMIT_EXCEEDED", "Too Many Requests", {
          retry_after_ms: 2000,
        });
      }
    });
  });
});

conformance("namesHidden", (homeserver) => {
  test.each(["free", "hidden", "not valid"])("%s is said to be available", async (username) => {
    await homeserver.register({ username: "hidden", password, auth });
    const { status, body } = await available(homeserver, username);
    expect({ status, body }).toEqual({ status: 200, body: { available: true } });
  });

  test("a taken name is refused in the end; another goes in the same session", async () => {
    await homeserver.register({ username: "occupied", password, auth });
    const account = { username: "occupied", password };
    const session = expectUia(await homeserver.register(account), {});
    const finishing = { ...account, auth: { ...auth, session } };
    expectRefusal(await homeserver.register(finishing), 400, "M_USER_IN_USE", taken);
    const other = { ...finishing, username: "unoccupied" };
    expectAccount(await homeserver.register(other), "@unoccupied:localhost");
  });

  test("an impossible name is refused at once", async () => {
    const answer = await homeserver.register({ username: "not valid", password });
    expectRefusal(answer, 400, "M_INVALID_USERNAME", characters);
  });
});

function available(homeserver: Homeserver, username: string) {
  const query = new URLSearchParams({ username });
  return homeserver.get(`/_matrix/client/v3/register/available?${query.toString()}`);
}
