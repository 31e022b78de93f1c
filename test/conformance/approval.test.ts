import { expect, test } from "vitest";
import { expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const errcode = "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL";
const medium = { approval_notice_medium: "org.matrix.msc3866.none" };
const password = "correct horse";
const auth = { type: "m.login.dummy" };

conformance("approval", (homeserver) => {
  const text = "This account needs to be approved by an administrator before it can be used.";

  test("the account is made and waits; asked again, the answer has no session in it", async () => {
    const account = { username: "waiting", password };
    const session = expectUia(await homeserver.register(account), {
      flows: [["m.login.dummy"]],
    });
    const finishing = { ...account, auth: { ...auth, session } };
    expectRefusal(await homeserver.register(finishing), 403, errcode, text, medium);
    const again = await homeserver.register(finishing);
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ user_id: "@waiting:localhost", home_server: "localhost" });
    const other = await homeserver.register(account);
    expectRefusal(other, 400, "M_USER_IN_USE", "User ID already taken.");
  });

  test("an account cannot log in before the approval", async () => {
    const made = await homeserver.register({ username: "approved", password, auth });
    expectRefusal(made, 403, errcode, text, medium);
    expectRefusal(
      await homeserver.logIn("approved", password),
      403,
      errcode,
      "This account is pending approval by a server administrator.",
      medium,
    );
    await homeserver.approve("@approved:localhost");
    expect(await homeserver.logIn("approved", password)).toMatchObject({ status: 200 });
  });
});
