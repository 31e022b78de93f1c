import { describe, expect, test } from "vitest";
import { decodePolicies } from "../../../../src/protocol/endpoints/policies.js";
import { validateAccount } from "../../../../src/uia/machine/form/validateAccount.js";
import type { AccountFields, AccountInput } from "../../../../src/uia/machine/types.js";
import { acceptedPrivacy, terms, termsParams } from "../../scriptedHomeserver.js";

const homeserver = { baseUrl: "https://hs.test", serverName: "hs.test" };
const fields: AccountFields = {
  ...{ username: "optional", password: "required", email: "absent", phone: "absent" },
  ...{ registrationToken: "absent", policies: [], stages: [] },
};
const good: AccountInput = { username: "alice", password: "correct horse" };
const policies = decodePolicies(termsParams[terms], "any") ?? [];
const quiz = { type: "org.example.quiz", params: {} };

/** Answers, of which any may be missing. */
type Given = { readonly [Name in keyof AccountInput]?: AccountInput[Name] | undefined };

function problems(input: Given, asked: Partial<AccountFields> = {}): string[] {
  const found = validateAccount(
    { ...good, ...input } as AccountInput,
    { ...fields, ...asked },
    homeserver,
  );
  return found.map(({ code, field, ...more }) =>
    [code, field, ...("stages" in more ? (more.stages ?? []) : [])].join(" "),
  );
}

const long = (length: number) => `${"a".repeat(length - 4)}@b.c`;

describe("the hard rules of the form", () => {
  test.each<[string, Given, Partial<AccountFields>, string[]]>([
    ["all is well", {}, {}, []],
    ["a guest has nothing to answer", { guest: true, password: "" }, { email: "required" }, []],
    ["no name, where one may be left out", { username: "" }, {}, []],
    ["no name", { username: " " }, { username: "required" }, ["usernameMissing username"]],
    [
      "no name at all",
      { username: undefined },
      { username: "required" },
      ["usernameMissing username"],
    ],
    ["a name that is needed", {}, { username: "required" }, []],
    ["no name given, where one may be left out", { username: undefined }, {}, []],
    ["capital letters", { username: "Alice" }, {}, ["usernameUpperCase username"]],
    ["a bad name", { username: "a b" }, {}, ["usernameInvalid username"]],
    [
      "a bad name, where one is needed",
      { username: "a b" },
      { username: "required" },
      ["usernameInvalid username"],
    ],
    ["a name of 255 bytes", { username: "a".repeat(246) }, {}, []],
    ["a name that is too long", { username: "a".repeat(247) }, {}, ["usernameTooLong username"]],
    ["no password", { password: "" }, {}, ["passwordMissing password"]],
    ["no password at all", { password: undefined }, {}, ["passwordMissing password"]],
    ["a long password", { password: "a".repeat(512) }, {}, []],
    [
      "a password that is too long",
      { password: "a".repeat(513) },
      {},
      ["passwordTooLong password"],
    ],
    ["half a letter", { password: "a\uD800" }, {}, ["passwordUnsendable password"]],
    ["an email address that is not asked for", { email: "nonsense" }, {}, []],
    ["no email address", { email: "" }, { email: "required" }, ["emailMissing email"]],
    [
      "no email address at all",
      { email: undefined },
      { email: "required" },
      ["emailMissing email"],
    ],
    [
      "no email address, where one may be left out",
      { email: undefined },
      { email: "optional" },
      [],
    ],
    ["an email address", { email: "a@b" }, { email: "required" }, []],
    ["nothing before the @", { email: "@b" }, { email: "optional" }, ["emailMalformed email"]],
    ["nothing after the @", { email: "ab@" }, { email: "optional" }, ["emailMalformed email"]],
    ["one sign after the @", { email: "ab@c" }, { email: "optional" }, []],
    ["two @", { email: "a@b@c" }, { email: "optional" }, ["emailMalformed email"]],
    ["no @", { email: "abc" }, { email: "optional" }, ["emailMalformed email"]],
    ["a long email address", { email: long(500) }, { email: "optional" }, []],
    [
      "an email address that is too long",
      { email: long(501) },
      { email: "optional" },
      ["emailMalformed email"],
    ],
    ["a number that is not asked for", { phone: { country: "GB", number: "1" } }, {}, []],
    ["no number, which the stage asks for", { phone: undefined }, { phone: "required" }, []],
    [
      "no number",
      { phone: { country: "GB", number: "" } },
      { phone: "required" },
      ["phoneMissing phone"],
    ],
    [
      "blanks for a number",
      { phone: { country: "GB", number: "  " } },
      { phone: "required" },
      ["phoneMissing phone"],
    ],
    [
      "no number, where one may be left out",
      { phone: { country: "GB", number: "" } },
      { phone: "optional" },
      [],
    ],
    [
      "a bad number, where one may be left out",
      { phone: { country: "GB", number: "1" } },
      { phone: "optional" },
      ["phoneMalformed phone"],
    ],
    ["a number", { phone: { country: "GB", number: "(0) 123" } }, { phone: "required" }, []],
    ["three digits", { phone: { country: "GB", number: "123" } }, { phone: "required" }, []],
    [
      "two digits",
      { phone: { country: "GB", number: "12" } },
      { phone: "required" },
      ["phoneMalformed phone"],
    ],
    ["17 digits", { phone: { country: "GB", number: "1".repeat(17) } }, { phone: "required" }, []],
    [
      "18 digits",
      { phone: { country: "GB", number: "1".repeat(18) } },
      { phone: "required" },
      ["phoneMalformed phone"],
    ],
    [
      "a country of three letters",
      { phone: { country: "GBR", number: "123" } },
      { phone: "required" },
      ["phoneMalformed phone"],
    ],
    [
      "a country in small letters",
      { phone: { country: "gbGB", number: "123" } },
      { phone: "required" },
      ["phoneMalformed phone"],
    ],
    ["a token that is not asked for", { registrationToken: "\u0000" }, {}, []],
    [
      "no token",
      { registrationToken: "" },
      { registrationToken: "required" },
      ["registrationTokenMissing registrationToken"],
    ],
    [
      "no token at all",
      { registrationToken: undefined },
      { registrationToken: "required" },
      ["registrationTokenMissing registrationToken"],
    ],
    [
      "no token, where one may be left out",
      { registrationToken: "" },
      { registrationToken: "optional" },
      [],
    ],
    ["a token", { registrationToken: " abc " }, { registrationToken: "required" }, []],
    [
      "a bad token",
      { registrationToken: "a\u0000b" },
      { registrationToken: "optional" },
      ["registrationTokenMalformed registrationToken"],
    ],
    ["policies that were not accepted", {}, { policies }, ["policiesNotAccepted policies"]],
    ["policies that were accepted", { acceptedPolicies: [acceptedPrivacy] }, { policies }, []],
    [
      "a stage that was not answered",
      { stages: {} },
      { stages: [{ ...quiz, need: "required" }] },
      ["stageNotAnswered stages org.example.quiz"],
    ],
    [
      "a stage that may be left out",
      { stages: {} },
      { stages: [{ ...quiz, need: "optional" }] },
      [],
    ],
    [
      "a stage that was answered",
      { stages: { [quiz.type]: {} } },
      { stages: [{ ...quiz, need: "required" }] },
      [],
    ],
    [
      "a form without fields for the stages",
      { stages: undefined },
      { stages: [{ ...quiz, need: "required" }] },
      [],
    ],
    [
      "an own key alone is an answer",
      { stages: {} },
      { stages: [{ type: "toString", params: {}, need: "required" }] },
      ["stageNotAnswered stages toString"],
    ],
  ])("%s", (_, input, asked, found) => {
    expect(problems(input, asked)).toEqual(found);
  });

  test("are told in the order of the form", () => {
    const asked = { email: "required", phone: "required", registrationToken: "required" } as const;
    const given = { username: "A", password: "", phone: { country: "", number: "" } };
    expect(problems(given, { ...asked, policies })).toEqual([
      ...["usernameUpperCase username", "passwordMissing password", "emailMissing email"],
      ...["phoneMissing phone", "registrationTokenMissing registrationToken"],
      "policiesNotAccepted policies",
    ]);
  });

  test("without a server name leave more of the user ID to the name", () => {
    const { baseUrl } = homeserver;
    const nameOf = (length: number) => ({ ...good, username: "a".repeat(length) });
    expect(validateAccount(nameOf(253), fields, { baseUrl })).toEqual([]);
    expect(validateAccount(nameOf(254), fields, { baseUrl })).toMatchObject([
      { code: "usernameTooLong" },
    ]);
  });

  test("offer a name that was probably meant", () => {
    const [found] = validateAccount({ ...good, username: "@Alice:hs.test" }, fields, homeserver);
    expect(found).toEqual({ code: "usernameInvalid", field: "username", suggestion: "alice" });
  });
});
