import { describe, expect, test } from "vitest";
import { expectAccount, expectRefusal, expectUia } from "./answer.js";
import { conformance } from "./conformance.js";
import { fallbackOf } from "./fallback.js";

const type = "m.login.recaptcha";
const flows = [[type, "m.login.dummy"]];
const params = { [type]: { public_key: "fake-site-key" } };
const password = "correct horse";
const refused = { errcode: "M_UNAUTHORIZED", error: "Captcha authentication failed" };

conformance("recaptcha", (homeserver) => {
  const begin = async (username: string) =>
    expectUia(await homeserver.register({ username, password }), { flows, params });
  const solve = (session: string, response?: unknown) =>
    homeserver.register({ auth: { type, session, response } });
  const finish = (session: string) =>
    homeserver.register({ auth: { type: "m.login.dummy", session } });

  describe("a captcha", () => {
    test("that is solved, and the dummy stage, make an account", async () => {
      const session = await begin("solved");
      expectUia(await solve(session, "good-solved"), { flows, params, completed: [type] });
      expectAccount(await finish(session), "@solved:localhost");
    });

    test("needs an answer", async () => {
      expectUia(await solve(await begin("without")), {
        flows,
        completed: [],
        errcode: "M_CAPTCHA_NEEDED",
        error: "Captcha response is required",
      });
    });

    test.each([["wrong"], [""], [5], [null]])("is not solved by %o", async (response) => {
      const answer = await solve(await begin("wrong"), response);
      expectUia(answer, { flows, params, completed: [], ...refused });
    });

    test("is solved by an answer once", async () => {
      const first = await begin("once");
      expectUia(await solve(first, "good-once"), { flows, completed: [type] });
      const again = await solve(await begin("twice"), "good-once");
      expectUia(again, { flows, completed: [], ...refused });
    });

    test("stays solved when a wrong answer follows", async () => {
      const session = await begin("stays");
      await solve(session, "good-stays");
      expectUia(await solve(session, "wrong"), { flows, completed: [type], ...refused });
      expectAccount(await finish(session), "@stays:localhost");
    });

    test("cannot be checked while its maker is down; the session goes on", async () => {
      const session = await begin("down");
      const answer = await homeserver.during("captchaDown", () => solve(session, "good-down"));
      expectRefusal(answer, 500, "M_UNKNOWN", "Internal server error");
      expectUia(await solve(session, "good-down"), { flows, completed: [type] });
    });
  });

  describe("the homeserver's own page", () => {
    const fallback = fallbackOf(homeserver, type);

    test("shows the captcha", async () => {
      const session = await begin("shown");
      const page = await fallback.show(session);
      expect(page).toMatchObject({ status: 200, title: "Authentication" });
      expect(page.html).toContain("https://www.recaptcha.net/recaptcha/api.js");
      expect(page.html).toMatch(/class="g-recaptcha"\s+data-sitekey="fake-site-key"/);
      expect(page.html).toContain('data-callback="captchaDone"');
      expect(fallback.formOf(page)).toEqual({
        id: "registrationForm",
        method: "post",
        action: `/_matrix/client/v3/auth/${type}/fallback/web`,
        session,
      });
    });

    test("takes its answer, and tells the window it came from", async () => {
      const session = await begin("page");
      const page = await fallback.submit({ session, "g-recaptcha-response": "good-page" });
      fallback.expectSuccess(page);
      const answer = await homeserver.register({ auth: { session } });
      expectUia(answer, { flows, params, completed: [type] });
      expectAccount(await finish(session), "@page:localhost");
    });

    test("says what went wrong, and can be tried again", async () => {
      const session = await begin("page.again");
      const page = await fallback.submit({ session, "g-recaptcha-response": "wrong" });
      expect(page).toMatchObject({ status: 200, title: "Authentication" });
      expect(fallback.errorOf(page)).toBe("Error: Captcha authentication failed");
      expect(fallback.formOf(page)?.session).toBe(session);
      fallback.expectSuccess(
        await fallback.submit({ session, "g-recaptcha-response": "good-page.again" }),
      );
    });

    test("needs an answer and a session", async () => {
      const session = await begin("page.without");
      const without = await fallback.post({ session });
      expectRefusal(without, 400, "M_UNKNOWN", "No captcha response supplied");
      const missing = await fallback.post({ "g-recaptcha-response": "good-nobody" });
      expectRefusal(missing, 400, "M_UNKNOWN", "No session supplied");
    });

    test("does not know a session that never began", async () => {
      const answer = await fallback.post({ session: "x", "g-recaptcha-response": "good-x" });
      expectRefusal(answer, 400, "M_UNKNOWN", "Unknown session ID: x");
    });

    test("fails while the captcha's checker is down", async () => {
      const session = await begin("page.down");
      const form = { session, "g-recaptcha-response": "good-page.down" };
      const answer = await homeserver.during("captchaDown", () => fallback.post(form));
      expectRefusal(answer, 500, "M_UNKNOWN", "Internal server error");
    });

    test.each(["r0", "v3", "unstable"])("is there under %s", async (version) => {
      const path = `/_matrix/client/${version}/auth/${type}/fallback/web`;
      expect((await homeserver.fetch(`${path}?session=x`)).status).toBe(200);
    });

    test("is there for no other method or version", async () => {
      const path = `/_matrix/client/v1/auth/${type}/fallback/web?session=x`;
      const text = "Unrecognized request";
      expectRefusal(await homeserver.get(path), 404, "M_UNRECOGNIZED", text);
      const put = await homeserver.fetch(path.replace("v1", "v3"), { method: "PUT" });
      expect(put.status).toBe(405);
    });
  });

  describe("there is no page of the homeserver's own", () => {
    test.each(["m.login.dummy", "m.login.email.identity", "m.login.msisdn", "toString"])(
      "for %s",
      async (other) => {
        const fallback = fallbackOf(homeserver, other);
        const text = "Unknown auth stage type";
        expectRefusal(await fallback.get("x"), 404, "M_UNKNOWN", text);
        expectRefusal(await fallback.post({ session: "x" }), 404, "M_UNKNOWN", text);
      },
    );

    test("without a session", async () => {
      const path = `/_matrix/client/v3/auth/${type}/fallback/web`;
      for (const query of ["", "?session="]) {
        const answer = await homeserver.get(path + query);
        expectRefusal(answer, 400, "M_UNKNOWN", "No session supplied");
      }
    });

    test("that does a stage this homeserver does not have", async () => {
      const fallback = fallbackOf(homeserver, "m.login.registration_token");
      const session = await begin("page.token");
      const page = await fallback.submit({ session, token: "x" });
      expect(fallback.errorOf(page)).toBe(
        "Error: Unknown UIA stage type: m.login.registration_token",
      );
    });
  });
});
