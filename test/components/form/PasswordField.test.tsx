import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { manualClock, renderWithRegistration } from "../renderWithRegistration.js";

const form = (
  <Register.AccountForm>
    <Register.PasswordField />
    <Register.Submit />
  </Register.AccountForm>
);
const password = () => screen.getByLabelText<HTMLInputElement>("Password");
const show = () => screen.getByRole("button", { name: "Show password" });

test("is shown by a button that keeps its name, and its text stays", async () => {
  const clock = manualClock();
  const { user, container } = renderWithRegistration(
    <>
      <Register.Announcer />
      {form}
    </>,
    { clock },
  );
  const polite = container.querySelector('[data-part="announcer"] > [aria-live="polite"]');
  await user.type(password(), "secret");
  expect(show()).toHaveAttribute("aria-pressed", "false");
  await user.click(show());
  expect(show()).toHaveAttribute("aria-pressed", "true");
  expect(password()).toHaveAttribute("type", "text");
  expect(password()).toHaveValue("secret");
  clock.pass(150);
  expect(polite).toHaveTextContent("Your password is shown.");
  expect(container.outerHTML).not.toContain("secret");
  await user.click(show());
  expect(password()).toHaveAttribute("type", "password");
  clock.pass(150);
  expect(polite).toHaveTextContent("Your password is hidden.");
});

test("is hidden again when it is sent", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(password(), "secret");
  await user.click(show());
  await user.type(password(), "{Enter}");
  expect(password()).toHaveAttribute("type", "password");
});

test("is hidden again when the window is left", async () => {
  const { user } = renderWithRegistration(form);
  await user.click(show());
  fireEvent.blur(window);
  expect(password()).toHaveAttribute("type", "password");
});

test("is hidden again after half a minute", async () => {
  const clock = manualClock();
  const { user } = renderWithRegistration(form, { clock });
  await user.type(password(), "secret");
  await user.click(show());
  clock.pass(29_000);
  expect(password()).toHaveAttribute("type", "text");
  clock.pass(1_000);
  expect(password()).toHaveAttribute("type", "password");
  expect(password()).toHaveValue("secret");
});

test("warns of signs that not every keyboard has", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(password(), "plain ASCII ~!");
  const warning = /Some of these characters may be hard to type on other devices\.$/;
  expect(password()).not.toHaveAccessibleDescription(warning);
  await user.type(password(), "ﬁ①é");
  expect(password()).toHaveAccessibleDescription(warning);
});

test("can be pasted, and nothing asks for it twice", async () => {
  const { user, container } = renderWithRegistration(form);
  await user.click(password());
  await user.paste("correct horse battery staple");
  expect(password()).toHaveValue("correct horse battery staple");
  expect(container.querySelectorAll("input")).toHaveLength(1);
});

test("is told how strong it is once typing rests, and only where that is asked for", async () => {
  const clock = manualClock();
  const estimateStrength = vi.fn(async (text: string) => (text.length > 20 ? "strong" : "weak"));
  const { user, container } = renderWithRegistration(form, {
    clock,
    estimateStrength: estimateStrength,
  });
  clock.pass(1_000);
  expect(estimateStrength).not.toHaveBeenCalled();
  await user.type(password(), "secret");
  expect(estimateStrength).not.toHaveBeenCalled();
  clock.pass(1_000);
  expect(
    await screen.findByText("Easy to guess. Add more words to make it stronger."),
  ).toBeVisible();
  expect(estimateStrength).toHaveBeenCalledExactlyOnceWith("secret", ["", "example.org"]);
  await user.type(password(), " and much longer than that");
  clock.pass(1_000);
  expect(await screen.findByText("Strong.")).toBeVisible();
  expect(container.outerHTML).not.toContain("much longer");
  await user.clear(password());
  clock.pass(1_000);
  expect(container.querySelector('[data-part="password-strength"]')).toBeEmptyDOMElement();
});

test("is taken whatever its strength, also when that cannot be told", async () => {
  const clock = manualClock();
  const { user, registration } = renderWithRegistration(form, {
    clock,
    estimateStrength: () => Promise.reject(new Error("not loaded")),
  });
  await user.type(password(), "a");
  clock.pass(1_000);
  await user.click(screen.getByRole("button", { name: "Create account" }));
  expect(registration.calls).toContainEqual(["submitAccount", expect.anything()]);
});

test("warns of Caps Lock while it is on", async () => {
  const { user } = renderWithRegistration(form);
  await user.click(password());
  await user.keyboard("{CapsLock}A");
  expect(screen.getByText("Caps Lock is on.")).toBeVisible();
  expect(password()).toHaveAccessibleDescription(/Caps Lock is on\.$/);
  await user.keyboard("{CapsLock}a");
  expect(screen.queryByText("Caps Lock is on.")).toBeNull();
});

test("tells which of the homeserver's rules are met", async () => {
  const { fetch } = createFakeHomeserver(scenarios.passwordPolicy.options);
  const { user, container } = renderWithRegistration(form, { fetch });
  await user.type(password(), "abc");
  await screen.findByText("Your password needs:");
  const rules = () => within(screen.getByRole("list")).getAllByRole("listitem");
  const said = () => rules().map(({ textContent }) => textContent);
  expect(said()).toEqual([
    "at least 10 characters not met yet",
    "a digit not met yet",
    "a symbol such as ! or ? not met yet",
    "a lowercase letter met",
    "an uppercase letter not met yet",
  ]);
  expect(password()).toHaveAttribute(
    "passwordrules",
    "minlength: 10; required: digit; required: special; required: lower; required: upper;",
  );
  await user.type(password(), "DEF1 ghijk");
  expect(said().filter((text) => text.endsWith(" met"))).toHaveLength(5);
  await user.clear(password());
  expect(said().filter((text) => text.endsWith(" met"))).toHaveLength(0);
  expect(container.outerHTML).not.toContain("DEF1");
});

test("says nothing of rules where the homeserver tells none", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(password(), "abc");
  expect(screen.queryByRole("list")).toBeNull();
});
