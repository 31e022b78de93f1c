import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentPropsWithoutRef, StrictMode, useState } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, test, vi } from "vitest";
import { registrationParts } from "../../../src/components/late/registrationParts.js";
import { Register, type Result } from "../../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { policies } from "../policies.js";
import { isReachableFromReact } from "../reachableText.js";
import { manualClock, nothingAnswers, renderWithRegistration } from "../renderWithRegistration.js";
import {
  account,
  registered,
  scriptedRegistration,
  stage,
  uncertain,
} from "../scriptedRegistration.js";

const form = (
  <Register.AccountForm>
    <Register.ErrorSummary />
    <Register.GuestToggle />
    <Register.UsernameField />
    <Register.PasswordField />
    <Register.EmailField />
    <Register.RegistrationTokenField />
    <Register.PoliciesField />
    <Register.Submit />
  </Register.AccountForm>
);

const username = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Username" });
const password = () => screen.getByLabelText<HTMLInputElement>("Password");
const submit = () => screen.getByRole("button", { name: "Create account" });

describe("sending", () => {
  test("sends what was typed, the password to the letter", async () => {
    const { registration, user } = renderWithRegistration(form);
    await user.type(username(), "alice");
    await user.type(password(), "  pass ﬁ wörd  ");
    await user.click(submit());
    expect(registration.calls).toEqual([
      ["submitAccount", { username: "alice", password: "  pass ﬁ wörd  ", acceptedPolicies: [] }],
    ]);
  });

  test("Enter in any field sends, an empty username is left out", async () => {
    const { registration, user } = renderWithRegistration(form);
    await user.type(password(), "secret{Enter}");
    expect(registration.calls).toEqual([
      ["submitAccount", { password: "secret", acceptedPolicies: [] }],
    ]);
  });

  test("takes what a password manager wrote into the elements without an event", async () => {
    const { registration, user } = renderWithRegistration(form);
    username().value = "filled";
    password().value = "filled in";
    await user.click(submit());
    expect(registration.calls).toEqual([
      ["submitAccount", { username: "filled", password: "filled in", acceptedPolicies: [] }],
    ]);
  });

  test("leaves out what is not asked for", async () => {
    const { registration, user } = renderWithRegistration(form, {
      defaultValues: { email: "a@example.org", registrationToken: "abc" },
    });
    await user.type(password(), "secret{Enter}");
    expect(registration.calls).toEqual([
      ["submitAccount", { password: "secret", acceptedPolicies: [] }],
    ]);
  });

  test("sends what it began with where it is asked for", async () => {
    const { registration, user } = renderWithRegistration(form, {
      snapshot: account({ fields: { email: "optional", registrationToken: "required" } }),
      defaultValues: { username: "bob", email: "a@example.org", registrationToken: "abc" },
    });
    await user.type(password(), "secret{Enter}");
    expect(registration.calls).toEqual([
      [
        "submitAccount",
        {
          username: "bob",
          password: "secret",
          email: "a@example.org",
          registrationToken: "abc",
          acceptedPolicies: [],
        },
      ],
    ]);
  });

  test.each(["sending", "checking"] as const)(
    "while %s it keeps its name and sends nothing",
    async (activity) => {
      const { registration, user, show } = renderWithRegistration(form);
      await user.type(password(), "secret");
      show(account({ activity }));
      expect(submit()).toBeEnabled();
      expect(submit()).toHaveAttribute("aria-disabled", "true");
      expect(submit()).toHaveAttribute("aria-busy", "true");
      await user.click(submit());
      await user.type(password(), "{Enter}");
      expect(registration.calls).toEqual([]);
    },
  );

  test("the app can keep it from being sent", async () => {
    const registration = scriptedRegistration();
    render(
      <Register.Root registration={registration} fetch={nothingAnswers}>
        <Register.AccountForm onSubmit={(event) => event.preventDefault()}>
          <Register.Submit />
        </Register.AccountForm>
      </Register.Root>,
    );
    await userEvent.click(submit());
    expect(registration.calls).toEqual([]);
  });
});

describe("typed values", () => {
  test("is kept, hidden, while a stage is done, and goes when the account is made", async () => {
    const { user, show } = renderWithRegistration(form);
    await user.type(username(), "alice");
    await user.type(password(), "secret");
    await user.tab();
    const before = password();
    show(stage());
    expect(screen.queryByRole("textbox", { name: "Username" })).toBeNull();
    show(uncertain());
    show(account());
    expect(username()).toHaveValue("alice");
    expect(password()).toBe(before);
    expect(password()).toHaveValue("secret");
    show(registered());
    expect(screen.queryByLabelText("Password")).toBeNull();
    await waitFor(() => {
      expect(before.value).toBe("");
    });
  });

  test("is prefilled by property, so that no attribute has it", () => {
    const { container } = renderWithRegistration(form, {
      snapshot: account({ fields: { registrationToken: "required" } }),
      defaultValues: { username: "alice", registrationToken: "prefilled-token" },
    });
    expect(username()).toHaveValue("alice");
    expect(screen.getByRole("textbox", { name: "Registration token" })).toHaveValue(
      "prefilled-token",
    );
    expect(container.outerHTML).not.toContain("prefilled-token");
  });

  test("comes back into focus after a stage", () => {
    const { show } = renderWithRegistration(form);
    expect(document.body).toHaveFocus();
    show(stage());
    show(account());
    expect(username()).toHaveFocus();
  });
});

test("neither markup nor React ever holds the password, and at the end nothing does", async () => {
  const canary = "canary battery staple";
  const fake = createFakeHomeserver(scenarios.open.options);
  const onDone = vi.fn<(result: Result) => void>();
  const { container } = render(
    <StrictMode>
      <Register.Root
        homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
        fetch={fake.fetch}
        onDone={onDone}
      >
        {form}
        <Register.Outcome />
      </Register.Root>
    </StrictMode>,
  );
  const holds = () =>
    container.outerHTML.includes(canary) || isReachableFromReact(container, canary);
  const user = userEvent.setup();
  const field = await screen.findByLabelText<HTMLInputElement>("Password");
  await user.type(username(), "taken");
  await user.type(field, canary);
  expect(isReachableFromReact(container, "taken")).toBe(true);
  expect(holds()).toBe(false);
  await user.click(screen.getByRole("button", { name: "Show password" }));
  expect(holds()).toBe(false);
  await user.click(submit());
  await screen.findByText("This username is taken. Choose another one.");
  expect(holds()).toBe(false);
  await user.clear(username());
  await user.type(username(), "alice{Enter}");
  await screen.findByRole("heading", { name: "Your account is ready" });
  expect(onDone).toHaveBeenCalledOnce();
  expect(holds()).toBe(false);
  await waitFor(() => {
    expect(field.value).toBe("");
  });
});

describe("a refusal", () => {
  const taken = { code: "usernameTaken", field: "username" } as const;
  const weak = { code: "passwordTooShort", field: "password" } as const;

  test("of one field stands there and takes the focus there", () => {
    const { show } = renderWithRegistration(form);
    show(account({ problems: [taken] }));
    expect(username()).toBeInvalid();
    expect(username()).toHaveAccessibleDescription(/This username is taken/);
    expect(username()).toHaveFocus();
    expect(screen.queryByRole("region", { name: /to fix/ })).toBeNull();
    expect(password()).not.toHaveAttribute("aria-invalid");
  });

  test("of several fields is summed up, and leads to each", async () => {
    const { show, user } = renderWithRegistration(form);
    show(account({ problems: [taken, weak] }));
    const summary = screen.getByRole("region", { name: "There are 2 problems to fix" });
    expect(summary).toHaveFocus();
    await user.click(within(summary).getByRole("button", { name: /password is too short/ }));
    expect(password()).toHaveFocus();
    expect(password()).toBeInvalid();
  });

  test("leaves the focus where it is until the code of the summary is there", () => {
    const listeners = new Set<() => void>();
    vi.spyOn(registrationParts, "subscribe").mockImplementation((listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    });
    const code = vi.spyOn(registrationParts, "getSnapshot");
    code.mockReturnValue({ status: "absent", module: null });
    const { show } = renderWithRegistration(form);
    act(() => submit().focus());
    show(account({ problems: [taken, weak] }));
    expect(username()).toBeInvalid();
    expect(submit()).toHaveFocus();
    code.mockRestore();
    act(() => {
      for (const listener of listeners) listener();
    });
    expect(screen.getByRole("region", { name: "There are 2 problems to fix" })).toHaveFocus();
  });

  test("of several fields takes the focus to the first where the app shows no summary", () => {
    const { show } = renderWithRegistration(
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.Submit />
      </Register.AccountForm>,
    );
    show(account({ problems: [taken, weak] }));
    expect(username()).toHaveFocus();
  });

  test("of the whole form takes the focus", () => {
    const { show } = renderWithRegistration(form);
    show(account({ problems: [{ code: "sessionExpired" }] }));
    const summary = screen.getByRole("region", { name: "There is a problem to fix" });
    expect(summary).toHaveFocus();
    expect(summary).toHaveTextContent("Your sign-up has timed out");
  });

  test("of a field that is not on the page is told in the summary", () => {
    const { show } = renderWithRegistration(form);
    show(account({ problems: [{ code: "phoneRefused", field: "phone" }] }));
    expect(screen.getByRole("region", { name: /a problem to fix/ })).toHaveFocus();
  });

  test("of a field that comes later stands there once it is there", async () => {
    function LateEmail() {
      const [isThere, setIsThere] = useState(false);
      return (
        <>
          <button type="button" onClick={() => setIsThere(true)}>
            More
          </button>
          {isThere && <Register.EmailField />}
        </>
      );
    }
    const { show, user } = renderWithRegistration(
      <Register.AccountForm>
        <Register.ErrorSummary />
        <Register.UsernameField />
        <LateEmail />
      </Register.AccountForm>,
    );
    const problems = [{ code: "emailInUse", field: "email" }] as const;
    show(account({ fields: { email: "required" }, problems }));
    expect(screen.getByRole("region", { name: /a problem to fix/ })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "More" }));
    expect(screen.getByRole("textbox", { name: "Email address" })).toBeInvalid();
    expect(screen.queryByRole("region", { name: /a problem to fix/ })).toBeNull();
  });

  test("goes when its field is changed, and comes back when it is told again", async () => {
    const { show, user } = renderWithRegistration(form);
    await user.type(username(), "al");
    await user.tab();
    show(account({ problems: [taken, weak] }));
    await user.type(username(), "i");
    expect(username()).toBeValid();
    expect(password()).toBeInvalid();
    await user.type(password(), "x");
    expect(password()).toBeValid();
    await user.tab();
    show(account({ problems: [taken, weak] }));
    expect(username()).toBeInvalid();
    expect(password()).toBeInvalid();
  });

  test.each([
    ["Username", "username", "usernameUpperCase", "Alice", "{Backspace>5}alice"],
    ["Email address", "email", "emailMalformed", "alice", "@example.org"],
    [
      "Registration token",
      "registrationToken",
      "registrationTokenMalformed",
      "a\u0001b",
      "{Backspace>2}c",
    ],
  ] as const)(
    "that the form can find by itself stays until the field is right: %s",
    async (label, field, code, wrong, right) => {
      const fields = { email: "required", registrationToken: "required" } as const;
      const { show, user } = renderWithRegistration(form, { snapshot: account({ fields }) });
      const input = screen.getByRole("textbox", { name: label });
      await user.type(input, wrong);
      show(account({ fields, problems: [{ code, field }] }));
      await user.type(input, "x{Backspace}");
      expect(input).toBeInvalid();
      await user.type(input, right);
      expect(input).toBeValid();
    },
  );

  test("of a password that is missing goes with the first sign, one that is too long with the last", async () => {
    const { show, user } = renderWithRegistration(form);
    show(account({ problems: [{ code: "passwordMissing", field: "password" }] }));
    await user.type(password(), "s");
    expect(password()).toBeValid();
    const become = (length: number) =>
      fireEvent.change(password(), { target: { value: "s".repeat(length) } });
    become(514);
    show(account({ problems: [{ code: "passwordTooLong", field: "password" }] }));
    become(513);
    expect(password()).toBeInvalid();
    become(512);
    await waitFor(() => {
      expect(password()).toBeValid();
    });
  });

  test("of the form itself is shown without a request, and takes the focus", async () => {
    const { registration, user } = renderWithRegistration(form);
    await user.type(username(), "Alice");
    await user.click(submit());
    const summary = await screen.findByRole("region", { name: "There are 2 problems to fix" });
    await waitFor(() => expect(summary).toHaveFocus());
    expect(username()).toBeInvalid();
    await user.type(password(), "secret");
    expect(password()).toBeValid();
    await user.click(submit());
    await waitFor(() => expect(username()).toHaveFocus());
    await user.type(username(), "{Backspace>5}alice");
    await user.click(submit());
    expect(registration.calls).toEqual([
      ["submitAccount", { username: "alice", password: "secret", acceptedPolicies: [] }],
    ]);
  });

  test("of a field that is not on the page keeps the form from being sent", async () => {
    const { registration, user } = renderWithRegistration(
      <Register.AccountForm>
        <Register.ErrorSummary />
        <Register.PasswordField />
        <Register.Submit />
      </Register.AccountForm>,
      { snapshot: account({ fields: { email: "required" } }) },
    );
    await user.type(password(), "secret{Enter}");
    const summary = await screen.findByRole("region", { name: /a problem to fix/ });
    await waitFor(() => expect(summary).toHaveFocus());
    expect(registration.calls).toEqual([]);
  });

  test("of policies stays until all are accepted", async () => {
    const fields = { policies: policies() };
    const { show, user } = renderWithRegistration(form, { snapshot: account({ fields }) });
    show(account({ fields, problems: [{ code: "policiesNotAccepted", field: "policies" }] }));
    const [first, second] = screen.getAllByRole("checkbox");
    await user.click(first!);
    expect(second).toBeInvalid();
    await user.click(second!);
    expect(second).toBeValid();
    expect(screen.queryByText("Accept the terms to continue.")).toBeNull();
  });

  test("that becomes another one is told as what it is now", async () => {
    const { show, user } = renderWithRegistration(form);
    await user.type(username(), "Alice");
    show(account({ problems: [{ code: "usernameUpperCase", field: "username" }] }));
    await user.type(username(), "!");
    expect(username()).toBeInvalid();
    expect(username()).toHaveAccessibleDescription(/Use only lowercase letters a to z/);
  });

  test("is told once: being sent again, the focus stays where it is", async () => {
    const { show, user } = renderWithRegistration(form);
    show(stage());
    show(account({ problems: [weak] }));
    await user.type(password(), "a longer one");
    await user.click(submit());
    show(account({ activity: "sending", problems: [] }));
    expect(submit()).toHaveFocus();
  });
});

test("a key in a field renders that field alone", async () => {
  const counts = new Map<string, number>();
  function Input(props: ComponentPropsWithoutRef<"input">) {
    const { name = "" } = props;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return <input {...props} />;
  }
  const { user } = renderWithRegistration(form, {
    elements: { Input, Checkbox: Input },
    guests: true,
    snapshot: account({
      fields: { email: "optional", registrationToken: "optional", policies: policies() },
    }),
  });
  await user.click(username());
  const names = ["guest", "username", "password", "email", "registrationToken", "policies"];
  expect([...counts.keys()].toSorted()).toEqual(names.toSorted());
  // The username comes last: it renders once more when typing rests.
  for (const [name, label] of [
    ["email", "Email address"],
    ["registrationToken", "Registration token"],
    ["username", "Username"],
  ] as const) {
    await user.click(screen.getByRole("textbox", { name: label }));
    const before = new Map(counts);
    await user.keyboard("a");
    const rendered = names.filter((each) => counts.get(each) !== before.get(each));
    expect(rendered.filter((each) => each !== name)).toEqual([]);
  }
});

describe("a pause", () => {
  const paused = account({ activity: "paused", pause: { code: "offline" } });
  const parts = (
    <>
      {form}
      <Register.Pause />
    </>
  );

  test("goes on with what was sent", async () => {
    const { registration, user, show } = renderWithRegistration(parts);
    show(paused);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(registration.calls).toEqual([["retry"]]);
  });

  test("goes on with the form if that was changed in it", async () => {
    const { registration, user, show } = renderWithRegistration(parts);
    show(paused);
    await user.type(username(), "other");
    await user.type(password(), "secret");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(registration.calls).toEqual([
      ["submitAccount", { username: "other", password: "secret", acceptedPolicies: [] }],
    ]);
  });
});

describe("a guest", () => {
  test("needs nothing but the switch", async () => {
    const { registration, user } = renderWithRegistration(form, { guests: true });
    await user.type(username(), "alice");
    await user.type(password(), "secret");
    await user.click(screen.getByRole("switch", { name: "Use a guest account" }));
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button", { name: "Create account" })).toBeNull();
    expect(screen.getByRole("switch")).toHaveAccessibleDescription(/A guest account can do less/);
    await user.click(screen.getByRole("button", { name: "Continue as guest" }));
    expect(registration.calls).toEqual([["submitAccount", { guest: true }]]);
  });

  test("may think better of it and finds everything as it was", async () => {
    const { user } = renderWithRegistration(form, { guests: true });
    await user.type(username(), "alice");
    await user.type(password(), "secret");
    await user.click(screen.getByRole("switch"));
    await user.click(screen.getByRole("switch"));
    expect(username()).toHaveValue("alice");
    expect(password()).toHaveValue("secret");
    expect(submit()).toBeVisible();
  });

  test("is not offered unless the app says so", () => {
    renderWithRegistration(form);
    expect(screen.queryByRole("switch")).toBeNull();
  });
});

test("a page from a server takes nothing before it is live, and never by GET", () => {
  const registration = scriptedRegistration();
  const page = (
    <Register.Root registration={registration} fetch={nothingAnswers} clock={manualClock()}>
      {form}
    </Register.Root>
  );
  const container = document.createElement("div");
  container.innerHTML = renderToString(page);
  document.body.append(container);
  expect(container.querySelector("form")).toHaveAttribute("method", "post");
  for (const control of container.querySelectorAll("input, button")) {
    expect(control).toBeDisabled();
  }
  render(page, { container, hydrate: true });
  expect(username()).toBeEnabled();
  expect(submit()).toBeEnabled();
});

test("a form that is unmounted empties the password", async () => {
  const { user, unmount } = renderWithRegistration(form);
  const field = password();
  await user.type(field, "secret");
  unmount();
  await waitFor(() => {
    expect(field.value).toBe("");
  });
});

test("has the names that password managers look for", () => {
  renderWithRegistration(form, { snapshot: account({ fields: { email: "optional" } }) });
  expect(username()).toHaveAttribute("name", "username");
  expect(username()).toHaveAttribute("autocomplete", "username");
  expect(username()).toHaveAttribute("autocapitalize", "none");
  expect(password()).toHaveAttribute("name", "password");
  expect(password()).toHaveAttribute("autocomplete", "new-password");
  expect(password()).not.toHaveAttribute("maxlength");
  const email = screen.getByRole("textbox", { name: "Email address" });
  expect(email).toHaveAttribute("autocomplete", "email");
  expect(email).toHaveAttribute("type", "email");
  fireEvent.paste(password());
  expect(password()).toBeEnabled();
});
