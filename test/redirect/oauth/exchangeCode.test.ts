import { describe, expect, test } from "vitest";
import type { RedirectError } from "../../../src/redirect/error.js";
import { type Answers, goThere, metadata } from "./servers.js";

const token = { access_token: "access", token_type: "Bearer", refresh_token: "refresh" };
const tokenAnswer =
  (answer: object | string, init: ResponseInit = {}) =>
  (): Response =>
    new Response(typeof answer === "string" ? answer : JSON.stringify(answer), init);

/** What the answer to the code comes to, and the tokens that are given back. */
async function answered(answer: Answers[string], now?: () => number) {
  const { finishing, since, transaction } = await goThere(
    { "/token": answer },
    now === undefined ? {} : { begin: { now }, finish: { now } },
  );
  const outcome = await finishing.then(
    ({ session }) => ({ session }) as const,
    (error: unknown) => {
      const { code, detail, retryAfterMs } = error as RedirectError;
      return { code, detail, retryAfterMs };
    },
  );
  const returned = since()
    .filter(({ url }) => url === metadata.revocation_endpoint)
    .map(({ init }) => (init.body as URLSearchParams).get("token"));
  return { ...outcome, returned, deviceId: transaction.deviceId };
}

const scopesOf = (deviceId: string, prefix = "urn:matrix:client") =>
  `${prefix}:api:* ${prefix}:device:${deviceId}`;

describe("tokens that the app gets", () => {
  test.each([
    [300, 1_300_000],
    [300.9, 1_300_000],
    [999_999_999, 1_000_000_999_000],
    [1e9, undefined],
    [undefined, undefined],
  ])("live for %s s", async (expires_in, expiresAt) => {
    const found = await answered(tokenAnswer({ ...token, expires_in }), () => 1_000_000);
    expect(found).toMatchObject({ session: { accessToken: "access" } });
    expect("session" in found && found.session?.expiresAt).toBe(expiresAt);
    expect(found.returned).toEqual([]);
  });

  test("may have an errcode beside them", async () => {
    const found = await answered(tokenAnswer({ ...token, errcode: "M_FORBIDDEN" }));
    expect(found).toMatchObject({ session: { accessToken: "access" } });
  });

  test.each(["urn:matrix:client", "urn:matrix:org.matrix.msc2967.client"])(
    "have the scope that was asked for, as %s",
    async (prefix) => {
      const scope = `openid ${scopesOf("DEVICE12345", prefix)}`;
      const { finishing } = await goThere(
        { "/token": () => Response.json({ ...token, scope }) },
        { begin: { deviceId: "DEVICE12345" } },
      );
      expect(await finishing).toMatchObject({ session: { accessToken: "access" } });
    },
  );
});

describe("tokens that the app does not get are given back", () => {
  test.each<[string, object, (string | null)[]]>([
    ["of another type", { ...token, token_type: "MAC" }, ["refresh", "access"]],
    ["bound to a key", { ...token, token_type: "DPoP" }, ["refresh", "access"]],
    ["that are a number", { ...token, access_token: 1234 }, ["refresh"]],
    ["with a refresh token that is a number", { ...token, refresh_token: 1234 }, ["access"]],
    ["with a blank in them", { ...token, access_token: "a b" }, ["refresh"]],
    ["with a refresh token that is none", { ...token, refresh_token: "é" }, ["access"]],
    ["that end with a line", { ...token, access_token: "access\n" }, ["refresh"]],
    ["that begin with a line", { ...token, access_token: "\naccess" }, ["refresh"]],
    ["with a scope of another kind", { ...token, scope: "openid" }, ["refresh", "access"]],
    [
      "with a scope without the device",
      { ...token, scope: "urn:matrix:client:api:*" },
      ["refresh", "access"],
    ],
    ["for another device", { ...token, scope: scopesOf("OTHER-DEVICE") }, ["refresh", "access"]],
    ["with no access token", { ...token, access_token: undefined }, ["refresh"]],
    ["with a lifetime that is none", { ...token, expires_in: -1 }, ["refresh", "access"]],
  ])("%s", async (_, answer, returned) => {
    const found = await answered(tokenAnswer(answer));
    expect(found).toMatchObject({ code: "malformed", detail: { status: 200 }, returned });
  });

  test("with a scope for the device alone", async () => {
    const scope = "urn:matrix:client:device:DEVICE12345";
    const { finishing } = await goThere(
      { "/token": () => Response.json({ ...token, scope }) },
      { begin: { deviceId: "DEVICE12345" } },
    );
    await expect(finishing).rejects.toMatchObject({ code: "malformed" });
  });

  test.each(["null", "1", "[]", '"text"'])("if there are any: %s", async (body) => {
    const found = await answered(tokenAnswer(body));
    expect(found).toMatchObject({ code: "malformed", returned: [] });
  });
});

describe("an answer without tokens", () => {
  const matrix = { errcode: "M_LIMIT_EXCEEDED", error: "Slow down", retry_after_ms: 9_000 };
  test.each<[string, Answers[string], object]>([
    [
      "is an error with its words",
      tokenAnswer({ error: "invalid_request", error_description: "No" }, { status: 400 }),
      { code: "refused", detail: { status: 400, errcode: "invalid_request", text: "No" } },
    ],
    [
      "is an error whose name is none",
      tokenAnswer({ error: "not a name" }, { status: 400 }),
      { code: "refused", detail: { status: 400, errcode: undefined } },
    ],
    [
      "is an error whose name is a number",
      tokenAnswer({ error: 12 }, { status: 400 }),
      { code: "malformed", detail: { status: 400 } },
    ],
    [
      "is an error whose name begins as none",
      tokenAnswer({ error: "<b>name" }, { status: 400 }),
      { code: "refused", detail: { status: 400, errcode: undefined } },
    ],
    [
      "is a limit in the form of Matrix",
      tokenAnswer(matrix, { status: 429 }),
      {
        ...{ code: "rateLimited", retryAfterMs: 9_000 },
        detail: { status: 429, errcode: "M_LIMIT_EXCEEDED", text: "Slow down" },
      },
    ],
    [
      "is a limit without words",
      tokenAnswer("<html>", { status: 429, headers: { "Retry-After": "7" } }),
      { code: "rateLimited", detail: { status: 429 } },
    ],
    [
      "is a failure",
      tokenAnswer({ errcode: "M_UNKNOWN", error: "Oh" }, { status: 500 }),
      { code: "serverFailed", detail: { status: 500, errcode: "M_UNKNOWN", text: "Oh" } },
    ],
    [
      "is a refusal in the form of Matrix",
      tokenAnswer({ errcode: "M_FORBIDDEN", error: "No" }, { status: 400 }),
      { code: "refused", detail: { status: 400, errcode: "M_FORBIDDEN", text: "No" } },
    ],
    [
      "is too large",
      tokenAnswer("x".repeat(2_000_000)),
      { code: "malformed", detail: { status: 200 } },
    ],
    ["is empty", tokenAnswer("", { status: 200 }), { code: "malformed" }],
    [
      "has no content",
      () => new Response(null, { status: 204 }),
      { code: "malformed", detail: { status: 204 } },
    ],
    ["is lost", () => Promise.reject(new TypeError("lost")), { code: "interrupted" }],
  ])("%s", async (_, answer, told) => {
    const found = await answered(answer);
    expect(found).toMatchObject({ ...told, returned: [] });
  });
});
