import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import en from "../../../src/locales/catalogues/en.json";
import { keepOrigin } from "../../../src/redirect/origin.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { callbackOf, returnFromSso } from "../../redirect/returnFromSso.js";
import { manualClock } from "../renderWithRegistration.js";

afterEach(() => {
  sessionStorage.clear();
});

const signInUrl = "https://client.example.org/login";

function homeserver() {
  return createFakeHomeserver(scenarios.oidcSso.options);
}

function renderReturn(
  fake: ReturnType<typeof homeserver>,
  options: Register.Root.Options & Partial<Register.Root.RegistrationOptions>,
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
        <Register.Announcer />
        <Register.SsoSignUp />
        <Register.Outcome>What comes next.</Register.Outcome>
      </Register.Root>
    </StrictMode>,
  );
  return {
    root: container.querySelector('[data-part="root"]'),
    userId: () => container.querySelector('[data-part="user-id"]'),
    /** The text for screen readers. */
    told: () =>
      [...container.querySelectorAll('[role="status"], [role="alert"], [aria-live]')]
        .map(({ textContent }) => textContent)
        .filter((text) => text !== ""),
    user: userEvent.setup(),
  };
}

test("a user who signed on is told the user ID, and the next steps", async () => {
  const fake = homeserver();
  const { root, userId } = renderReturn(fake, { callback: await returnFromSso(fake) });
  expect(screen.getByText("Signing you in…")).toBeVisible();
  const heading = await screen.findByRole("heading", { name: "You are signed in" });
  await waitFor(() => expect(heading).toHaveFocus());
  expect(userId()).toHaveTextContent(/^@alice:example\.org$/);
  expect(userId()).toHaveAttribute("dir", "ltr");
  expect(screen.getByText("What comes next.")).toBeVisible();
  expect(root).toHaveAttribute("data-homeserver", "sso");
  expect(screen.queryByRole("button")).toBeNull();
});

test("a user without a session is not told to be signed in, and is offered *Sign in*", async () => {
  const fake = homeserver();
  const options = { callback: await returnFromSso(fake), inhibitLogin: true };
  const { userId } = renderReturn(fake, options);
  const heading = await screen.findByRole("heading", { name: "Your account" });
  await waitFor(() => expect(heading).toHaveFocus());
  expect(userId()).toHaveTextContent(/^@alice:example\.org$/);
  expect(screen.queryByText(/signed in/i)).toBeNull();
  expect(screen.getByText("You can now sign in.")).toBeVisible();
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", signInUrl);
});

test("a return that takes long says so, and can be cancelled", async () => {
  const fake = homeserver();
  const clock = manualClock();
  const asked: string[] = [];
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const fetch: Register.Root.Options["fetch"] = async (url, init) => {
    if (init.method === "POST") asked.push(new URL(url).pathname);
    if (url.endsWith("/login") && init.method === "POST") await held;
    return fake.fetch(url, init);
  };
  const { told, user } = renderReturn(fake, { callback: await returnFromSso(fake), fetch, clock });
  expect(screen.queryByRole("button")).toBeNull();
  clock.pass(200);
  expect(told()).toEqual(["Signing you in…"]);
  clock.pass(3_800);
  expect(told()).toEqual(["Signing you in…", en["wait.slow"]]);
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(await screen.findByRole("button", { name: "Continue with Example ID" })).toBeVisible();
  // The session that comes all the same is ended.
  answer();
  await waitFor(() => expect(asked.at(-1)).toBe("/_matrix/client/v3/logout"));
});

test("an `onDone` that never settles is not called again, and the user need not wait for it", async () => {
  const fake = homeserver();
  const clock = manualClock();
  const onDone = vi.fn(() => new Promise<void>(() => {}));
  renderReturn(fake, { callback: await returnFromSso(fake), onDone, clock });
  expect(await screen.findByText("Opening your account…")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Sign in" })).toBeNull();
  clock.pass(20_000);
  expect(screen.getByText(/longer than usual/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(onDone).toHaveBeenCalledTimes(1);
});

test("a user who signs in instead does so on the homeserver of the return", async () => {
  const fake = homeserver();
  const onSignIn = vi.fn();
  const options = { callback: await returnFromSso(fake), inhibitLogin: true, onSignIn };
  const { user } = renderReturn(fake, options);
  await user.click(await screen.findByRole("button", { name: "Sign in" }));
  expect(onSignIn).toHaveBeenCalledExactlyOnceWith({
    baseUrl: `${fake.baseUrl}/`,
    serverName: "example.org",
  });
});

test("the page need not know which homeserver that was", async () => {
  const fake = homeserver();
  const { root } = renderReturn(fake, { callback: await returnFromSso(fake), homeserver: "" });
  expect(root).toHaveAccessibleName("Signing you in…");
  await screen.findByRole("heading", { name: "You are signed in" });
  expect(root).toHaveAccessibleName("Create an account on example.org");
});

test("a hand-over that fails can be repeated", async () => {
  const fake = homeserver();
  const onDone = vi.fn().mockRejectedValueOnce(new Error("no room")).mockResolvedValue(undefined);
  const { user } = renderReturn(fake, { callback: await returnFromSso(fake), onDone });
  expect(await screen.findByRole("alert")).toHaveTextContent("Your account was created");
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", signInUrl);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() =>
    expect(screen.getByRole("heading", { name: "You are signed in" })).toHaveFocus(),
  );
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
  expect(onDone).toHaveBeenCalledTimes(2);
  expect(onDone.mock.calls[1]?.[0]).toEqual(onDone.mock.calls[0]?.[0]);
});

describe("code that could not be loaded", () => {
  afterEach(() => {
    vi.doUnmock("../../../src/redirect/sso/finishSso.js");
    vi.resetModules();
  });

  test("can be tried once more, and the focus is never lost", async () => {
    const fake = homeserver();
    const callback = await returnFromSso(fake);
    vi.doMock("../../../src/redirect/sso/finishSso.js", () => {
      throw new TypeError("Failed to fetch dynamically imported module");
    });
    let answer = () => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const fetch: Register.Root.Options["fetch"] = async (url, init) => {
      await isAnswered;
      return fake.fetch(url, init);
    };
    const { root, user } = renderReturn(fake, { callback, fetch });
    const tryAgain = await screen.findByRole("button", { name: "Try again" });
    expect(screen.getByRole("alert")).toHaveTextContent(en["returned.notLoaded"]);
    vi.doUnmock("../../../src/redirect/sso/finishSso.js");
    await user.click(tryAgain);
    expect(root).toHaveAccessibleName("Signing you in…");
    expect(tryAgain).not.toBeInTheDocument();
    expect(root?.querySelector(":focus")).toHaveTextContent("Signing you in…");
    answer();
    const heading = await screen.findByRole("heading", { name: "You are signed in" });
    await waitFor(() => expect(heading).toHaveFocus());
  });
});

test("a user who comes back without an origin is told why, and can begin", async () => {
  const fake = homeserver();
  const callback = callbackOf(`https://app.example.org/?sso_return=${"0".repeat(32)}&loginToken=x`);
  const { root, user } = renderReturn(fake, { callback });
  const heading = await screen.findByRole("heading", { name: "You are not signed in" });
  await waitFor(() => expect(heading).toHaveFocus());
  expect(screen.getByRole("alert")).toHaveTextContent(en["returned.lostState"]);
  expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(root).toHaveAttribute("data-status", "failed");
  expect(fake.requests).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Start again" }));
  const anew = screen.getByRole("region", { name: "Create an account on example.org" });
  expect(anew).toHaveFocus();
  expect(await screen.findByRole("button", { name: "Continue with Example ID" })).toBeVisible();
  expect(anew).toHaveFocus();
});

describe("starting again, for a user who had chosen another homeserver", () => {
  const two = { baseUrl: "https://matrix.two.example", serverName: "two.example" };
  const nowhere = () => callbackOf("https://app.example.org/?sso_return=x");

  test("leads there, with the username", async () => {
    keepOrigin({ homeserver: two, username: "alice" });
    const open = createFakeHomeserver({ serverName: "two.example" });
    const [callback, onHomeserverChange] = [nowhere(), vi.fn()];
    const root = (name: string) => (
      <Register.Root
        homeserver={name}
        fetch={open.fetch}
        callback={callback}
        onHomeserverChange={onHomeserverChange}
      >
        <Register.AccountForm>
          <Register.UsernameField />
        </Register.AccountForm>
        <Register.Outcome />
      </Register.Root>
    );
    const { rerender } = render(root("example.org"));
    await userEvent.click(await screen.findByRole("button", { name: "Start again" }));
    expect(onHomeserverChange).toHaveBeenCalledExactlyOnceWith("two.example");
    rerender(root("two.example"));
    expect(await screen.findByRole("textbox", { name: "Username" })).toHaveValue("alice");
  });

  test("can be the app's, which is told", async () => {
    keepOrigin({ homeserver: two, username: "alice" });
    const onStartAgain = vi.fn();
    const { user } = renderReturn(homeserver(), { callback: nowhere(), onStartAgain });
    await user.click(await screen.findByRole("button", { name: "Start again" }));
    expect(onStartAgain).toHaveBeenCalledExactlyOnceWith({ homeserver: two, username: "alice" });
  });

  test("is not told what is unknown", async () => {
    const onStartAgain = vi.fn();
    const { user } = renderReturn(homeserver(), { callback: nowhere(), onStartAgain });
    await user.click(await screen.findByRole("button", { name: "Start again" }));
    expect(onStartAgain).toHaveBeenCalledExactlyOnceWith(null);
  });
});

test("a homeserver that is busy is waited for by a countdown", async () => {
  const fake = homeserver();
  const clock = manualClock();
  const callback = await returnFromSso(fake);
  const body = { errcode: "M_LIMIT_EXCEEDED", error: "", retry_after_ms: 7_000 };
  const fetch = () => Promise.resolve(Response.json(body, { status: 429 }));
  const onStartAgain = vi.fn();
  const { user } = renderReturn(fake, { callback, fetch, clock, onStartAgain });
  expect(await screen.findByText("You can try again in 7 seconds.")).toBeVisible();
  const button = screen.getByRole("button", { name: "Start again" });
  await user.click(button);
  expect(onStartAgain).not.toHaveBeenCalled();
  clock.pass(7_000);
  await user.click(button);
  expect(onStartAgain).toHaveBeenCalledTimes(1);
});

test("the homeserver's words are quoted below the kit's text", async () => {
  const fake = homeserver();
  const callback = await returnFromSso(fake);
  const fetch = () =>
    Promise.resolve(
      Response.json({ errcode: "M_USER_DEACTIVATED", error: "Gone for good" }, { status: 403 }),
    );
  renderReturn(fake, { callback, fetch });
  expect(await screen.findByRole("alert")).toHaveTextContent(en["returned.refused"]);
  expect(screen.getByText(/Gone for good/)).toBeVisible();
});
