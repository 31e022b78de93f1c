import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Register } from "../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { renderWithRun } from "./renderWithRun.js";

const form = (
  <Register.AccountForm>
    <Register.PasswordField />
    <Register.Submit />
  </Register.AccountForm>
);
const password = () => screen.getByLabelText<HTMLInputElement>("Password");
const show = () => screen.getByRole("button", { name: "Show password" });

test("is shown by a button that keeps its name, and its text stays", async () => {
  const { user, container } = renderWithRun(
    <>
      <Register.Announcer />
      {form}
    </>,
  );
  await user.type(password(), "secret");
  expect(show()).toHaveAttribute("aria-pressed", "false");
  await user.click(show());
  expect(show()).toHaveAttribute("aria-pressed", "true");
  expect(password()).toHaveAttribute("type", "text");
  expect(password()).toHaveValue("secret");
  expect(screen.getByText("Your password is shown.")).toHaveAttribute("aria-live", "polite");
  expect(container.outerHTML).not.toContain("secret");
  await user.click(show());
  expect(password()).toHaveAttribute("type", "password");
  expect(screen.getByText("Your password is hidden.")).toBeInTheDocument();
});

test("is hidden again when it is sent", async () => {
  const { user } = renderWithRun(form);
  await user.type(password(), "secret");
  await user.click(show());
  await user.type(password(), "{Enter}");
  expect(password()).toHaveAttribute("type", "password");
});

test("is hidden again when the window is left", async () => {
  const { user } = renderWithRun(form);
  await user.click(show());
  fireEvent.blur(window);
  expect(password()).toHaveAttribute("type", "password");
});

test("warns of Caps Lock while it is on", async () => {
  const { user } = renderWithRun(form);
  await user.click(password());
  await user.keyboard("{CapsLock}A");
  expect(screen.getByText("Caps Lock is on.")).toBeVisible();
  expect(password()).toHaveAccessibleDescription("Caps Lock is on.");
  await user.keyboard("{CapsLock}a");
  expect(screen.queryByText("Caps Lock is on.")).toBeNull();
});

test("tells which of the homeserver's rules are met", async () => {
  const { fetch } = createFakeHomeserver(scenarios.passwordPolicy.options);
  const { user, container } = renderWithRun(form, { fetch });
  await user.type(password(), "abc");
  await screen.findByText("Your password needs:");
  const rules = () => within(screen.getByRole("list")).getAllByRole("listitem");
  const said = () => rules().map(({ textContent }) => textContent);
  expect(said()).toEqual([
    "at least 10 characters still missing",
    "a digit still missing",
    "a symbol such as ! or ? still missing",
    "a small letter done",
    "a capital letter still missing",
  ]);
  await user.type(password(), "DEF1 ghijk");
  expect(said().filter((text) => text.endsWith("done"))).toHaveLength(5);
  await user.clear(password());
  expect(said().filter((text) => text.endsWith("done"))).toHaveLength(0);
  expect(container.outerHTML).not.toContain("DEF1");
});

test("says nothing of rules where the homeserver tells none", async () => {
  const { user } = renderWithRun(form);
  await user.type(password(), "abc");
  expect(screen.queryByRole("list")).toBeNull();
});
