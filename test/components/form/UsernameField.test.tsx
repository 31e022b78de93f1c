import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Register } from "../../../src/index.js";
import en from "../../../src/locales/catalogues/en.json" with { type: "json" };
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { words } from "../../words.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import { account } from "../scriptedRegistration.js";

const form = (
  <Register.AccountForm>
    <Register.UsernameField />
  </Register.AccountForm>
);
const username = () => screen.getByRole("textbox", { name: "Username" });
const onFake = () => ({ fetch: createFakeHomeserver(scenarios.open.options).fetch });

test.each([
  ["alice", "This username is available."],
  ["taken", "This username is taken. Choose another one."],
  ["reserved.bot", "This username is reserved. Choose another one."],
  ["12345", "The homeserver does not allow this username. Choose another one."],
])("%s: %s", async (typed, said) => {
  const { user } = renderWithRegistration(form, onFake());
  await user.type(username(), typed);
  expect(await screen.findByText(said, undefined, { timeout: 3_000 })).toBeVisible();
  expect(username()).toHaveAccessibleDescription(new RegExp(said.slice(0, 20)));
  expect(username()).not.toHaveAttribute("aria-invalid");
});

test("says so when it cannot be told whether a name is free", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(username(), "alice");
  expect(
    await screen.findByText(/could not be checked/, undefined, { timeout: 3_000 }),
  ).toBeVisible();
});

test("shows the user ID that is asked for, promising nothing", async () => {
  const { user } = renderWithRegistration(form, onFake());
  expect(screen.queryByText(/Your user ID will be/)).toBeNull();
  await user.type(username(), "alice");
  expect(screen.getByText(words("@alice:example.org"))).toHaveAttribute("dir", "ltr");
  expect(screen.getByText(/Your user ID will be/)).toBeVisible();
});

test("offers lower case, and leaves what was typed until it is taken", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(username(), "Alice");
  expect(username()).toHaveValue("Alice");
  expect(screen.getByText(words("@alice:example.org"))).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "Use “alice”" }));
  expect(username()).toHaveValue("alice");
  expect(username()).toHaveFocus();
  expect(screen.queryByRole("button", { name: /Use/ })).toBeNull();
});

test("a look-alike is no capital letter, so the name offered is another one", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(username(), "\u212aelvin");
  expect(screen.getByText(/Use only lowercase letters a to z/)).toBeVisible();
  expect(screen.queryByText(/Your user ID will be/)).toBeNull();
  expect(await screen.findByRole("button", { name: "Use “kelvin”" })).toBeVisible();
});

test("a guest's name stays", () => {
  renderWithRegistration(form, {
    snapshot: account({ fields: { username: "locked" }, username: "17" }),
  });
  expect(username()).toHaveValue("17");
  expect(username()).toHaveAttribute("readonly");
  expect(username()).toHaveAccessibleDescription(/username of your guest account/);
});

test("reserves room for each of its problems once, and for no problem of another field", () => {
  const { container } = renderWithRegistration(form);
  const reserved = [...container.querySelectorAll<HTMLElement>("[data-problem]")].map(
    ({ dataset }) => dataset["problem"],
  );
  const own = textsOf(/^problem\.username/);
  expect(own.size).toBeGreaterThan(4);
  expect(reserved).toHaveLength(own.size);
  expect(new Set(reserved)).toEqual(own);
});

/** The English texts of keys, each once. */
function textsOf(keys: RegExp): ReadonlySet<string> {
  const texts = Object.entries(en).filter(([key]) => keys.test(key));
  return new Set(texts.map(([, text]) => text));
}
