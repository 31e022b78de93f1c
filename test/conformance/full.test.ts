import { test } from "vitest";
import { expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

conformance("full", (homeserver) => {
  test("the last step is refused, with whom to ask, as often as it is tried", async () => {
    const account = { username: "ann", password: "correct horse" };
    const session = expectUia(await homeserver.register(account), { flows: [["m.login.dummy"]] });
    const auth = { type: "m.login.dummy", session };
    for (const body of [{ ...account, auth }, { auth: { session } }]) {
      expectRefusal(
        await homeserver.register(body),
        403,
        "M_RESOURCE_LIMIT_EXCEEDED",
        "Monthly Active User Limit Exceeded",
        { admin_contact: "mailto:admin@example.org", limit_type: "monthly_active_user" },
      );
    }
    // No account was made.
    expectUia(await homeserver.register(account), {});
  });
});
