import { screen } from "@testing-library/react";
import { createInstance } from "i18next";
import { describe, expect, test } from "vitest";
import { translateBy } from "../../examples/clientTranslate.js";
import { translateWith } from "../../examples/i18next.js";
import { Register } from "../../src/index.js";
import { createTranslator } from "../../src/locales/createTranslator.js";
import en from "../../src/locales/languages/en.js";
import { renderWithRegistration } from "../components/renderWithRegistration.js";
import { account, registered } from "../components/scriptedRegistration.js";

const form = (
  <>
    <Register.AccountForm>
      <Register.ErrorSummary />
      <Register.UsernameField />
      <Register.PasswordField />
      <Register.Submit />
    </Register.AccountForm>
    <Register.Outcome />
  </>
);

describe("words of i18next", () => {
  const register = {
    "root.label": "Join {{serverName}}",
    "action.create": "Join in",
    "summary.heading_one": "{{count}} slip",
    "summary.heading_other": "{{count}} slips",
    "done.userId": "You are <id>{{userId}}</id> & nobody else",
  };

  test("take the place of the kit's, key by key", async () => {
    renderWithRegistration(form, { translate: await translateWithI18next() });
    expect(screen.getByRole("region", { name: "Join example.org" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Join in" })).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Username" })).toBeVisible();
  });

  test.each([
    [1, "1 slip"],
    [2, "2 slips"],
  ])("count by the rules of i18next: %i", async (count, heading) => {
    const translator = createTranslator(en, { translate: await translateWithI18next() });
    expect(translator.text("summary.heading", { count })).toBe(heading);
  });

  test("keep the kit's tags, and escape nothing twice", async () => {
    const snapshot = registered({ userId: "@a'b:example.org" });
    const { container } = renderWithRegistration(form, {
      snapshot,
      translate: await translateWithI18next(),
    });
    expect(container.querySelector('[data-part="user-id"]')).toHaveTextContent("@a'b:example.org");
    expect(container).toHaveTextContent("You are @a'b:example.org & nobody else");
  });

  async function translateWithI18next() {
    const i18next = createInstance();
    await i18next.init({ lng: "en", resources: { en: { register } } });
    return translateWith(i18next);
  }
});

describe("words of a client's own function", () => {
  const texts = new Map([
    ["sign_up|action|create", "Make me an account"],
    ["sign_up|summary|heading|one", "One slip"],
    ["sign_up|summary|heading|other", "%(count)s slips"],
    ["sign_up|root|label", "Join %(serverName)s"],
  ]);
  const has = (key: string) => texts.has(key) || texts.has(`${key}|other`);
  const translate = translateBy((key, variables) => {
    const form = variables["count"] === 1 ? "one" : "other";
    const text = texts.get(key) ?? texts.get(`${key}|${form}`) ?? key;
    return text.replace(/%\((\w+)\)s/g, (_, name: string) => String(variables[name]));
  }, has);

  test("take the place of the kit's, key by key", () => {
    const problems = [
      { code: "usernameTaken", field: "username" },
      { code: "passwordRefused", field: "password" },
    ] as const;
    const { show } = renderWithRegistration(form, { translate });
    show(account({ problems }));
    expect(screen.getByRole("region", { name: "Join example.org" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Make me an account" })).toBeVisible();
    expect(screen.getByRole("heading", { name: "2 slips" })).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Username" })).toBeVisible();
  });
});

test("single texts take the place of the kit's by `messages`", () => {
  renderWithRegistration(form, {
    messages: { "action.create": "Join in", "root.label": "Join {serverName}" },
  });
  expect(screen.getByRole("region", { name: "Join example.org" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Join in" })).toBeVisible();
});
