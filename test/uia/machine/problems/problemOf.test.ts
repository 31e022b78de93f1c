import { describe, expect, it } from "vitest";
import type { Refusal } from "../../../../src/uia/machine/event.js";
import { fieldProblem, verdictOf } from "../../../../src/uia/machine/problems/problemOf.js";
import { limitWait } from "../../../../src/uia/machine/waits.js";

const refusal = (status: number, errcode?: string, text?: string): Refusal => ({
  status,
  errcode,
  text,
  retryAfterMs: undefined,
  contact: undefined,
});

describe("the verdict on a refusal", () => {
  it.each([
    [refusal(429), "rateLimited"],
    [refusal(403, "M_LIMIT_EXCEEDED"), "rateLimited"],
    [refusal(429, "M_RESOURCE_LIMIT_EXCEEDED"), "full"],
    [refusal(403, "M_USER_LIMIT_EXCEEDED"), "full"],
    [refusal(403, "ORG.MATRIX.MSC3866_USER_AWAITING_APPROVAL"), "pendingApproval"],
    [refusal(400, "M_UNKNOWN", "Unknown session ID: abc"), "refused"],
    [refusal(400, "M_UNKNOWN", "Invalid username"), "refused"],
    [
      refusal(400, "M_UNKNOWN", "A different user ID has already been registered for this session"),
      "otherAccount",
    ],
    [refusal(401, "M_UNKNOWN_TOKEN"), "tokenRejected"],
    [refusal(401, "M_MISSING_TOKEN"), "tokenRejected"],
    [refusal(401, "M_BAD_JSON"), "unauthorised"],
    [refusal(403, "M_FORBIDDEN"), "refused"],
    [refusal(403, "M_UNKNOWN"), "refused"],
    [refusal(500, "M_UNKNOWN"), "failed"],
    [refusal(400, "M_SOMETHING_NEW"), "refused"],
  ])("%j is %s", (given, verdict) => {
    expect(verdictOf(given)).toBe(verdict);
  });
});

describe("the field a refusal is about", () => {
  it("is the phone only when no address was given", () => {
    const account = {
      username: undefined,
      email: undefined,
      phone: { country: "GB", number: "1" },
      hasRegistrationToken: false,
      acceptedPolicies: [],
      answeredStages: [],
      guest: false,
    };
    const inUse = refusal(400, "M_THREEPID_IN_USE");
    expect(fieldProblem(inUse, account)).toMatchObject({ code: "phoneInUse", field: "phone" });
    expect(fieldProblem(inUse, { ...account, email: "a@b" })).toMatchObject({ code: "emailInUse" });
    expect(fieldProblem(refusal(403, "M_THREEPID_DENIED"), null)).toMatchObject({
      code: "emailRefused",
    });
  });

  it.each(["toString", "__proto__", "constructor", "M_UNKNOWN"])("%s is about none", (errcode) => {
    expect(fieldProblem(refusal(400, errcode), null)).toBeUndefined();
  });
});

describe("the wait of a limit", () => {
  it.each([
    [undefined, 1, 5_000, false],
    [undefined, 9, 60_000, false],
    [0, 1, 1_000, false],
    [900_000, 1, 900_000, false],
    [900_001, 1, 900_000, true],
  ])("%s ms, number %d in a row: %d ms", (retryAfterMs, inARow, ms, forLong) => {
    expect(limitWait(retryAfterMs, inARow)).toEqual({ ms, forLong });
  });
});
