import { fireEvent, screen } from "@testing-library/react";
import type { ComponentPropsWithoutRef } from "react";
import { expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account } from "../scriptedRegistration.js";

const fields = [
  ["UsernameField", Register.UsernameField, "Username"],
  ["PasswordField", Register.PasswordField, "Password"],
  ["EmailField", Register.EmailField, "Email address"],
  ["RegistrationTokenField", Register.RegistrationTokenField, "Registration token"],
  ["GuestToggle", Register.GuestToggle, "Use a guest account"],
] as const;

const snapshot = account({ fields: { email: "optional", registrationToken: "optional" } });

function renderField(
  Field: (typeof fields)[number][1],
  inputProps: Omit<ComponentPropsWithoutRef<"input">, "defaultValue" | "defaultChecked">,
) {
  return renderWithRegistration(
    <Register.AccountForm>
      <Register.PasswordField />
      <Field inputProps={inputProps} />
      <Register.Submit />
    </Register.AccountForm>,
    { snapshot, guests: true },
  );
}

/** The input of the field that was rendered last. */
const inputNamed = (label: string) => screen.getAllByLabelText<HTMLInputElement>(label).at(-1)!;

test.each(fields)("%s: the app's handlers are called", (_, Field, label) => {
  const handlers = {
    onFocus: vi.fn(),
    onKeyDown: vi.fn(),
    onKeyUp: vi.fn(),
    onChange: vi.fn(),
    onBlur: vi.fn(),
  };
  renderField(Field, handlers);
  const input = inputNamed(label);
  fireEvent.focus(input);
  fireEvent.keyDown(input, { key: "a" });
  if (input.type === "checkbox") fireEvent.click(input);
  else fireEvent.change(input, { target: { value: "a" } });
  fireEvent.keyUp(input, { key: "a" });
  fireEvent.blur(input);
  for (const [name, handler] of Object.entries(handlers)) {
    expect(handler, name).toHaveBeenCalledOnce();
  }
});

test.each(fields)("%s: the app's attributes are on its input", (_, Field, label) => {
  renderField(Field, {
    className: "theirs",
    title: "A title",
    "aria-describedby": "their-words",
    "aria-keyshortcuts": "Alt+U",
  });
  const input = inputNamed(label);
  expect(input).toHaveClass("theirs");
  expect(input).toHaveAttribute("title", "A title");
  expect(input).toHaveAttribute("aria-keyshortcuts", "Alt+U");
  const described = input.getAttribute("aria-describedby")?.split(" ") ?? [];
  expect(described).toContain("their-words");
});

test("a typed value is sent all the same", async () => {
  const onChange = vi.fn();
  const { registration, user } = renderField(Register.UsernameField, { onChange });
  await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "secret{Enter}");
  expect(onChange).toHaveBeenCalledTimes(5);
  expect(registration.calls[0]?.[1]).toMatchObject({ username: "alice", password: "secret" });
});
