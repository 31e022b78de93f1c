import { describe, expect, it } from "vitest";
import type { Refusal } from "../../../../src/uia/machine/event.js";
import {
  comesBefore,
  fieldProblem,
  limitProblem,
  messageProblem,
  nameProblem,
  refusedProblem,
  verdictOf,
} from "../../../../src/uia/machine/problems/problemOf.js";
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
    [refusal(499, "M_UNKNOWN"), "refused"],
    [refusal(302, "M_UNKNOWN"), "failed"],
    [refusal(403), "notLetThrough"],
    [refusal(503), "notLetThrough"],
    [refusal(502), "failed"],
    [refusal(404), "refused"],
    [refusal(503, "M_UNKNOWN"), "failed"],
  ])("%j is %s", (given, verdict) => {
    expect(verdictOf(given)).toBe(verdict);
  });
});

describe("a problem that quotes the homeserver", () => {
  const contact = "mailto:admin@hs.test" as NonNullable<Refusal["contact"]>;
  it("has its words, its code and its contact", () => {
    const full = { ...refusal(400, "M_X", "Words"), contact };
    expect(refusedProblem("refused", full, { field: "email", stages: ["s"] })).toEqual({
      ...{ code: "refused", field: "email", stages: ["s"], contact },
      detail: { status: 400, errcode: "M_X", text: "Words" },
    });
    expect(refusedProblem("refused", refusal(502))).toEqual({
      ...{ code: "refused", detail: { status: 502 } },
    });
    expect(refusedProblem("refused", undefined, { stages: ["s"] })).toEqual({
      ...{ code: "refused", stages: ["s"] },
    });
  });

  it("has the time of a limit, and what set it", () => {
    expect(limitProblem(refusal(429, "M_LIMIT_EXCEEDED"), 1, 7)).toMatchObject({
      ...{ code: "rateLimited", retryAt: 5_007 },
    });
    expect(limitProblem(refusal(429), 2, 0)).toMatchObject({
      ...{ code: "notLetThrough", retryAt: 10_000 },
    });
    const long = { ...refusal(429), retryAfterMs: 900_001 };
    expect(limitProblem(long, 1, 0)).toMatchObject({ code: "rateLimitedForLong" });
  });
});

describe("a refusal comes before the account", () => {
  it.each<[Refusal, boolean]>([
    [refusal(401, "M_X"), true],
    [refusal(403, "M_FORBIDDEN"), true],
    [refusal(400, "M_MISSING_PARAM"), true],
    [refusal(400, "M_UNKNOWN", "Unknown session ID"), true],
    [refusal(400, "M_UNKNOWN", "The session abc has expired"), true],
    [refusal(400, "M_INVALID_PARAM", "Unknown session ID"), false],
    [refusal(400, "M_UNKNOWN"), false],
    [refusal(400, "M_UNKNOWN", "Other words"), false],
  ])("%j: %s", (given, before) => {
    expect(comesBefore(given)).toBe(before);
  });
});

describe("a message that was not sent", () => {
  it.each<[Parameters<typeof messageProblem>[1], string, string]>([
    ["offline", "offline", "offline"],
    ["unreachable", "messageInDoubt", "messageInDoubt"],
    ["serverFailed", "messageInDoubt", "messageInDoubt"],
    [refusal(429, "M_LIMIT_EXCEEDED"), "rateLimited at email", "rateLimited at phone"],
    [refusal(400, "M_THREEPID_IN_USE"), "emailInUse at email", "phoneInUse at phone"],
    [refusal(403, "M_THREEPID_DENIED"), "emailRefused at email", "phoneRefused at phone"],
    [
      refusal(400, "M_THREEPID_MEDIUM_NOT_SUPPORTED"),
      "emailUnsupported at email",
      "phoneUnsupported at phone",
    ],
    [refusal(400, "M_INVALID_PARAM"), "emailMalformed at email", "phoneMalformed at phone"],
    [refusal(400, "M_INVALID_ADDRESS"), "emailMalformed at email", "phoneMalformed at phone"],
    [
      refusal(400, "M_UNKNOWN", "Unable to parse it"),
      "emailMalformed at email",
      "phoneMalformed at phone",
    ],
    [
      refusal(400, "M_UNKNOWN", "Mails are disabled"),
      "emailUnsupported at email",
      "phoneUnsupported at phone",
    ],
    [
      refusal(400, "M_UNKNOWN", "Not supported here"),
      "emailUnsupported at email",
      "phoneUnsupported at phone",
    ],
    [refusal(400, "M_UNKNOWN"), "messageNotSent", "messageNotSent"],
    [refusal(400, "M_OTHER", "disabled"), "messageNotSent", "messageNotSent"],
    [refusal(499, "M_OTHER"), "messageNotSent", "messageNotSent"],
    [refusal(500, "M_UNKNOWN"), "messageInDoubt", "messageInDoubt"],
  ])("%j: %s, %s", (fault, byMail, byText) => {
    const said = (medium: "email" | "phone") => {
      const { code, field } = messageProblem(medium, fault, 0);
      return field === undefined ? code : `${code} at ${field}`;
    };
    expect([said("email"), said("phone")]).toEqual([byMail, byText]);
  });
});

describe("the field a refusal is about", () => {
  it("is the password for each refusal of one", () => {
    expect(fieldProblem(refusal(400, "M_PASSWORD_OF_A_NEW_KIND"), null)).toMatchObject({
      ...{ code: "passwordRefused", field: "password" },
    });
    expect(fieldProblem(refusal(400, "X_M_PASSWORD_"), null)).toBeUndefined();
  });

  it("is the username where the homeserver was asked about it", () => {
    expect(nameProblem(refusal(400, "M_USER_IN_USE"), null)).toMatchObject({
      code: "usernameTaken",
    });
    expect(nameProblem(refusal(403, "M_FORBIDDEN"), null)).toMatchObject({
      ...{ code: "usernameRefused", field: "username" },
    });
    expect(nameProblem(refusal(400, "M_WEAK_PASSWORD"), null)).toBeUndefined();
  });

  const account = {
    username: undefined,
    email: undefined,
    phone: { country: "GB", number: "1" },
    hasRegistrationToken: false,
    acceptedPolicies: [],
    answeredStages: [],
    guest: false,
  };

  it("is the phone only when no address was given", () => {
    const inUse = refusal(400, "M_THREEPID_IN_USE");
    expect(fieldProblem(inUse, account)).toMatchObject({ code: "phoneInUse", field: "phone" });
    expect(fieldProblem(refusal(403, "M_THREEPID_DENIED"), account)).toMatchObject({
      ...{ code: "phoneRefused", field: "phone" },
    });
    expect(fieldProblem(inUse, { ...account, email: "a@b" })).toMatchObject({ code: "emailInUse" });
  });

  it.each(["M_THREEPID_IN_USE", "M_THREEPID_DENIED", "M_THREEPID_OTHER"])(
    "is none for %s where neither an address nor a number was given",
    (errcode) => {
      expect(fieldProblem(refusal(400, errcode), null)).toBeUndefined();
      expect(fieldProblem(refusal(400, errcode), { ...account, phone: undefined })).toBeUndefined();
    },
  );

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
