import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { notSaved } from "../../../src/components/ui/Elements.js";
import { Register } from "../../../src/index.js";
import type { PageConfig } from "../../../src/page/config/pageConfig.js";
import { HomeserverForm } from "../../../src/page/homeserver/HomeserverForm.js";
import { InviteView } from "../../../src/page/invitation/InviteView.js";
import { loadPageWords } from "../../../src/page/pageWords.js";
import type { SafeUrl } from "../../../src/protocol/guards/safeUrl.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account, stage, validating } from "../scriptedRegistration.js";

const form = (
  <>
    <Register.AccountForm>
      <Register.UsernameField />
      <Register.PasswordField />
      <Register.EmailField />
      <Register.RegistrationTokenField />
      <Register.Submit />
    </Register.AccountForm>
    <Register.HomeserverField />
    <Register.Stage />
  </>
);

const pageConfig: PageConfig = {
  homeservers: [],
  allowAnyHomeserver: true,
  trust: "listed",
  brand: {},
  clients: [],
  appsUrl: "https://apps.example.org/" as SafeUrl,
};

const compose = (input: HTMLElement, value: string) =>
  fireEvent.input(input, { target: { value }, isComposing: true });

const composingKeys = [
  ["as browsers tell", { isComposing: true }],
  ["as Safari tells", { keyCode: 229 }],
] as const;

/** Renders a view; the form in it is the one that is shown. */
const views = {
  "the account form": () => renderWithRegistration(form),
  "the choice of a homeserver": () =>
    renderWithRegistration(<Register.HomeserverField />, {
      homeservers: ["one.example", "two.example"],
      onHomeserverChange: () => undefined,
    }),
  "the account form with a phone number": () =>
    renderWithRegistration(
      <Register.AccountForm>
        <Register.PhoneField />
      </Register.AccountForm>,
      { snapshot: account({ fields: { phone: "required" } }) },
    ),
  "the registration token": () =>
    renderWithRegistration(<Register.Stage />, {
      snapshot: stage({ stage: { type: "m.login.registration_token" } }),
    }),
  "an email address": () =>
    renderWithRegistration(<Register.Stage />, {
      snapshot: validating({ step: "address" }),
    }),
  "a phone number": () =>
    renderWithRegistration(<Register.Stage />, {
      snapshot: validating({ medium: "phone", step: "address" }),
    }),
  "the code of a text message": () =>
    renderWithRegistration(<Register.Stage />, { snapshot: validating({ medium: "phone" }) }),
  "the page's choice of a homeserver": async () => {
    const props = { prefill: "", linked: false, isLinkElsewhere: false, onChoose: () => undefined };
    const words = await loadPageWords(["en"]);
    render(<HomeserverForm {...props} words={words} config={pageConfig} />);
  },
  "an invitation": async () => {
    render(<InviteView words={await loadPageWords(["en"])} config={pageConfig} />);
  },
};

describe.each(Object.entries(views))("in %s", (_view, renderView) => {
  // A browser sends a form at the key Enter, or closes a dialog at Escape, unless the key is prevented.
  test.each(composingKeys)("keys of a composition act on nothing, %s", async (_, composing) => {
    await renderView();
    const inputs = () => document.querySelectorAll<HTMLInputElement>("input:read-write");
    await waitFor(() => expect(inputs()).not.toHaveLength(0));
    for (const input of inputs()) {
      for (const key of ["Enter", "Escape"]) {
        expect(fireEvent.keyDown(input, { key, ...composing })).toBe(false);
        expect(fireEvent.keyDown(input, { key })).toBe(true);
      }
      // The other keys belong to the composition.
      expect(fireEvent.keyDown(input, { key: "ArrowDown", ...composing })).toBe(true);
    }
  });
});

test("every form of the kit and the page keeps to compositions", () => {
  const sources = import.meta.glob<string>("../../../src/{components,page}/**/*.tsx", {
    query: "?raw",
    import: "default",
    eager: true,
  });
  const forms = Object.values(sources).flatMap((text) => text.match(/^ *<form(?=\s)[^>]*/gm) ?? []);
  expect(forms.length).toBeGreaterThan(4);
  for (const form of forms) expect(form).toContain("onKeyDownCapture={keepToComposition}");
});

describe("while characters are composed", () => {
  test("no field is judged before they are there", async () => {
    const problems = [{ code: "usernameInvalid", field: "username" }] as const;
    renderWithRegistration(form, { snapshot: account({ problems: [...problems] }) });
    const input = screen.getByLabelText("Username");
    const suggestion = () => document.querySelector('[data-part="suggestion"]');
    compose(input, "Alice");
    // Time for a review that would come.
    await act(async () => undefined);
    expect(input).toBeInvalid();
    expect(suggestion()).toBeNull();
    fireEvent.compositionEnd(input);
    await waitFor(() => expect(suggestion()).not.toBeNull());
  });

  test("the composed text is sent", async () => {
    const { registration } = renderWithRegistration(form);
    const input = screen.getByLabelText("Username");
    compose(input, "alice");
    fireEvent.compositionEnd(input);
    await waitFor(() => expect(registration.kept.at(-1)).toMatchObject({ username: "alice" }));
  });

  test.each(composingKeys)("their keys are none of the list of homeservers, %s", (_, composing) => {
    renderWithRegistration(form, {
      homeservers: ["one.example", "two.example"],
      onHomeserverChange: () => undefined,
    });
    const input = screen.getByRole("combobox", { name: "Homeserver" });
    fireEvent.change(input, { target: { value: "example" } });
    const shown = () => screen.queryAllByRole("option", { selected: true }).length;
    expect(fireEvent.keyDown(input, { key: "ArrowDown", ...composing })).toBe(true);
    expect(shown()).toBe(0);
    fireEvent.keyDown(input, { key: "ArrowDown" });
    expect(shown()).toBe(1);
    fireEvent.keyDown(input, { key: "Enter", ...composing });
    expect(input).toHaveValue("example");
    fireEvent.keyDown(input, { key: "Escape", ...composing });
    expect(shown()).toBe(1);
    fireEvent.keyDown(input, { key: "Escape" });
    expect(shown()).toBe(0);
  });
});

describe("password managers are asked to leave alone", () => {
  const attributes = Object.entries(notSaved);
  test("the registration token in the form", () => {
    const snapshot = account({ fields: { registrationToken: "required" } });
    renderWithRegistration(form, { snapshot });
    const input = screen.getByLabelText("Registration token");
    for (const [name, value] of attributes) expect(input).toHaveAttribute(name, value);
    for (const name of Object.keys(notSaved)) {
      expect(screen.getByLabelText("Username")).not.toHaveAttribute(name);
      expect(screen.getByLabelText("Password")).not.toHaveAttribute(name);
    }
  });

  test("the registration token of its stage", async () => {
    renderWithRegistration(form, {
      snapshot: stage({ stage: { type: "m.login.registration_token" } }),
    });
    const input = await screen.findByRole("textbox", { name: "Registration token" });
    for (const [name, value] of attributes) expect(input).toHaveAttribute(name, value);
  });

  test("the code of a text message, which the phone may fill in", async () => {
    renderWithRegistration(form, { snapshot: validating({ medium: "phone" }) });
    const input = await screen.findByRole("textbox", { name: "Code" });
    for (const [name, value] of attributes) expect(input).toHaveAttribute(name, value);
    expect(input).toHaveAttribute("autocomplete", "one-time-code");
  });
});
