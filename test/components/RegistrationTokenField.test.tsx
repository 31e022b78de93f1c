import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { expect, test } from "vitest";
import { Register } from "../../src/index.js";
import {
  createFakeHomeserver,
  type FakeHomeserverOptions,
  scenarios,
} from "../../src/testing/index.js";

function renderWithToken(registrationToken: string, options: FakeHomeserverOptions = {}) {
  const fake = createFakeHomeserver({ ...scenarios.token.options, ...options });
  render(
    <StrictMode>
      <Register.Root
        homeserver={fake.serverName}
        fetch={fake.fetch}
        defaultValues={{ registrationToken }}
      >
        <Register.AccountForm>
          <Register.UsernameField />
          <Register.RegistrationTokenField />
          <Register.Submit />
        </Register.AccountForm>
      </Register.Root>
    </StrictMode>,
  );
  const asked = () => fake.requests.filter(({ uri }) => uri.includes("/validity?")).length;
  return { asked, user: userEvent.setup() };
}

const field = () => screen.findByRole("textbox", { name: "Registration token" });
const spent = /This invitation is used up/;

test("a token that came with an invitation is checked before the form is filled in", async () => {
  const { asked } = renderWithToken("invite-me");
  expect(await field()).toHaveValue("invite-me");
  await waitFor(() => expect(asked()).toBe(1));
  expect(await field()).not.toHaveAccessibleDescription(spent);
});

test.each(["expired", "nobody-knows-it", "not a token"])(
  "the token %s is told to be spent, and another one can be entered",
  async (token) => {
    const { user } = renderWithToken(token);
    expect(await screen.findByRole("alert")).toHaveTextContent(spent);
    const input = await field();
    expect(input).toHaveAccessibleDescription(spent);
    await user.clear(input);
    await user.type(input, "invite-me");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(input).toBeEnabled();
  },
);

test("nothing is said where the homeserver does not tell", async () => {
  const { asked } = renderWithToken("expired", {
    misbehaviour: [{ on: { path: "/validity" }, do: { kind: "status", status: 500 } }],
  });
  const input = await field();
  await waitFor(() => expect(asked()).toBe(1));
  expect(input).not.toHaveAccessibleDescription(spent);
});

test("without an invitation nothing is asked", async () => {
  const { asked } = renderWithToken("");
  await field();
  expect(asked()).toBe(0);
});
