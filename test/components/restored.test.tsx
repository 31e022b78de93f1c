import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { describe, expect, test } from "vitest";
import * as Register from "../../src/components/parts.js";
import type { RootOptions } from "../../src/components/Root.js";
import { account, scriptedRegistration } from "./scriptedRegistration.js";

const answers = { username: "alice", email: "alice@example.org" };
const restored = () => account({ fields: { email: "optional" }, answers });

function renderForm(options: Partial<RootOptions> = {}) {
  const run = scriptedRegistration(restored());
  render(
    <StrictMode>
      <Register.Root
        registration={run}
        fetch={() => Promise.resolve(Response.json({}, { status: 404 }))}
        {...options}
      >
        <Register.AccountForm>
          <Register.UsernameField />
          <Register.PasswordField />
          <Register.EmailField />
        </Register.AccountForm>
      </Register.Root>
    </StrictMode>,
  );
  return { run, user: userEvent.setup() };
}
const box = (name: string) => screen.getByRole("textbox", { name });

describe("what a run knows from before a reload", () => {
  test("is filled in", () => {
    renderForm();
    expect(box("Username")).toHaveValue("alice");
    expect(box("Email address")).toHaveValue("alice@example.org");
    expect(screen.getByLabelText("Password")).toHaveValue("");
  });

  test("gives way to what the host begins with", () => {
    renderForm({ defaultValues: { username: "bob" } });
    expect(box("Username")).toHaveValue("bob");
    expect(box("Email address")).toHaveValue("alice@example.org");
  });

  test("does not come back once it was taken out", async () => {
    const { run, user } = renderForm();
    await user.clear(box("Username"));
    act(() => {
      run.show(restored());
    });
    expect(box("Username")).toHaveValue("");
  });
});
