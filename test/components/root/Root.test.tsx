import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { describe, expect, test, vi } from "vitest";
import { Register, type Result } from "../../../src/index.js";
import de from "../../../src/locales/languages/de.js";
import fr from "../../../src/locales/languages/fr.js";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../../../src/testing/index.js";
import { words } from "../../words.js";
import { manualClock, nothingAnswers, renderWithRegistration } from "../renderWithRegistration.js";
import { account, registered, scriptedRegistration, stage } from "../scriptedRegistration.js";

const parts = (
  <>
    <Register.Announcer />
    <Register.HomeserverStatus />
    <Register.Heading />
    <Register.AccountForm>
      <Register.UsernameField />
      <Register.PasswordField />
      <Register.RegistrationTokenField />
      <Register.Submit />
    </Register.AccountForm>
    <Register.Pause />
    <Register.Stage />
    <Register.Outcome />
    <Register.SignIn />
  </>
);

function fakeOf(name: ScenarioName, serverName = "example.org") {
  return createFakeHomeserver({ ...scenarios[name].options, serverName });
}

/** The props of a root on a fake homeserver. */
function on({ baseUrl, serverName, fetch }: ReturnType<typeof fakeOf>) {
  return { homeserver: { baseUrl, serverName }, fetch };
}

function renderRoot(props: Register.Root.Props) {
  const tree = (given: Register.Root.Props) => (
    <StrictMode>
      <Register.Root {...given}>{parts}</Register.Root>
    </StrictMode>
  );
  const { container, rerender, unmount } = render(tree(props));
  return {
    root: () => {
      const root = container.querySelector<HTMLElement>('[data-part="root"]');
      if (root === null) throw new Error("There is no root.");
      return root;
    },
    rerender: (next: Register.Root.Props) => {
      rerender(tree(next));
    },
    unmount,
    user: userEvent.setup(),
  };
}

describe("where things stand", () => {
  test("is told by attributes of the root", () => {
    const { container, show } = renderWithRegistration(parts);
    const root = container.querySelector('[data-part="root"]');
    expect(root).toHaveAttribute("data-homeserver", "uia");
    expect(root).toHaveAttribute("data-status", "account");
    expect(root).toHaveAttribute("data-activity", "idle");
    expect(root).not.toHaveAttribute("data-stage");
    show(stage({ activity: "sending", stage: { type: "m.login.terms" } }));
    expect(root).toHaveAttribute("data-status", "stage");
    expect(root).toHaveAttribute("data-activity", "sending");
    expect(root).toHaveAttribute("data-stage", "m.login.terms");
    show(registered());
    expect(root).toHaveAttribute("data-status", "done");
    expect(root).not.toHaveAttribute("data-stage");
  });

  test("begins with looking for the homeserver", async () => {
    const { root } = renderRoot(on(fakeOf("open")));
    expect(root()).toHaveAttribute("data-homeserver", "finding");
    expect(root()).not.toHaveAttribute("data-status");
    expect(screen.getAllByText(words("Looking for example.org…"))).not.toHaveLength(0);
    await waitFor(() => {
      expect(root()).toHaveAttribute("data-status", "account");
    });
    expect(root()).toHaveAttribute("data-homeserver", "uia");
    expect(screen.getByRole("region", { name: "Create an account on example.org" })).toBe(root());
  });

  test("is why the homeserver makes no accounts, with *Try again*", async () => {
    const fake = fakeOf("open");
    const mend = fake.misbehave({ do: { kind: "cut" } });
    const { root, user } = renderRoot({ ...on(fake), signInUrl: "https://example.org/login" });
    expect(await screen.findByRole("alert")).toHaveTextContent("example.org is not responding.");
    expect(root()).toHaveAttribute("data-homeserver", "unreachable");
    expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
    mend();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    const username = await screen.findByRole("textbox", { name: "Username" });
    await waitFor(() => {
      expect(username).toHaveFocus();
    });
  });

  test("holds the focus when another try is in vain", async () => {
    const fake = fakeOf("down");
    const { root, user } = renderRoot(on(fake));
    const again = await screen.findByRole("button", { name: "Try again" });
    const asked = fake.requests.length;
    await user.click(again);
    await waitFor(() => {
      expect(fake.requests.length).toBeGreaterThan(asked);
      expect(root()).toHaveAttribute("data-homeserver", "unreachable");
    });
    expect(root().querySelector('[data-part="homeserver-status"]')).toContainElement(
      document.activeElement as HTMLElement,
    );
  });

  test.each([
    ["closed", "closed", "is not accepting new accounts"],
    ["down", "unreachable", "is not responding"],
  ] as const)("%s: %s", async (scenario, reason, words) => {
    const { root } = renderRoot(on(fakeOf(scenario)));
    expect(await screen.findByRole("alert")).toHaveTextContent(words);
    expect(root()).toHaveAttribute("data-homeserver", reason);
  });

  test("a method that no part on the page offers is told with an alternative", async () => {
    const { root } = renderRoot(on(fakeOf("oidcSso")));
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "example.org creates accounts in a way that this page does not support. Try its own website, or try another homeserver.",
    );
    expect(root()).toHaveAttribute("data-homeserver", "sso");
  });

  test("an address that is none is no homeserver", async () => {
    const { root } = renderRoot({ homeserver: "not a name", fetch: nothingAnswers });
    expect(await screen.findByRole("alert")).toHaveTextContent("There is no Matrix homeserver");
    expect(root()).toHaveAttribute("data-homeserver", "notMatrix");
  });
});

test("an account is made, and handed to the app once", async () => {
  const fake = fakeOf("token");
  const onDone = vi.fn<(result: Result) => void>();
  const { user } = renderRoot({
    ...on(fake),
    onDone,
    device: { displayName: "A test" },
    defaultValues: { registrationToken: "invite-me" },
  });
  await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse{Enter}");
  await screen.findByRole("heading", { name: "Your account is ready" });
  expect(onDone).toHaveBeenCalledOnce();
  expect(onDone.mock.calls[0]?.[0]).toMatchObject({
    outcome: "registered",
    account: { userId: "@alice:example.org", kind: "user" },
  });
});

test("another homeserver keeps what was typed, but for the password", async () => {
  const first = fakeOf("open");
  const second = fakeOf("token", "example.net");
  const { rerender, user } = renderRoot(on(first));
  await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
  const password = screen.getByLabelText<HTMLInputElement>("Password");
  await user.type(password, "for the first alone");
  rerender(on(second));
  expect(await screen.findByRole("textbox", { name: "Registration token" })).toBeVisible();
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  expect(screen.getByLabelText("Password")).toHaveValue("");
  expect(password.value).toBe("");
  expect(screen.getByText(":example.net")).toBeVisible();
  await user.type(screen.getByLabelText("Password"), "for the second");
  await user.type(screen.getByRole("textbox", { name: "Registration token" }), "invite-me{Enter}");
  await screen.findByRole("heading", { name: "Your account is ready" });
  expect(screen.getByText(words("@alice:example.net"))).toHaveAttribute("data-part", "user-id");
  expect(first.accounts.some(({ userId }) => userId.startsWith("@alice:"))).toBe(false);
});

describe("another registration begins with", () => {
  const given = { baseUrl: "https://matrix.example.org", serverName: "example.org" };

  test.each([
    ["another base URL", { homeserver: { ...given, baseUrl: "https://hs.example.org" } }],
    ["another server name", { homeserver: { ...given, serverName: "example.net" } }],
    ["another trust", { trust: "own" }],
  ] as const)("%s", async (_, change) => {
    const { baseUrl, fetch } = fakeOf("open");
    const asked = (url: string, init: RequestInit) => {
      const { pathname, search } = new URL(url);
      return fetch(`${baseUrl}${pathname}${search}`, init);
    };
    const props = { homeserver: given, fetch: asked };
    const { rerender, user } = renderRoot(props);
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.type(screen.getByLabelText("Password"), "for the first alone");
    rerender({ ...props, ...change });
    await waitFor(() => {
      expect(screen.getByLabelText("Password")).toHaveValue("");
    });
    const { serverName } = "homeserver" in change ? change.homeserver : given;
    expect(await screen.findByText(`:${serverName}`)).toBeVisible();
    await user.type(screen.getByLabelText("Password"), "for the second{Enter}");
    await waitFor(() => {
      expect(screen.queryByRole("textbox", { name: "Username" })).toBeNull();
    });
  });
});

describe("signing in instead", () => {
  test("is a button with onSignIn", async () => {
    const onSignIn = vi.fn();
    const { user } = renderWithRegistration(parts, {
      onSignIn,
      signInUrl: "https://example.org/login",
    });
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(onSignIn).toHaveBeenCalledOnce();
    expect(screen.queryByRole("link", { name: "Sign in" })).toBeNull();
  });

  test("is a link with signInUrl", () => {
    renderWithRegistration(parts, { signInUrl: "https://example.org/login" });
    expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute(
      "href",
      "https://example.org/login",
    );
  });

  test("is not there without either", () => {
    renderWithRegistration(parts);
    expect(screen.queryByText("Already have an account?")).toBeNull();
  });

  test.each([account(), stage(), registered({ hasSession: false })])(
    "is there exactly once",
    (snapshot) => {
      renderWithRegistration(parts, { snapshot, signInUrl: "https://example.org/login" });
      expect(screen.getAllByRole("link", { name: "Sign in" })).toHaveLength(1);
    },
  );
});

describe("words", () => {
  test("are those of the locale", () => {
    const { container } = renderWithRegistration(parts, { locale: de });
    expect(screen.getByRole("button", { name: "Konto anlegen" })).toBeVisible();
    expect(container.querySelector('[data-part="root"]')).toHaveAttribute("lang", "de");
  });

  test("are loaded when a language is asked for by its tag, and not seen before", async () => {
    const { container } = renderWithRegistration(parts, { locale: "de-AT" });
    expect(await screen.findByRole("button", { name: "Konto anlegen" })).toBeVisible();
    expect(container.querySelector('[data-part="root"]')).toBeVisible();
  });

  test("change to another language in the midst of a stage, with all that is shown", async () => {
    const registration = scriptedRegistration(stage());
    const inLanguage = (locale: string) => (
      <Register.Root registration={registration} fetch={nothingAnswers} locale={locale}>
        {parts}
      </Register.Root>
    );
    const { container, rerender } = render(inLanguage("en"));
    const shown = screen.getByRole("heading", { name: "Almost done" });
    rerender(inLanguage("fr"));
    // No other words are seen meanwhile, least of all keys.
    expect(container.querySelector('[data-part="root"]')).not.toBeVisible();
    expect(shown).toHaveTextContent("Almost done");
    expect(
      await screen.findByRole("heading", { name: fr.messages["stage.dummy.heading"] ?? "" }),
    ).toBe(shown);
    expect(shown).toBeVisible();
  });

  test("are English for a language that there is not", () => {
    renderWithRegistration(parts, { locale: "tlh" });
    expect(screen.getByRole("button", { name: "Create account" })).toBeVisible();
  });

  test("can be replaced one by one", () => {
    renderWithRegistration(parts, { locale: de, messages: { "action.create": "Los!" } });
    expect(screen.getByRole("button", { name: "Los!" })).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Benutzername" })).toBeVisible();
  });

  test("can come from the app", () => {
    renderWithRegistration(parts, {
      translate: (key, values) =>
        key === "account.heading" ? `Welcome to ${values["serverName"] ?? ""}` : undefined,
    });
    expect(screen.getByRole("heading", { name: "Welcome to example.org" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Create account" })).toBeVisible();
  });

  test("can come from the app in a language that the kit does not have", () => {
    const clock = manualClock();
    const { container, show } = renderWithRegistration(parts, {
      clock,
      locale: ["fa_IR.UTF-8", "en"],
      translate: (key, values) =>
        key === "pause.wait" ? `${values["when"] ?? ""} دوباره امتحان کنید.` : undefined,
    });
    const root = container.querySelector('[data-part="root"]');
    expect(root).toHaveAttribute("lang", "fa-IR");
    expect(root).toHaveAttribute("dir", "rtl");
    const retryAt = clock.now() + 5_000;
    show(account({ activity: "paused", pause: { code: "rateLimited", retryAt } }));
    expect(screen.getByText("۵ ثانیه بعد دوباره امتحان کنید.")).toBeVisible();
  });
});

test("headings have the level that the app gives", () => {
  const { show } = renderWithRegistration(parts, { headingLevel: 4 });
  expect(screen.getByRole("heading", { level: 4 })).toHaveTextContent("Create your account");
  show(stage());
  expect(screen.getByRole("heading", { level: 4, name: "Almost done" })).toHaveFocus();
});

test("the app names and styles its element", () => {
  const ref = { current: null as HTMLElement | null };
  const { container } = render(
    <Register.Root
      ref={ref}
      registration={scriptedRegistration()}
      fetch={nothingAnswers}
      className="ours"
      id="register"
      aria-label="Join us"
    />,
  );
  expect(ref.current).toBe(container.querySelector("section"));
  expect(screen.getByRole("region", { name: "Join us" })).toHaveClass("ours");
  expect(ref.current).toHaveAttribute("id", "register");
});

test("a part outside of the root says where it belongs", () => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  expect(() => render(<Register.Submit />)).toThrow("<Register.Submit> is outside <Register.Root>");
});
