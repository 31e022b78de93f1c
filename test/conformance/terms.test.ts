import { expect, test } from "vitest";
import { expectAccount, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";

const flows = [["m.login.terms", "m.login.dummy"]];
const password = "correct horse";

conformance("terms", (homeserver) => {
  const begin = async (username: string) =>
    expectUia(await homeserver.register({ username, password }), { flows, params: params() });
  const complete = (session: string, type: string) =>
    homeserver.register({ auth: { type, session } });

  const policyUrl = () => `${homeserver.baseUrl()}/_matrix/consent?v=1.0`;
  const params = () => ({
    "m.login.terms": {
      policies: {
        privacy_policy: { version: "1.0", en: { name: "Privacy Policy", url: policyUrl() } },
      },
    },
  });

  test("the policy is told and can be read", async () => {
    await begin("reading");
    const response = await homeserver.fetch("/_matrix/consent?v=1.0");
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect(response.headers.get("X-Frame-Options")).toBe("DENY");
    expect(await response.text()).toContain("Privacy Policy");
  });

  test("accepting takes nothing but the type and the session", async () => {
    const session = await begin("accepting");
    const accepted = await complete(session, "m.login.terms");
    expectUia(accepted, { flows, params: params(), completed: ["m.login.terms"] });
    expectAccount(await complete(session, "m.login.dummy"), "@accepting:localhost");
  });

  test("may be accepted last", async () => {
    const session = await begin("last");
    const first = await complete(session, "m.login.dummy");
    expectUia(first, { flows, completed: ["m.login.dummy"] });
    expectAccount(await complete(session, "m.login.terms"), "@last:localhost");
  });

  test("may be accepted in the first request", async () => {
    const auth = { type: "m.login.terms" };
    const answer = await homeserver.register({ username: "first", password, auth });
    const session = expectUia(answer, { flows, completed: ["m.login.terms"] });
    expectAccount(await complete(session, "m.login.dummy"), "@first:localhost");
  });
});
