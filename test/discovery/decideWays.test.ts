import { expect, test } from "vitest";
import { decideWays, type RegisterAnswer } from "../../src/discovery/decideWays.js";

const flows = [["m.login.terms", "m.login.dummy"]];
const params = { "m.login.terms": { policies: {} } };

test("flows are a way", () => {
  const decision = decideWays({ register: { answer: "challenge", flows, params } });
  const uia = { way: "uia", flows, params };
  expect(decision).toEqual({ ways: [uia], preferred: uia });
});

test("a flow without stages is a way", () => {
  const decision = decideWays({ register: { answer: "challenge", flows: [[]], params: {} } });
  expect(decision).toHaveProperty("preferred.way", "uia");
});

test.each<[string, RegisterAnswer, string]>([
  ["no flow at all", { answer: "challenge", flows: [], params: {} }, "closed"],
  ["403", { answer: "refused", status: 403, errcode: "M_FORBIDDEN" }, "closed"],
  ["403 of guests", { answer: "refused", status: 403, errcode: "M_UNKNOWN" }, "closed"],
  ["404", { answer: "refused", status: 404, errcode: "M_UNRECOGNIZED" }, "unsupported"],
  ["405", { answer: "refused", status: 405, errcode: "M_UNRECOGNIZED" }, "unsupported"],
  ["400", { answer: "refused", status: 400, errcode: "M_UNRECOGNIZED" }, "unsupported"],
  [
    "401 for a token",
    { answer: "refused", status: 401, errcode: "M_MISSING_TOKEN" },
    "unsupported",
  ],
  ["an account for nothing", { answer: "made" }, "unsupported"],
  ["404 of another JSON API", { answer: "refused", status: 404 }, "notMatrix"],
  ["HTML", { answer: "none", reason: "unreadable", status: 200 }, "notMatrix"],
  ["HTML 404", { answer: "none", reason: "unreadable", status: 404 }, "notMatrix"],
  ["too much", { answer: "none", reason: "tooLarge", status: 200 }, "notMatrix"],
  ["a proxy's 502", { answer: "none", reason: "unreadable", status: 502 }, "unreachable"],
  ["a proxy's 429", { answer: "none", reason: "unreadable", status: 429 }, "rateLimited"],
  ["500", { answer: "refused", status: 500, errcode: "M_UNKNOWN" }, "unreachable"],
  ["nothing", { answer: "none", reason: "unreachable" }, "unreachable"],
  ["nothing for long", { answer: "none", reason: "timeout" }, "unreachable"],
  ["no network", { answer: "none", reason: "offline" }, "unreachable"],
])("%s", (_, register, reason) => {
  expect(decideWays({ register })).toEqual({ reason });
});

test("429 says when", () => {
  const register = { answer: "refused", status: 429, errcode: "M_LIMIT_EXCEEDED" } as const;
  expect(decideWays({ register: { ...register, retryAfterMs: 2000 } })).toEqual({
    reason: "rateLimited",
    retryAfterMs: 2000,
  });
  expect(decideWays({ register })).toEqual({ reason: "rateLimited" });
});
