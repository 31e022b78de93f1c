import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { type Locale, Register } from "../../../src/index.js";
import de from "../../../src/locales/languages/de.js";
import en from "../../../src/locales/languages/en.js";
import { manyPolicies, policies } from "../policies.js";
import { nothingAnswers, renderWithRegistration } from "../renderWithRegistration.js";
import { account, scriptedRegistration } from "../scriptedRegistration.js";

const form = (
  <Register.AccountForm>
    <Register.ErrorSummary />
    <Register.PasswordField />
    <Register.PoliciesField />
    <Register.Submit />
  </Register.AccountForm>
);
const asked = (version?: string) => account({ fields: { policies: policies(version) } });
const box = (name: RegExp) => screen.getByRole("checkbox", { name });

test("each policy has a checkbox, never ticked beforehand, and its name is a link", () => {
  renderWithRegistration(form, { snapshot: asked() });
  const group = screen.getByRole("group", { name: "Terms of example.org" });
  expect(within(group).getAllByRole("checkbox")).toHaveLength(2);
  for (const each of within(group).getAllByRole("checkbox")) expect(each).not.toBeChecked();
  expect(box(/Terms of Service/)).toBeRequired();
  const link = screen.getByRole("link", { name: /^Privacy Policy \(policies.example.net\)/ });
  expect(link).toHaveAttribute("href", "https://policies.example.net/privacy");
  expect(link).toHaveAttribute("target", "_blank");
  expect(link).toHaveAttribute("rel", "noopener noreferrer");
  expect(link).toHaveAccessibleName(/opens in a new tab/);
});

test("the homeserver's own host is not named", () => {
  renderWithRegistration(form, { snapshot: asked() });
  const link = screen.getByRole("link", { name: "Terms of Service (opens in a new tab)" });
  expect(box(/Terms of Service/).closest("label")).toContainElement(link);
});

test("a link is followed without a tick", async () => {
  const { user } = renderWithRegistration(form, { snapshot: asked() });
  const link = screen.getByRole("link", { name: /Terms of Service/ });
  link.addEventListener("click", (event) => event.preventDefault());
  await user.click(link);
  expect(box(/Terms of Service/)).not.toBeChecked();
});

describe("many policies", () => {
  const many = () => account({ fields: { policies: manyPolicies() } });
  const all = () => box(/^I accept all/);
  const boxes = () => screen.getAllByRole("checkbox");
  const states = () => boxes().map((each) => (each as HTMLInputElement).checked);

  test("are folded under one checkbox, which names and accepts them all", async () => {
    const { user, registration, container } = renderWithRegistration(form, { snapshot: many() });
    expect(container.querySelector("details")).not.toHaveAttribute("open");
    expect(all()).toHaveAccessibleName(
      "I accept all: Terms of Service, Privacy Policy, and Code of Conduct",
    );
    await user.click(all());
    expect(states()).toEqual([true, true, true, true]);
    await user.type(screen.getByLabelText("Password"), "secret");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    expect(registration.calls[0]?.[1]).toMatchObject({
      acceptedPolicies: [{ id: "terms.of.service" }, { id: "privacy" }, { id: "conduct" }],
    });
    await user.click(all());
    expect(states()).toEqual([false, false, false, false]);
  });

  test("can be read, and accepted one by one: the state of all is mixed meanwhile", async () => {
    const { user } = renderWithRegistration(form, { snapshot: many() });
    await user.click(screen.getByText("Read them, or accept one by one"));
    expect(screen.getAllByRole("link")).toHaveLength(3);
    expect(all()).not.toBePartiallyChecked();
    await user.click(box(/^I accept: Privacy Policy/));
    expect(all()).toBePartiallyChecked();
    expect(all()).not.toBeChecked();
    await user.click(box(/^I accept: Terms/));
    await user.click(box(/^I accept: Code/));
    expect(all()).toBeChecked();
    expect(all()).not.toBePartiallyChecked();
    await user.click(box(/^I accept: Code/));
    expect(all()).toBePartiallyChecked();
    await user.click(all());
    expect(states()).toEqual([true, true, true, true]);
  });

  test("that were not accepted lead to that checkbox", async () => {
    const { user } = renderWithRegistration(form, { snapshot: many() });
    await user.type(screen.getByLabelText("Password"), "secret");
    await user.click(screen.getByRole("button", { name: "Create account" }));
    await waitFor(() => expect(all()).toHaveFocus());
    expect(all()).toBeInvalid();
    expect(all()).toHaveAccessibleDescription("Accept the terms to continue.");
  });
});

test("the policies that were shown are sent", async () => {
  const { user, registration } = renderWithRegistration(form, { snapshot: asked(), locale: de });
  await user.click(box(/Nutzungsbedingungen/));
  expect(screen.getAllByText("Nutzungsbedingungen")[0]).toHaveAttribute("lang", "de-DE");
  await user.click(box(/Privacy Policy/));
  await user.type(screen.getByLabelText("Passwort"), "secret");
  await user.click(screen.getByRole("button", { name: "Konto anlegen" }));
  expect(registration.calls).toEqual([
    [
      "submitAccount",
      {
        password: "secret",
        acceptedPolicies: [
          {
            id: "terms.of.service",
            version: "1.0",
            language: "de_DE",
            url: "https://example.org/de/terms",
          },
          {
            id: "privacy",
            version: "2.0",
            language: "en",
            url: "https://policies.example.net/privacy",
          },
        ],
      },
    ],
  ]);
});

test("a policy that changed is to be accepted anew, the others stay", async () => {
  const { user, show, registration } = renderWithRegistration(form, { snapshot: asked() });
  await user.click(box(/Terms of Service/));
  await user.click(box(/Privacy Policy/));
  show(asked("1.1"));
  expect(box(/Terms of Service/)).not.toBeChecked();
  expect(box(/Privacy Policy/)).toBeChecked();
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(box(/Terms of Service/)).toHaveFocus());
  expect(registration.calls).toEqual([]);
  await user.click(box(/Terms of Service/));
  await user.click(screen.getByRole("button", { name: "Create account" }));
  expect(registration.calls[0]?.[1]).toMatchObject({
    acceptedPolicies: [
      { id: "privacy", version: "2.0" },
      { id: "terms.of.service", version: "1.1" },
    ],
  });
});

test("in another language it is another text, to be accepted anew", async () => {
  const registration = scriptedRegistration(asked());
  const inLanguage = (locale: Locale) => (
    <Register.Root registration={registration} fetch={nothingAnswers} locale={locale}>
      {form}
    </Register.Root>
  );
  const { rerender } = render(inLanguage(de));
  await userEvent.click(box(/Nutzungsbedingungen/));
  rerender(inLanguage(en));
  expect(box(/Terms of Service/)).not.toBeChecked();
  await userEvent.type(screen.getByLabelText("Password"), "secret");
  await userEvent.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(box(/Terms of Service/)).toHaveFocus());
  expect(registration.calls).toEqual([]);
});

test("a tick can be taken back", async () => {
  const { user, registration } = renderWithRegistration(form, { snapshot: asked() });
  await user.click(box(/Terms of Service/));
  await user.click(box(/Privacy Policy/));
  await user.click(box(/Privacy Policy/));
  await user.type(screen.getByLabelText("Password"), "secret");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(box(/Privacy Policy/)).toHaveFocus());
  expect(registration.calls).toEqual([]);
});

test("the problem leads to the first box without a tick", async () => {
  const { user, show } = renderWithRegistration(form, { snapshot: asked() });
  await user.click(box(/Terms of Service/));
  show({ ...asked(), problems: [{ code: "policiesNotAccepted", field: "policies" }] });
  expect(box(/Privacy Policy/)).toHaveFocus();
  expect(box(/Privacy Policy/)).toBeInvalid();
  expect(box(/Privacy Policy/)).toHaveAccessibleDescription("Accept the terms to continue.");
});

test("nothing is shown where there is nothing to accept", () => {
  renderWithRegistration(form);
  expect(screen.queryByRole("group", { name: /Terms/ })).toBeNull();
});
