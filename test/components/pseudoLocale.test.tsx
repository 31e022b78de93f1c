import { expect, test } from "vitest";
import { Register } from "../../src/index.js";
import en from "../../src/locales/languages/en.js";
import { pseudoLocale } from "../../src/locales/pseudoLocale.js";
import { problemCodes } from "../../src/uia/machine/problems/problemTable.js";
import type { Snapshot } from "../../src/uia/machine/types.js";
import { nothingAnswers, renderWithRegistration } from "./renderWithRegistration.js";
import {
  account,
  failed,
  pendingApproval,
  registered,
  stage,
  uncertain,
  validating,
} from "./scriptedRegistration.js";

const parts = (
  <>
    <Register.Announcer />
    <Register.HomeserverStatus />
    <Register.AccountForm>
      <Register.ErrorSummary />
      <Register.GuestToggle />
      <Register.UsernameField />
      <Register.PasswordField />
      <Register.EmailField />
      <Register.RegistrationTokenField />
      <Register.PoliciesField />
      <Register.Submit />
    </Register.AccountForm>
    <Register.Stage />
    <Register.Pause />
    <Register.Outcome />
    <Register.SignIn />
  </>
);

const detail = { text: "42" };
const fields = { email: "optional", registrationToken: "optional" } as const;

const places: readonly (readonly [string, Snapshot])[] = [
  ["the form", account({ fields })],
  ["the form with problems", account({ problems: [{ code: "usernameTaken", field: "username" }] })],
  [
    "the form, paused",
    account({ activity: "paused", pause: { code: "rateLimited", retryAt: 9e15 } }),
  ],
  ["the form, while sending", account({ activity: "sending" })],
  ["a stage without a task", stage()],
  ["the terms", stage({ stage: { type: "m.login.terms" } })],
  ["a token", stage({ stage: { type: "m.login.registration_token" } })],
  ["a mail", validating({ isLate: true })],
  ["a mail to come", validating({ step: "sending" })],
  ["an unknown stage", stage({ stage: { type: "7.7", supported: false } })],
  ["another flow", stage({ otherFlows: [["m.login.recaptcha", "m.login.dummy"]] })],
  ["a made account", registered({ hasSession: false })],
  ["a made account that could not be opened", registered({ handover: "failed" })],
  ["approval", pendingApproval()],
  ["doubt", uncertain()],
  ...problemCodes.map((code) => [code, failed({ problem: { code, detail } })] as const),
];

test.each(places)("every word is in the catalogue: %s", (_, snapshot) => {
  const { container } = renderWithRegistration(parts, {
    snapshot,
    locale: pseudoLocale(en),
    guests: true,
    signInUrl: "https://client.example.org/",
    fetch: nothingAnswers,
  });
  const said = wordsOf(container);
  expect(said.join("")).toMatch(/\[.+\]/);
  expect(said.filter((text) => /[a-z]/i.test(withoutValues(text)))).toEqual([]);
});

/** What is read or heard: texts, and what attributes say. */
function wordsOf(container: Element): string[] {
  const attributes = ["aria-label", "title", "alt", "placeholder", "aria-roledescription"];
  return [...container.querySelectorAll("*")].flatMap((element) => [
    ...[...element.childNodes].flatMap((node) =>
      node.nodeType === Node.TEXT_NODE ? [node.textContent ?? ""] : [],
    ),
    ...attributes.map((name) => element.getAttribute(name) ?? ""),
  ]);
}

/** Without what is put in: names, addresses, the time that `Intl` writes. */
function withoutValues(text: string): string {
  return text.replace(/@?alice[:@]example\.org|[a-z.]*example\.org|in [\d,]+ \w+/g, "");
}
