import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { register } from "../../../src/protocol/endpoints/register.js";
import { errorAnswer } from "../../../src/protocol/wire/errorAnswer.js";
import { MatrixError, NetworkError } from "../../../src/protocol/wire/errors.js";
import { rejection, server } from "../answers.js";

/** Everything a log or a report may make of an error. */
function written(error: unknown): string {
  return [
    String(error),
    JSON.stringify(error),
    inspect(error, { depth: 10 }),
    (error as Error).message,
    (error as Error).stack,
    JSON.stringify(Object.entries(error as Error)),
    JSON.stringify(structuredClone(error)),
  ].join("\n");
}

describe("errors", () => {
  it("say what happened, and where they know, the status", () => {
    expect(String(new MatrixError(403, { errcode: "M_FORBIDDEN" }))).toMatch(/403 M_FORBIDDEN/);
    expect(String(new MatrixError(502))).toMatch(/ 502$/);
    expect(String(new NetworkError("timeout"))).toMatch(/timeout/);
    expect(String(new NetworkError("malformed", 200))).toMatch(/malformed 200/);
    expect(new MatrixError(403)).toMatchObject({ name: "MatrixError", status: 403 });
    expect(new NetworkError("offline")).toMatchObject({ name: "NetworkError", reason: "offline" });
    expect(new MatrixError(400)).toBeInstanceOf(Error);
  });

  it.each([
    ["M_FORBIDDEN: Registration is off", "Registration is off"],
    ["M_FORBIDDEN: M_FORBIDDEN:  off", "off"],
    ["ORG.EXAMPLE_ODD: no", "no"],
    ["Not a code: no", "Not a code: no"],
    ["HTTP: no", "HTTP: no"],
    ["M_FORBIDDEN: ", undefined],
    [undefined, undefined],
  ])("quote the words without the errcode before them: %s", (error, text) => {
    const refused = errorAnswer(403, { errcode: "M_FORBIDDEN", error }, null);
    expect(refused).toMatchObject({ text });
  });

  const secrets = {
    auth: { type: "m.login.registration_token", session: "CANARY-session", token: "CANARY-token" },
    password: "CANARY-password",
    username: "CANARY-username",
    guestAccessToken: "CANARY-guest",
    deviceDisplayName: "CANARY-name",
  };

  it.each([
    [400, { errcode: "M_UNKNOWN", error: "CANARY-said", session: "CANARY", other: "CANARY" }],
    [
      401,
      {
        flows: [{ stages: ["CANARY-stage"] }],
        session: "CANARY",
        params: { CANARY: { CANARY: 1 } },
      },
    ],
    [403, { errcode: "M_RESOURCE_LIMIT_EXCEEDED", admin_contact: "mailto:CANARY@example.org" }],
    [401, { flows: "CANARY", session: "CANARY" }],
    [400, { errcode: "CANARY with spaces" }],
    [200, { user_id: "CANARY", access_token: "CANARY" }],
    [200, "CANARY <html>"],
    [502, "CANARY <html>"],
  ])("of an answer with status %i hold nothing that was sent or said: %j", async (status, body) => {
    const { options } = server(status, body);
    const error = await rejection(
      register(secrets, { ...options, baseUrl: "https://example.org/CANARY", kind: "guest" }),
    );
    expect(error).toBeInstanceOf(Error);
    expect(written(error)).not.toContain("CANARY");
  });

  it("of a failed request hold nothing of its cause", async () => {
    const cause = new TypeError("CANARY", { cause: "CANARY" });
    const fetch = () => Promise.reject(cause);
    const error = await rejection(register(secrets, { baseUrl: "https://CANARY.example", fetch }));
    expect(error).toMatchObject({ reason: "unreachable" });
    expect((error as Error).cause).toBeUndefined();
    expect(written(error)).not.toMatch(/canary/i);
  });
});
