import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import type { Discovery } from "../../src/discovery/ways.js";
import { Register } from "../../src/index.js";
import type { AuthMetadata } from "../../src/protocol/authMetadata.js";
import { accountPages } from "../discovery/accountPages.js";
import { type Answers, homeserver, servers } from "../oauth/servers.js";

let metadata: AuthMetadata;
vi.mock("../../src/discovery/discoverHomeserver.js", () => ({
  discoverHomeserver: (): Promise<Discovery> => {
    const way = { way: "oauth", metadata } as const;
    return Promise.resolve({ status: "found", homeserver, ways: [way], preferred: way });
  },
}));

function renderPart(given: Partial<AuthMetadata> = {}, answers: Answers = {}) {
  metadata = { ...accountPages, ...given };
  const both = servers(answers);
  render(
    <StrictMode>
      <Register.Root homeserver="example.org" fetch={both.fetch}>
        <Register.OAuthSignUp />
      </Register.Root>
    </StrictMode>,
  );
  return { ...both, user: userEvent.setup() };
}

const continueThere = () =>
  screen.findByRole("button", { name: "Continue on account.example.org" });

afterEach(() => {
  sessionStorage.clear();
});

test("says where one goes, and asks nobody before", async () => {
  const { requests } = renderPart();
  expect(await continueThere()).toBeVisible();
  expect(screen.getByRole("heading", { name: /example\.org/ })).toBeVisible();
  expect(screen.queryByText(/You may be asked to sign in there/)).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(requests).toEqual([]);
});

test("says so where the account page cannot be asked for a new account", async () => {
  renderPart({ promptValuesSupported: [] });
  await continueThere();
  expect(screen.getByText(/You may be asked to sign in there/)).toBeVisible();
});

test("a refusal is an alert with what the homeserver said, and the button stays", async () => {
  const { user } = renderPart(
    {},
    {
      "/oauth2/registration": () =>
        Response.json(
          { error: "access_denied", error_description: "Only known clients." },
          { status: 403 },
        ),
    },
  );
  await user.click(await continueThere());
  expect(await screen.findByRole("alert")).toHaveTextContent("does not take sign-ups from here");
  expect(screen.getByText("Only known clients.")).toBeVisible();
  expect(await continueThere()).not.toHaveAttribute("aria-busy");
});

test("who is on the way is told so, and cannot go twice", async () => {
  const { user, asked } = renderPart({}, { "/oauth2/registration": () => new Promise(() => {}) });
  const button = await continueThere();
  await user.click(button);
  await user.click(button);
  expect(button).toHaveAttribute("aria-busy", "true");
  expect(screen.getByRole("status")).not.toBeEmptyDOMElement();
  await waitFor(() => expect(asked()).toEqual(["/oauth2/registration"]));
});

test("nobody is sent to an account page that is not to be trusted", async () => {
  renderPart({ authorizationEndpoint: "http://account.example.org/authorize" });
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});
