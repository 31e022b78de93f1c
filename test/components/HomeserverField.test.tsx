import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode, useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Register } from "../../src/index.js";
import { createFakeHomeserver } from "../../src/testing/index.js";

const pages = [
  createFakeHomeserver({ serverName: "one.example", baseUrl: "https://one.example" }),
  createFakeHomeserver({
    serverName: "two.example",
    baseUrl: "https://two.example",
    closed: true,
  }),
  createFakeHomeserver({ serverName: "three.example", baseUrl: "https://three.example" }),
];

const asked: string[] = [];
const fetch = (url: string, init: RequestInit): Promise<Response> => {
  asked.push(url);
  const page = pages.find(({ baseUrl }) => url.startsWith(baseUrl));
  return page === undefined ? Promise.reject(new TypeError("no route")) : page.fetch(url, init);
};

afterEach(() => {
  asked.length = 0;
  vi.useRealTimers();
});

function Picker({ first, allowAny }: { first: string; allowAny: boolean }) {
  const [homeserver, setHomeserver] = useState(first);
  return (
    <Register.Root
      homeserver={homeserver}
      homeservers={["one.example", "two.example", "three.example"]}
      allowAnyHomeserver={allowAny}
      onHomeserverChange={setHomeserver}
      fetch={fetch}
    >
      <Register.HomeserverField />
      <Register.HomeserverStatus />
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.Submit />
      </Register.AccountForm>
    </Register.Root>
  );
}

function renderPicker({ first = "one.example", allowAny = false } = {}) {
  const { container } = render(
    <StrictMode>
      <Picker first={first} allowAny={allowAny} />
    </StrictMode>,
  );
  return {
    root: container.querySelector('[data-part="root"]'),
    field: screen.getByRole("combobox", { name: "Homeserver" }),
    user: userEvent.setup(),
  };
}

test("by keyboard: the list opens, an option is taken, the homeserver is used", async () => {
  const { field, root, user } = renderPicker();
  await screen.findByRole("textbox", { name: "Username" });
  await user.type(screen.getByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(field);
  expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
    "one.example",
    "two.example",
    "three.example",
  ]);
  await user.keyboard("{ArrowUp}");
  expect(field).toHaveAttribute(
    "aria-activedescendant",
    screen.getByRole("option", { name: "three.example", selected: true }).id,
  );
  await user.keyboard("{Enter}");
  expect(field).toHaveValue("three.example");
  expect(field).toHaveAttribute("aria-expanded", "false");
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  await user.keyboard("{Enter}");
  await screen.findByText("@alice:three.example");
  expect(root).toHaveAttribute("data-homeserver", "uia");
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  expect(screen.getByLabelText("Password")).toHaveValue("");
});

test("by pointer", async () => {
  const { field, user } = renderPicker();
  await user.click(field);
  await user.click(screen.getByRole("option", { name: "two.example" }));
  expect(field).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Use this homeserver" }));
  expect(await screen.findByRole("alert")).toHaveTextContent(
    "two.example is not open for new accounts",
  );
});

test("Escape closes the list and keeps the name", async () => {
  const { field, user } = renderPicker();
  await user.clear(field);
  await user.type(field, "tw");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("option")).toBeNull();
  expect(field).toHaveValue("tw");
});

describe("what is typed", () => {
  test("is checked after a pause, and said", async () => {
    const { field, user } = renderPicker();
    await screen.findByRole("textbox", { name: "Username" });
    asked.length = 0;
    await user.clear(field);
    await user.type(field, "two.example");
    expect(await screen.findByText(/two.example is not open for new accounts/)).toBeVisible();
    expect(new Set(asked.map((url) => new URL(url).host))).toEqual(new Set(["two.example"]));
    expect(screen.getByRole("textbox", { name: "Username" })).toBeVisible();
  });

  test("and was checked is used without another question, and without the password", async () => {
    const { field, user } = renderPicker();
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.clear(field);
    await user.type(field, "three.example");
    await screen.findByText("You can create an account on three.example.");
    const discovered = asked.length;
    await user.click(screen.getByRole("button", { name: "Use this homeserver" }));
    await screen.findByText("@alice:three.example");
    expect(screen.getByLabelText("Password")).toHaveValue("");
    expect(
      asked.slice(discovered).filter((url) => /login|auth_metadata|well-known/.test(url)),
    ).toEqual([]);
  });

  test("is not asked while keys are pressed", async () => {
    vi.useFakeTimers();
    const { field } = renderPicker({ allowAny: true });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    asked.length = 0;
    for (const value of ["nobody", "nobody.", "nobody.e", "nobody.example"]) {
      fireEvent.change(field, { target: { value } });
      await act(() => vi.advanceTimersByTimeAsync(500));
    }
    expect(asked).toEqual([]);
    await act(() => vi.advanceTimersByTimeAsync(600));
    expect(new Set(asked.map((url) => new URL(url).host))).toEqual(new Set(["nobody.example"]));
  });

  test("has to be in the list where no other is allowed", async () => {
    const { field, user } = renderPicker();
    await user.clear(field);
    await user.type(field, "four.example{Enter}");
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/Choose one from the list/);
    expect(field).toHaveFocus();
    expect(asked.some((url) => url.includes("four.example"))).toBe(false);
  });

  test("has to be a name", async () => {
    const { field, user } = renderPicker({ allowAny: true });
    await user.clear(field);
    await user.type(field, "matrix.org@evil.example{Enter}");
    expect(field).toHaveAccessibleDescription(/not the name of a homeserver/);
    expect(asked.some((url) => url.includes("evil.example"))).toBe(false);
  });
});

test("is there when the first homeserver does not answer", async () => {
  const { field, user, root } = renderPicker({ first: "down.example" });
  await waitFor(() => expect(root).toHaveAttribute("data-homeserver", "unreachable"));
  await user.clear(field);
  await user.type(field, "one.example{Enter}");
  expect(await screen.findByRole("textbox", { name: "Username" })).toBeVisible();
});
