import { describe, expect, test } from "vitest";
import { expectRefusal, expectUia, readAnswer } from "./answer.js";
import { conformance } from "./conformance.js";

const path = "/_matrix/client/v3/register";

conformance("open", (homeserver) => {
  const send = async (init: RequestInit, to = path) => readAnswer(await homeserver.fetch(to, init));

  describe("the first answer", () => {
    test("offers flows without `completed` or an error", async () => {
      const answer = await homeserver.register({});
      expectUia(answer, { flows: [["m.login.dummy"]], params: {} });
    });

    test("has a session of its own each time", async () => {
      const first = await homeserver.register({});
      const second = await homeserver.register({});
      expect(first.body["session"]).not.toBe(second.body["session"]);
    });

    test.each([[{}], [null]])("has a new session for an `auth` of %j", async (auth) => {
      expectUia(await homeserver.register({ auth }), { flows: [["m.login.dummy"]] });
    });

    test.each([[{ session: "" }], [{ session: null }], [{ other: 1 }]])(
      "says what is completed for an `auth` of %j",
      async (auth) => {
        const answer = await homeserver.register({ auth });
        expectUia(answer, { flows: [["m.login.dummy"]], completed: [] });
      },
    );

    test.each(["r0", "unstable"])("comes under the version %s", async (version) => {
      const answer = await homeserver.register({}, `/_matrix/client/${version}/register`);
      expectUia(answer, { flows: [["m.login.dummy"]] });
    });

    test("does not depend on the content type", async () => {
      const answer = await send({
        method: "POST",
        headers: { "Content-Type": "text/plain" },
        body: "{}",
      });
      expectUia(answer, { flows: [["m.login.dummy"]] });
    });

    test("comes for `kind=user` too", async () => {
      expectUia(await homeserver.register({}, `${path}?kind=user`), {});
    });
  });

  describe("a body that cannot be read", () => {
    test("empty", async () => {
      expectRefusal(await send({ method: "POST" }), 400, "M_NOT_JSON", "Content not JSON.");
    });

    test("not JSON", async () => {
      const answer = await send({ method: "POST", body: "{" });
      expectRefusal(answer, 400, "M_NOT_JSON", "Content not JSON.");
    });

    test("not UTF-8", async () => {
      const body = new Uint8Array([...Buffer.from('{"username":"'), 0xff, ...Buffer.from('"}')]);
      const answer = await send({ method: "POST", body });
      expectRefusal(answer, 400, "M_NOT_JSON", "Content not JSON.");
    });

    test("no object", async () => {
      const answer = await homeserver.register([]);
      expectRefusal(answer, 400, "M_BAD_JSON", "Content must be a JSON object.");
    });
  });

  describe("an `auth` that cannot be read", () => {
    test.each([[[]], ["text"], [{ session: 5 }], [{ type: 5 }]])("%j", async (auth) => {
      const answer = await homeserver.register({ auth });
      // The text comes from Synapse's validator and names its version.
      expect(answer).toMatchObject({ status: 400, body: { errcode: "M_BAD_JSON" } });
      expect(answer.body["error"]).toMatch(/^1 validation error for UserInteractiveAuthBody/);
    });

    test.each([
      ["m.login.password", "password"],
      [null, "type"],
    ])("the type %j", async (type, parameter) => {
      const answer = await homeserver.register({ auth: { type } });
      expectRefusal(answer, 400, "M_INVALID_PARAM", `Bad parameter: ${parameter}`);
    });
  });

  describe("a request that is none of ours", () => {
    test("another method", async () => {
      const answer = await homeserver.get(path);
      expectRefusal(answer, 405, "M_UNRECOGNIZED", "Unrecognized request");
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    });

    test.each([`${path}/`, "/_matrix/client/v1/register", "/_matrix/client/v3/nothing"])(
      "another path: %s",
      async (other) => {
        const answer = await homeserver.post(other, {});
        expectRefusal(answer, 404, "M_UNRECOGNIZED", "Unrecognized request");
        expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
      },
    );

    test("another kind of account", async () => {
      const answer = await homeserver.register({}, `${path}?kind=foo`);
      const text = "Do not understand membership kind: foo";
      expectRefusal(answer, 400, "M_UNRECOGNIZED", text);
    });

    const withToken =
      "An access token should not be provided on requests to /register" +
      " (except if type is m.login.application_service)";

    test("an access token in a header", async () => {
      const headers = { Authorization: "Bearer abc" };
      const answer = await send({ method: "POST", headers, body: "{}" });
      expectRefusal(answer, 400, "M_UNKNOWN", withToken);
    });

    test("an access token in the query", async () => {
      const answer = await homeserver.register({}, `${path}?access_token=abc`);
      expectRefusal(answer, 400, "M_UNKNOWN", withToken);
    });
  });

  describe("other origins", () => {
    test("may read every answer, refusals too", async () => {
      const answers = [
        await homeserver.register({}),
        await homeserver.register([]),
        await homeserver.register({ username: "name", password: "x", auth: { session: "none" } }),
        await homeserver.get(path),
      ];
      for (const { headers } of answers) {
        expect(headers.get("Content-Type")).toBe("application/json");
        expect(headers.get("Cache-Control")).toBe("no-cache, no-store, must-revalidate");
        expectCors(headers);
      }
    });

    test("are let through by the preflight", async () => {
      const answer = await homeserver.fetch(path, {
        method: "OPTIONS",
        headers: { Origin: "https://client.test", "Access-Control-Request-Method": "POST" },
      });
      expect(answer.status).toBe(204);
      expectCors(answer.headers);
    });
  });

  describe("other requests of a client", () => {
    test("versions", async () => {
      const { status, body } = await homeserver.get("/_matrix/client/versions");
      expect(status).toBe(200);
      expect(body["versions"]).toEqual(
        expect.arrayContaining([expect.stringMatching(/^(r0\.\d+\.\d+|v1\.\d+)$/)]),
      );
      expect(body["unstable_features"]).toEqual(expect.any(Object));
    });

    test("the address of the homeserver", async () => {
      const { status, body } = await homeserver.get("/.well-known/matrix/client");
      expect(status).toBe(200);
      expect(body).toEqual({ "m.homeserver": { base_url: `${homeserver.baseUrl()}/` } });
    });

    test("ways to log in", async () => {
      const { status, body } = await homeserver.get("/_matrix/client/v3/login");
      expect(status).toBe(200);
      expect(body["flows"]).toContainEqual({ type: "m.login.password" });
    });

    test("OAuth metadata, of which there is none", async () => {
      const answer = await homeserver.get("/_matrix/client/v1/auth_metadata");
      expectRefusal(answer, 404, "M_UNRECOGNIZED", "Unrecognized request");
    });

    test("the password policy, of which there is none", async () => {
      const { status, body } = await homeserver.get("/_matrix/client/v3/password_policy");
      expect({ status, body }).toEqual({ status: 200, body: {} });
    });
  });
});

function expectCors(headers: Headers): void {
  expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD, POST, PUT, DELETE, OPTIONS");
  expect(headers.get("Access-Control-Allow-Headers")).toBe(
    "X-Requested-With, Content-Type, Authorization, Date",
  );
  expect(headers.get("Access-Control-Expose-Headers")).toBe("Synapse-Trace-Id, Server");
}
