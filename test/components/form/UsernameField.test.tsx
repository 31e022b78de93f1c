import { screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
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

describe("the server name", () => {
  const longName = "matrix.of-a-club.example.org";
  const onLong = account({ homeserver: { baseUrl: `https://${longName}`, serverName: longName } });
  const suffix = (container: HTMLElement) =>
    container.querySelector<HTMLElement>('[data-part="username-suffix"]');
  const userId = () => document.querySelector('[data-part="username-preview"]');

  test("follows the input, is its description once, and is no word to translate", () => {
    const { container } = renderWithRegistration(form);
    expect(suffix(container)).toHaveTextContent(/^:example\.org$/);
    expect(suffix(container)).toHaveAttribute("translate", "no");
    expect(suffix(container)).toHaveAttribute("aria-hidden", "true");
    expect(suffix(container)?.closest("[dir]")).toHaveAttribute("dir", "ltr");
    expect(username()).toHaveAccessibleName("Username");
    expect(username()).toHaveAccessibleDescription(/^[^:]* :example\.org\s*$/);
  });

  test("is part of the field for a pointer", async () => {
    const { container, user } = renderWithRegistration(form);
    await user.click(suffix(container)!);
    expect(username()).toHaveFocus();
  });

  test("needs no sentence with the user ID below, unless that is another one", async () => {
    const { user } = renderWithRegistration(form, onFake());
    await user.type(username(), "alice");
    expect(await screen.findByText(/is available/, undefined, { timeout: 3_000 })).toBeVisible();
    expect(userId()).toBeNull();
    await user.clear(username());
    await user.type(username(), "Alice");
    await waitFor(() => expect(userId()).not.toBeNull());
    expect(userId()).toHaveTextContent("Your user ID will be @alice:example.org.");
    expect(userId()?.querySelector("bdi")).toHaveAttribute("dir", "ltr");
  });

  test("is told in that sentence where it is too long for the field", async () => {
    const { user, container } = renderWithRegistration(form, { snapshot: onLong });
    expect(suffix(container)).toHaveAttribute("title", longName);
    expect(userId()).toBeNull();
    await user.type(username(), "alice");
    await waitFor(() => expect(userId()).toHaveTextContent(`@alice:${longName}`));
  });

  test("and where the field goes without it", async () => {
    const { user, container } = renderWithRegistration(
      <Register.AccountForm>
        <Register.UsernameField suffix={false} />
      </Register.AccountForm>,
    );
    expect(suffix(container)).toBeNull();
    expect(username()).not.toHaveAccessibleDescription(/example\.org/);
    await user.type(username(), "alice");
    await waitFor(() => expect(userId()).toHaveTextContent("@alice:example.org"));
  });

  test("is absent where no server name is known", async () => {
    const { user, container } = renderWithRegistration(form, {
      snapshot: account({ homeserver: { baseUrl: "https://matrix.example.org" } }),
    });
    await user.type(username(), "alice");
    expect(
      await screen.findByText(/could not be checked/, undefined, { timeout: 3_000 }),
    ).toBeVisible();
    expect(suffix(container)).toBeNull();
    expect(userId()).toBeNull();
  });
});

test("offers lower case, and leaves what was typed until it is taken", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(username(), "Alice");
  expect(username()).toHaveValue("Alice");
  expect(await screen.findByText(words("@alice:example.org"))).toBeVisible();
  await user.click(await screen.findByRole("button", { name: "Use “alice”" }));
  expect(username()).toHaveValue("alice");
  expect(username()).toHaveFocus();
  expect(screen.queryByRole("button", { name: /Use/ })).toBeNull();
});

test("a look-alike is no capital letter, so the name offered is another one", async () => {
  const { user } = renderWithRegistration(form);
  await user.type(username(), "\u212aelvin");
  expect(await screen.findByText(/Use only lowercase letters a to z/)).toBeVisible();
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
