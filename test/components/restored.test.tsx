import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { describe, expect, test } from "vitest";
import type { RootOptions } from "../../src/components/context/appTypes.js";
import * as Register from "../../src/components/parts.js";
import type { SafeUrl } from "../../src/protocol/guards/safeUrl.js";
import { account, scriptedRegistration, stage } from "./scriptedRegistration.js";

const answers = { username: "alice", email: "alice@example.org" };
const restored = () => account({ fields: { email: "optional" }, answers });

function renderForm(first = restored(), options: Partial<RootOptions> = {}) {
  const registration = scriptedRegistration(first);
  render(
    <StrictMode>
      <Register.Root
        registration={registration}
        fetch={() => Promise.resolve(Response.json({}, { status: 404 }))}
        {...options}
      >
        <Register.AccountForm>
          <Register.UsernameField />
          <Register.PasswordField />
          <Register.EmailField />
          <Register.RegistrationTokenField />
          <Register.PhoneField />
          <Register.PoliciesField />
        </Register.AccountForm>
      </Register.Root>
    </StrictMode>,
  );
  return { registration, user: userEvent.setup() };
}
const box = (name: string) => screen.getByRole("textbox", { name });

describe("a registration after a reload", () => {
  test("is filled in", () => {
    renderForm();
    expect(box("Username")).toHaveValue("alice");
    expect(box("Email address")).toHaveValue("alice@example.org");
    expect(screen.getByLabelText("Password")).toHaveValue("");
  });

  test("yields to the app's initial values", () => {
    renderForm(restored(), { defaultValues: { username: "bob" } });
    expect(box("Username")).toHaveValue("bob");
    expect(box("Email address")).toHaveValue("alice@example.org");
  });

  test("does not come back once it was taken out", async () => {
    const { registration, user } = renderForm();
    await user.clear(box("Username"));
    act(() => {
      registration.show(restored());
    });
    expect(box("Username")).toHaveValue("");
  });

  describe("whose values are known late", () => {
    const knowsNothing = () => account({ fields: { email: "optional" } });
    const isLoaded = (registration: ReturnType<typeof renderForm>["registration"]) => {
      act(() => {
        registration.show(restored());
      });
    };

    test("keeps what was typed until then", async () => {
      const { registration, user } = renderForm(knowsNothing());
      await user.type(box("Username"), "bob");
      isLoaded(registration);
      expect(box("Username")).toHaveValue("bob");
      expect(box("Email address")).toHaveValue("alice@example.org");
    });

    test.each([
      ["nothing is known", () => account({ fields: { email: "optional" }, answers: {} })],
      ["something is known", restored],
    ])("keeps what a password manager filled in without an event, where %s", (_, later) => {
      const { registration } = renderForm(knowsNothing());
      for (const [name, value] of [
        ["Username", "bob"],
        ["Email address", "bob@example.org"],
      ] as const) {
        (box(name) as HTMLInputElement).value = value;
      }
      act(() => {
        registration.show(later());
      });
      expect(box("Username")).toHaveValue("bob");
      expect(box("Email address")).toHaveValue("bob@example.org");
    });

    test("is filled in where the user is about to type, and the first key replaces it", async () => {
      const { registration, user } = renderForm(knowsNothing());
      await user.click(box("Username"));
      isLoaded(registration);
      expect(box("Username")).toHaveValue("alice");
      await user.keyboard("bob");
      expect(box("Username")).toHaveValue("bob");
    });
  });
});

describe("typed values, before a reload", () => {
  const policy = {
    id: "privacy",
    version: "1",
    translations: { en: { name: "Privacy", url: "https://example.org/privacy" as SafeUrl } },
  };
  const everything = () =>
    account({
      fields: {
        email: "optional",
        phone: "optional",
        registrationToken: "optional",
        policies: [policy],
      },
    });

  test("is kept from the first key on, all but the secrets", async () => {
    const { registration, user } = renderForm(everything());
    const country = await screen.findByRole("combobox", { name: "Country" });
    expect(registration.kept).toEqual([]);
    await user.type(box("Username"), "a");
    await waitFor(() => {
      expect(registration.kept.at(-1)).toMatchObject({ username: "a", email: "" });
    });
    await user.type(box("Email address"), "alice@");
    fireEvent.change(country, { target: { value: "GB" } });
    await user.type(box("Phone number"), "077");
    await user.type(box("Registration token"), "canary-token");
    await user.type(screen.getByLabelText("Password"), "canary-password");
    await user.click(screen.getByRole("checkbox", { name: /Privacy/ }));
    // The page goes before typing rests.
    fireEvent(window, new Event("pagehide"));
    expect(registration.kept.at(-1)).toEqual({
      username: "a",
      email: "alice@",
      phone: { country: "GB", number: "077" },
      acceptedPolicies: [
        { id: "privacy", version: "1", language: "en", url: "https://example.org/privacy" },
      ],
    });
    expect(JSON.stringify(registration.kept)).not.toContain("canary");
  });

  test("is not kept with each key, but once typing rests", async () => {
    const { registration } = renderForm();
    for (const value of ["b", "bo", "bob"]) {
      fireEvent.input(box("Username"), { target: { value } });
    }
    await waitFor(() => expect(registration.kept).not.toEqual([]));
    expect(registration.kept).toEqual([expect.objectContaining({ username: "bob" })]);
  });

  test("is kept as empty once it was taken out", async () => {
    const { registration, user } = renderForm();
    await user.clear(box("Username"));
    await waitFor(() => {
      expect(registration.kept.at(-1)).toMatchObject({ username: "", email: "alice@example.org" });
    });
  });

  test("goes along to another homeserver", async () => {
    const { registration, user } = renderForm(account());
    await user.type(box("Username"), "alice");
    const before = registration.kept.length;
    act(() => {
      registration.show(
        account({ homeserver: { baseUrl: "https://hs.test", serverName: "hs.test" } }),
      );
    });
    expect(registration.kept.slice(before)).toEqual([
      expect.objectContaining({ username: "alice" }),
    ]);
  });

  test("is not what is done in a stage", async () => {
    const { registration, user } = renderForm();
    act(() => {
      registration.show(stage());
    });
    await user.type(screen.getByLabelText("Password"), "a");
    expect(registration.kept).toEqual([]);
  });
});
