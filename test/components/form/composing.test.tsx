import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { notSaved } from "../../../src/components/ui/Elements.js";
import { Register } from "../../../src/index.js";
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

const compose = (input: HTMLElement, value: string) =>
  fireEvent.input(input, { target: { value }, isComposing: true });

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

  test("the composed text is sent", () => {
    const { registration } = renderWithRegistration(form);
    const input = screen.getByLabelText("Username");
    compose(input, "alice");
    fireEvent.compositionEnd(input);
    expect(registration.kept.at(-1)).toMatchObject({ username: "alice" });
  });

  test.each([
    ["as browsers tell", { isComposing: true }],
    ["as Safari tells", { keyCode: 229 }],
  ])("their keys are none of the list of homeservers, %s", (_, composing) => {
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
    // Not prevented: the key ends the composition, and takes no option.
    expect(fireEvent.keyDown(input, { key: "Enter", ...composing })).toBe(true);
    expect(input).toHaveValue("example");
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
