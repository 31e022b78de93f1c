import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Register, type RootOptions, type RunOptions } from "../../src/index.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { callbackOf, wayBack } from "../sso/wayBack.js";

afterEach(() => {
  sessionStorage.clear();
});

const signInUrl = "https://client.example.org/login";

function homeserver() {
  return createFakeHomeserver(scenarios.oidcSso.options);
}

function renderReturn(
  fake: ReturnType<typeof homeserver>,
  options: RootOptions & Partial<RunOptions>,
) {
  const { container } = render(
    <StrictMode>
      <Register.Root
        homeserver={fake.serverName}
        fetch={fake.fetch}
        signInUrl={signInUrl}
        {...options}
      >
        <Register.HomeserverStatus />
        <Register.SsoSignUp />
        <Register.Outcome>What comes next.</Register.Outcome>
      </Register.Root>
    </StrictMode>,
  );
  return {
    root: container.querySelector('[data-part="root"]'),
    userId: () => container.querySelector('[data-part="user-id"]'),
    user: userEvent.setup(),
  };
}

test("who signed on is told the user ID, and where to go next", async () => {
  const fake = homeserver();
  const { root, userId } = renderReturn(fake, { callback: await wayBack(fake) });
  expect(screen.getByRole("status")).toHaveTextContent("Signing you in…");
  expect(await screen.findByRole("heading", { name: "You are signed in" })).toHaveFocus();
  expect(userId()).toHaveTextContent(/^@alice:example\.org$/);
  expect(userId()).toHaveAttribute("dir", "ltr");
  expect(screen.getByText("What comes next.")).toBeVisible();
  expect(root).toHaveAttribute("data-homeserver", "sso");
  expect(screen.queryByRole("button")).toBeNull();
});

test("a hand-over that fails can be repeated", async () => {
  const fake = homeserver();
  const onDone = vi.fn().mockRejectedValueOnce(new Error("no room")).mockResolvedValue(undefined);
  const { user } = renderReturn(fake, { callback: await wayBack(fake), onDone });
  expect(await screen.findByRole("alert")).toHaveTextContent("Your account exists");
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", signInUrl);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
  expect(onDone).toHaveBeenCalledTimes(2);
  expect(onDone.mock.calls[1]).toEqual(onDone.mock.calls[0]);
});

test("who comes back from nowhere is told why, and can begin", async () => {
  const fake = homeserver();
  const callback = callbackOf(`https://app.example.org/?sso_return=${"0".repeat(32)}&loginToken=x`);
  const { root, user } = renderReturn(fake, { callback });
  expect(await screen.findByRole("heading", { name: "You are not signed in" })).toHaveFocus();
  expect(screen.getByRole("alert")).toHaveTextContent("This way back was not begun in this tab");
  expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(root).toHaveAttribute("data-status", "failed");
  expect(fake.requests).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Start again" }));
  expect(await screen.findByRole("button", { name: "Continue with Example ID" })).toBeVisible();
});

test("starting again can be the host's", async () => {
  const onStartAgain = vi.fn();
  const callback = callbackOf("https://app.example.org/?sso_return=x");
  const { user } = renderReturn(homeserver(), { callback, onStartAgain });
  await user.click(await screen.findByRole("button", { name: "Start again" }));
  expect(onStartAgain).toHaveBeenCalledTimes(1);
});

test("what the homeserver says is quoted below what it means", async () => {
  const fake = homeserver();
  const callback = await wayBack(fake);
  const fetch = () =>
    Promise.resolve(
      Response.json({ errcode: "M_USER_DEACTIVATED", error: "Gone for good" }, { status: 403 }),
    );
  renderReturn(fake, { callback, fetch });
  expect(await screen.findByRole("alert")).toHaveTextContent("The homeserver did not let you in");
  expect(screen.getByText(/Gone for good/)).toBeVisible();
});
