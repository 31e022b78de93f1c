import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { SignUpMethod } from "../../../src/discovery/methods.js";
import { Register } from "../../../src/index.js";
import en from "../../../src/locales/catalogues/en.json";
import type { AuthMetadata } from "../../../src/protocol/endpoints/authMetadata.js";
import { accountPages } from "../../discovery/accountPages.js";
import { answersOf } from "../../discovery/answersOf.js";
import {
  type Answers,
  digestInThisRealm,
  homeserver,
  servers,
} from "../../redirect/oauth/servers.js";
import { manualClock } from "../renderWithRegistration.js";

const stages: SignUpMethod = { type: "uia", flows: [["m.login.dummy"]], params: {} };

function renderPart(
  given: Partial<AuthMetadata> = {},
  answers: Answers = {},
  options: Register.Root.Options & Pick<Register.Root.RegistrationOptions, "device"> = {},
  ...otherMethods: SignUpMethod[]
) {
  const oauth: SignUpMethod = {
    type: "oauth",
    metadata: { ...accountPages, ...given },
    isOnOtherSite: false,
  };
  const both = servers({ ...answersOf(oauth, ...otherMethods), ...answers });
  render(
    <StrictMode>
      <Register.Root homeserver={homeserver} fetch={both.fetch} {...options}>
        <Register.AccountForm>
          <Register.UsernameField />
        </Register.AccountForm>
        <Register.OAuthSignUp />
        <Register.SsoSignUp />
        <Register.OtherMethods />
      </Register.Root>
    </StrictMode>,
  );
  return {
    ...both,
    user: userEvent.setup(),
    /** The requests to the account page by path, but for its own description. */
    askedThere: () =>
      both.requests
        .map(({ url }) => new URL(url))
        .filter(({ host }) => host === "account.example.org")
        .map(({ pathname }) => pathname)
        .filter((path) => path !== "/.well-known/openid-configuration"),
  };
}

const continueThere = () =>
  screen.findByRole("button", { name: "Continue on account.example.org" });

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

test("names the account server, and sends no request before", async () => {
  const { askedThere } = renderPart();
  expect(await continueThere()).toBeVisible();
  expect(screen.getByRole("heading", { name: /example\.org/ })).toBeVisible();
  expect(screen.queryByText(/If you are asked to sign in there/)).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(askedThere()).toEqual([]);
});

test("says that the account page cannot be asked for a new account", async () => {
  renderPart({ promptValuesSupported: [] });
  await continueThere();
  expect(screen.getByText(/If you are asked to sign in there/)).toBeVisible();
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
  expect(await screen.findByRole("alert")).toHaveTextContent(en["returned.registrationRefused"]);
  expect(screen.getByText("Only known clients.")).toBeVisible();
  expect(await continueThere()).not.toHaveAttribute("aria-busy");
});

test("a refusal hides no other method, and opens the pages' single sign-on", async () => {
  const door: SignUpMethod = { type: "sso", providers: [], isOAuthAware: true };
  const { user } = renderPart(
    {},
    { "/oauth2/registration": () => Response.json({ error: "access_denied" }, { status: 403 }) },
    {},
    door,
  );
  const byDoor = () => screen.queryByRole("button", { name: "Continue with single sign-on" });
  await continueThere();
  expect(byDoor()).toBeNull();
  await user.click(await continueThere());
  const words = `${en["returned.registrationRefused"]} ${en["oauth.otherWay"]}`;
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent(words));
  await user.click(screen.getByRole("button", { name: "Continue with single sign-on" }));
  expect(screen.getByText(/’s own page/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Continue" })).toHaveFocus();
});

test("a redirect on its way says so, and cannot start twice", async () => {
  const { user, askedThere } = renderPart(
    {},
    { "/oauth2/registration": () => new Promise(() => {}) },
  );
  const button = await continueThere();
  await user.click(button);
  await user.click(button);
  expect(button).toHaveAttribute("aria-busy", "true");
  expect(screen.getByRole("status")).not.toBeEmptyDOMElement();
  await waitFor(() => expect(askedThere()).toEqual(["/oauth2/registration"]));
});

test("a wait has words, more after a while, and Cancel", async () => {
  const clock = manualClock();
  const { user } = renderPart(
    {},
    { "/oauth2/registration": () => new Promise(() => {}) },
    { clock },
  );
  const button = await continueThere();
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  await user.click(button);
  expect(screen.getByRole("status")).toHaveTextContent("Taking you to account.example.org…");
  expect(screen.getByRole("status")).not.toHaveTextContent("longer than usual");
  clock.pass(4_000);
  expect(screen.getByRole("status")).toHaveTextContent("longer than usual");
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
  expect(button).not.toHaveAttribute("aria-busy");
  expect(button).toHaveFocus();
});

test("a busy account page shows a countdown", async () => {
  const clock = manualClock();
  const { user, askedThere } = renderPart(
    {},
    {
      "/oauth2/registration": () =>
        new Response("", { status: 429, headers: { "Retry-After": "7" } }),
    },
    { clock },
  );
  const button = await continueThere();
  await user.click(button);
  expect(await screen.findByRole("alert")).toHaveTextContent(en["returned.rateLimited"]);
  expect(screen.getByText("You can try again in 7 seconds.")).toBeVisible();
  expect(button).toHaveAttribute("aria-disabled", "true");
  expect(button).toHaveFocus();
  await user.click(button);
  clock.pass(7_000);
  expect(screen.getByText("You can try again now.")).toBeVisible();
  expect(askedThere()).toHaveLength(1);
  await user.click(button);
  await waitFor(() => expect(askedThere()).toHaveLength(2));
});

test.each([
  ["DEVICE", /:device:[A-Z]{10}$/],
  ["MY-OWN-DEVICE", /:device:MY-OWN-DEVICE$/],
])("the app's device ID goes along if account pages take it: %s", async (id, scope) => {
  const navigate = vi.fn<(url: string) => void>();
  digestInThisRealm();
  const { user } = renderPart(
    {},
    { "/oauth2/registration": () => Response.json({ client_id: "client-1" }, { status: 201 }) },
    { device: { id }, oauth: { navigate }, returnUrl: "https://client.example.com/" },
  );
  await user.click(await continueThere());
  await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
  const { searchParams } = new URL(navigate.mock.lastCall?.[0] ?? "");
  expect(searchParams.get("scope")).toMatch(scope);
});

describe("the typed username goes along as a hint", () => {
  const registers = {
    "/oauth2/registration": () => Response.json({ client_id: "client-1" }, { status: 201 }),
  };
  const hintIn = async (navigate: ReturnType<typeof vi.fn<(url: string) => void>>) => {
    await waitFor(() => expect(navigate).toHaveBeenCalledTimes(1));
    return new URL(navigate.mock.lastCall?.[0] ?? "").searchParams.get("login_hint");
  };
  const returnUrl = "https://client.example.com/";

  test("from an invitation", async () => {
    digestInThisRealm();
    const navigate = vi.fn<(url: string) => void>();
    const options = { oauth: { navigate }, returnUrl, defaultValues: { username: "alice" } };
    const { user } = renderPart({}, registers, options);
    await user.click(await continueThere());
    expect(await hintIn(navigate)).toBe("mxid:@alice:example.org");
  });

  test("as it was typed, before another method was chosen", async () => {
    digestInThisRealm();
    const navigate = vi.fn<(url: string) => void>();
    const options = { oauth: { navigate }, returnUrl, defaultValues: { username: "alice" } };
    const { user } = renderPart({ promptValuesSupported: [] }, registers, options, stages);
    const username = await screen.findByRole("textbox", { name: "Username" });
    await user.clear(username);
    await user.type(username, "bob");
    await user.click(screen.getByRole("button", { name: /account page/ }));
    await user.click(await continueThere());
    expect(await hintIn(navigate)).toBe("mxid:@bob:example.org");
  });
});

test("the transaction of an earlier sign-up is deleted once it is too old", async () => {
  const [old, young] = [Date.now() - 61 * 60_000, Date.now()];
  const key = (letter: string) => `matrix-register-kit.oauth.${letter.repeat(43)}`;
  sessionStorage.setItem(key("a"), JSON.stringify({ at: old, codeVerifier: "secret" }));
  sessionStorage.setItem(key("b"), JSON.stringify({ at: young, codeVerifier: "secret" }));
  renderPart();
  await continueThere();
  expect(sessionStorage.getItem(key("a"))).toBeNull();
  expect(sessionStorage.getItem(key("b"))).not.toBeNull();
});

describe("the name and the token of an invitation", () => {
  const invited = { username: "Alice", registrationToken: "a+b/c=" };

  test("goes along as a hint, or is there to be copied", async () => {
    const writeText = vi.fn(() => Promise.resolve());
    const { user } = renderPart({}, {}, { defaultValues: invited });
    vi.spyOn(navigator.clipboard, "writeText").mockImplementation(writeText);
    await continueThere();
    expect(screen.getByText(/You asked for the username alice\./)).toBeVisible();
    expect(screen.getByText(en["oauth.token"])).toBeVisible();
    expect(screen.getByText("a+b/c=")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Copy" }));
    expect(writeText).toHaveBeenCalledWith("a+b/c=");
    expect(await screen.findByText("Copied.")).toBeVisible();
  });

  test("is selected where there is no clipboard", async () => {
    const { user } = renderPart({}, {}, { defaultValues: invited });
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    await continueThere();
    await user.click(screen.getByRole("button", { name: "Copy" }));
    await waitFor(() => expect(getSelection()?.toString()).toBe("a+b/c="));
    expect(screen.queryByText("Copied.")).toBeNull();
  });

  test("is not spoken of where nothing was said", async () => {
    renderPart({}, {}, { defaultValues: { username: "@" } });
    await continueThere();
    expect(screen.queryByRole("button", { name: "Copy" })).toBeNull();
    expect(screen.queryByText(/You asked for/)).toBeNull();
  });
});

test("a refusal in the form of Matrix is quoted, and its wait is read", async () => {
  const { user } = renderPart(
    {},
    {
      "/oauth2/registration": () =>
        Response.json(
          { errcode: "M_FORBIDDEN", error: "Ask for a client first." },
          { status: 403 },
        ),
    },
  );
  await user.click(await continueThere());
  expect(await screen.findByText("Ask for a client first.")).toBeVisible();
  cleanup();
  const clock = manualClock();
  const limit = { errcode: "M_LIMIT_EXCEEDED", error: "Slow", retry_after_ms: 90_000 };
  const second = renderPart(
    {},
    { "/oauth2/registration": () => Response.json(limit, { status: 429 }) },
    { clock },
  );
  await second.user.click(await continueThere());
  expect(await screen.findByText(/1 minute|2 minutes|90 seconds/)).toBeVisible();
});
