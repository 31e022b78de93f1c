import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode, useState } from "react";
import { describe, expect, test } from "vitest";
import { Register } from "../../../src/index.js";
import {
  createFakeHomeserver,
  type FakeHomeserverOptions,
  scenarios,
} from "../../../src/testing/index.js";

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
const spent = /This invitation has already been used/;

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

describe("a token is for the homeserver that it came with", () => {
  const [one, two] = ["one.example", "two.example"].map((serverName) =>
    createFakeHomeserver({
      ...scenarios.token.options,
      serverName,
      baseUrl: `https://${serverName}`,
    }),
  ) as [ReturnType<typeof createFakeHomeserver>, ReturnType<typeof createFakeHomeserver>];
  const fetch = (url: string, init: RequestInit): Promise<Response> => {
    const fake = [one, two].find(({ baseUrl }) => url.startsWith(baseUrl));
    return fake === undefined ? Promise.reject(new TypeError("no route")) : fake.fetch(url, init);
  };

  function Switch({ first }: { readonly first: string }) {
    const [homeserver, setHomeserver] = useState(first);
    return (
      <>
        <Register.Root
          homeserver={homeserver}
          fetch={fetch}
          defaultValues={{ registrationToken: "invite-me" }}
        >
          <Register.HomeserverStatus />
          <Register.AccountForm>
            <Register.UsernameField />
            <Register.RegistrationTokenField />
            <Register.Submit />
          </Register.AccountForm>
        </Register.Root>
        {["one.example", "two.example"].map((name) => (
          <button key={name} type="button" onClick={() => setHomeserver(name)}>
            {name}
          </button>
        ))}
      </>
    );
  }

  function renderSwitch(first: string) {
    render(
      <StrictMode>
        <Switch first={first} />
      </StrictMode>,
    );
    const user = userEvent.setup();
    return {
      user,
      change: async (name: string) => {
        await user.click(screen.getByRole("button", { name }));
        await screen.findByRole("region", { name: `Create an account on ${name}` });
        await field();
      },
    };
  }

  const sawToken = ({ requests }: typeof two) =>
    requests.some((request) => JSON.stringify(request).includes("invite-me"));

  test("no other one gets it, and it is back with its own", async () => {
    const { change } = renderSwitch("one.example");
    expect(await field()).toHaveValue("invite-me");
    await change("two.example");
    expect(await field()).toHaveValue("");
    await change("one.example");
    expect(await field()).toHaveValue("invite-me");
    expect(sawToken(two)).toBe(false);
  });

  test("nor one that is chosen because the other is down", async () => {
    const { change } = renderSwitch("down.example");
    await screen.findByRole("alert");
    await change("two.example");
    expect(await field()).toHaveValue("");
    expect(sawToken(two)).toBe(false);
  });

  test("one that was typed is not taken along either", async () => {
    const { user, change } = renderSwitch("one.example");
    const input = await field();
    await user.clear(input);
    await user.type(input, "once");
    await change("two.example");
    expect(await field()).toHaveValue("");
  });
});
