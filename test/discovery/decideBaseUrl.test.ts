import { describe, expect, test } from "vitest";
import { decideBaseUrl, type WellKnownAnswer } from "../../src/discovery/decideBaseUrl.js";

function decide(answer: WellKnownAnswer) {
  return decideBaseUrl("example.org:8448", answer, "listed");
}

test("the document says where", () => {
  const homeserverBaseUrl = "https://matrix.example.org/path";
  expect(decide({ answer: "document", homeserverBaseUrl })).toEqual({ baseUrl: homeserverBaseUrl });
});

describe("IGNORE: nothing is said there, and the server name is asked itself", () => {
  test.each<[string, WellKnownAnswer]>([
    ["404", { answer: "refused", status: 404 }],
    ["404 in HTML", { answer: "none", reason: "malformed", status: 404 }],
    ["CORS, DNS or TLS", { answer: "none", reason: "unreachable" }],
    ["silence", { answer: "none", reason: "timeout" }],
  ])("%s", (_, answer) => {
    expect(decide(answer)).toEqual({ baseUrl: "https://example.org:8448" });
  });
});

describe("FAIL_PROMPT: what is said there cannot be read", () => {
  test.each<[string, WellKnownAnswer, string]>([
    ["no base URL", { answer: "document", homeserverBaseUrl: undefined }, "notMatrix"],
    ["HTML", { answer: "none", reason: "malformed", status: 200 }, "notMatrix"],
    ["403", { answer: "refused", status: 403 }, "notMatrix"],
    ["too much", { answer: "none", reason: "tooLarge", status: 200 }, "notMatrix"],
    ["500", { answer: "refused", status: 500 }, "unreachable"],
    ["502 in HTML", { answer: "none", reason: "malformed", status: 502 }, "unreachable"],
    ["cut off", { answer: "none", reason: "unreachable", status: 200 }, "unreachable"],
  ])("%s", (_, answer, reason) => {
    expect(decide(answer)).toEqual({ reason, wellKnown: "failPrompt" });
  });

  test("429 says when", () => {
    const answer = { answer: "refused", status: 429, retryAfterMs: 1000 } as const;
    expect(decide(answer)).toEqual({
      reason: "rateLimited",
      retryAfterMs: 1000,
      wellKnown: "failPrompt",
    });
  });
});

describe("FAIL_ERROR: the address that is named cannot be used", () => {
  test.each([
    ["garbage", "matrix"],
    ["plain http", "http://m.example.org"],
    ["at home", "https://127.0.0.1"],
    ["a user", "https://a@m.example.org"],
    ["a query", "https://m.example.org?a"],
  ])("%s", (_, homeserverBaseUrl) => {
    expect(decide({ answer: "document", homeserverBaseUrl })).toEqual({
      reason: "notMatrix",
      wellKnown: "failError",
    });
  });
});

test("without a network nothing is known", () => {
  expect(decide({ answer: "none", reason: "offline" })).toEqual({ reason: "unreachable" });
});
