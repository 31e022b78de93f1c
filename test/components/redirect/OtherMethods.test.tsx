import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactElement, StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../../src/card/RegisterCard.js";
import { useHomeserverContext } from "../../../src/components/context/contexts.js";
import { useMethod } from "../../../src/components/context/useMethod.js";
import type { SignUpMethod } from "../../../src/discovery/methods.js";
import { Register } from "../../../src/index.js";
import { takeOrigin } from "../../../src/redirect/origin.js";
import { accountPages } from "../../discovery/accountPages.js";
import { answersOf } from "../../discovery/answersOf.js";
import { type Answers, homeserver, servers } from "../../redirect/oauth/servers.js";

const uia: SignUpMethod = { type: "uia", flows: [["m.login.dummy"]], params: {} };
const sso: SignUpMethod = { type: "sso", providers: [], isOAuthAware: false };
/** Preferred to stages where accounts can be asked for, as in `accountPages`. */
const oauth: SignUpMethod = { type: "oauth", metadata: accountPages, isOnOtherSite: false };
const plainOAuth: SignUpMethod = {
  type: "oauth",
  metadata: { ...accountPages, promptValuesSupported: [] },
  isOnOtherSite: false,
};

/** A part of the kind that each method but `uia` has. */
function OAuthPart(): ReactElement | null {
  const method = useMethod("oauth", "OAuthPart");
  const { found: homeserver } = useHomeserverContext("OAuthPart");
  if (method === null) return null;
  return (
    <div data-part="oauth-sign-up">
      <button type="button">
        {homeserver?.serverName} by {method.metadata.issuer}
      </button>
    </div>
  );
}

function renderOn(
  methods: readonly SignUpMethod[],
  extra?: ReactElement,
  options: Pick<Register.Root.Options, "oauth" | "sso" | "trust"> & {
    readonly resume?: boolean;
  } = {},
  answers: Answers = {},
) {
  const { fetch } = servers({ ...answersOf(...methods), ...answers });
  const { container, unmount } = render(
    <StrictMode>
      <Register.Root homeserver={homeserver} fetch={fetch} {...options}>
        <Register.HomeserverStatus />
        <Register.AccountForm>
          <Register.UsernameField />
          <Register.PasswordField />
          <Register.Submit />
        </Register.AccountForm>
        {extra}
        <Register.Outcome />
        <Register.OtherMethods />
      </Register.Root>
    </StrictMode>,
  );
  const root = container.querySelector('[data-part="root"]');
  return { root, unmount, user: userEvent.setup() };
}

afterEach(() => {
  sessionStorage.clear();
});

test("the chosen method is replaced, and the others are offered", async () => {
  const { root, user } = renderOn([oauth, uia], <OAuthPart />);
  await screen.findByRole("button", { name: "example.org by https://account.example.org/" });
  expect(root).toHaveAttribute("data-homeserver", "oauth");
  expect(root).not.toHaveAttribute("data-status");
  expect(screen.queryByRole("textbox", { name: "Username" })).toBeNull();
  await user.click(screen.getByRole("button", { name: /Create an account here/ }));
  await waitFor(() => {
    expect(screen.getByRole("textbox", { name: "Username" })).toHaveFocus();
  });
  expect(root).toHaveAttribute("data-homeserver", "uia");
  expect(root).toHaveAttribute("data-status", "account");
});

test("another method and back keeps typed values and the focus, but no password", async () => {
  const { root, user } = renderOn([uia, plainOAuth], <OAuthPart />);
  await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Continue on example.org’s account page" }));
  expect(root).toHaveAttribute("data-homeserver", "oauth");
  expect(screen.getByRole("button", { name: /^example.org by/ })).toHaveFocus();
  await user.click(screen.getByRole("button", { name: /Create an account here/ }));
  await waitFor(() => {
    expect(screen.getByRole("textbox", { name: "Username" })).toHaveFocus();
  });
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  expect(screen.getByLabelText("Password")).toHaveValue("");
});

describe("a chosen method", () => {
  const choose = async (resume: boolean) => {
    const { user, unmount } = renderOn([oauth, uia], <OAuthPart />, { resume });
    await user.click(await screen.findByRole("button", { name: /Create an account here/ }));
    await screen.findByRole("textbox", { name: "Username" });
    unmount();
  };
  const reload = async (resume: boolean) => {
    const { root } = renderOn([oauth, uia], <OAuthPart />, { resume });
    await screen.findByText("You can also:");
    return root?.getAttribute("data-homeserver");
  };

  test("survives a reload with `resume`, for half an hour", async () => {
    await choose(true);
    expect(await reload(true)).toBe("uia");
    cleanup();
    const later = Date.now() + 31 * 60_000;
    vi.spyOn(Date, "now").mockReturnValue(later);
    expect(await reload(true)).toBe("oauth");
    vi.restoreAllMocks();
  });

  test("is gone without it", async () => {
    await choose(false);
    expect(sessionStorage.length).toBe(0);
    expect(await reload(true)).toBe("oauth");
  });

  test.each(["", "{", "null", '{"type":7}'])(
    "is ignored when the tab's record is %s",
    async (kept) => {
      await choose(true);
      for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, kept);
      expect(await reload(true)).toBe("oauth");
    },
  );
});

test("a failed registration offers the other methods", async () => {
  const probe = answersOf(uia)["/_matrix/client/v3/register"];
  const register: Answers[string] = (request) => {
    const isProbe = request.init.body === "{}";
    const body = { errcode: "M_UNKNOWN_TOKEN", error: "No" };
    return isProbe && probe ? probe(request) : Response.json(body, { status: 401 });
  };
  const answers = { "/_matrix/client/v3/register": register };
  const { root, user } = renderOn([uia, plainOAuth], <OAuthPart />, {}, answers);
  await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
  await user.type(screen.getByLabelText("Password"), "correct horse");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  await waitFor(() => expect(root).toHaveAttribute("data-status", "failed"));
  await user.click(screen.getByRole("button", { name: "Continue on example.org’s account page" }));
  expect(root).toHaveAttribute("data-homeserver", "oauth");
  expect(screen.getByRole("button", { name: /^example.org by/ })).toHaveFocus();
});

describe("the providers of a single sign-on", () => {
  const letters = ["A", "B", "C", "D", "E"];
  const signOn = (count: number): SignUpMethod => ({
    ...sso,
    providers: letters.slice(0, count).map((id) => ({ id, name: `${id} ID` })),
  });
  const offered = () =>
    screen.queryAllByRole("button", { name: /^Continue/ }).map(({ textContent }) => textContent);
  const behindOne = ["Continue with single sign-on"];

  test.each([
    [0, behindOne],
    [1, ["Continue with A ID"]],
    [4, letters.slice(0, 4).map((letter) => `Continue with ${letter} ID`)],
    [5, behindOne],
  ])("%i of them beside the form", async (count, expected) => {
    renderOn([uia, signOn(count)], <Register.SsoSignUp />, { trust: "listed" });
    await screen.findByRole("button", { name: expected[0]! });
    expect(offered()).toEqual(expected);
    expect(screen.getByRole("textbox", { name: "Username" })).toBeVisible();
    expect(screen.queryAllByText("or")).toHaveLength(expected === behindOne ? 0 : 1);
  });

  test.each([
    [false, ["Username", "Create account", "or", "Continue with A ID"]],
    [true, ["Continue with A ID", "or", "Username", "Create account"]],
  ])("stand where the homeserver wants them: preferred %s", async (isPreferred, expected) => {
    const providers = [{ id: "A", name: "A ID" }];
    const preferred = { type: "sso", providers, isOAuthAware: false, isPreferred } as const;
    const { fetch } = servers(answersOf(uia, preferred));
    render(<RegisterCard homeserver={homeserver} trust="listed" fetch={fetch} />);
    await screen.findByRole("button", { name: "Continue with A ID" });
    await screen.findByRole("textbox", { name: "Username" });
    const places = ["Continue with A ID", "or", "Username", "Create account"];
    const found = screen
      .getAllByText((_, element) => places.includes(element?.textContent ?? ""))
      .map(({ textContent }) => textContent);
    expect([...new Set(found)]).toEqual(expected);
  });

  test("are left by a press, with the username that was typed", async () => {
    const navigate = vi.fn<(url: string) => void>();
    const { user } = renderOn([uia, signOn(2)], <Register.SsoSignUp />, { sso: { navigate } });
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.click(await screen.findByRole("button", { name: "Continue with B ID" }));
    expect(navigate).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining("/login/sso/redirect/B?"),
    );
    expect(takeOrigin()?.username).toBe("alice");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.getByRole("button", { name: "Continue with B ID" })).toHaveFocus();
    expect(screen.getByRole("textbox", { name: "Username" })).toHaveValue("alice");
  });

  test("come after the warning under trust `any`", async () => {
    const navigate = vi.fn<(url: string) => void>();
    const { user } = renderOn([uia, signOn(2)], <Register.SsoSignUp />, {
      trust: "any",
      sso: { navigate },
    });
    await user.click(await screen.findByRole("button", { name: behindOne[0]! }));
    expect(offered()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "I trust example.org" }));
    await user.click(screen.getByRole("button", { name: "Continue with A ID" }));
    expect(navigate).toHaveBeenCalledOnce();
  });

  test("are one button beside an account page", async () => {
    renderOn(
      [oauth, uia, signOn(2)],
      <>
        <OAuthPart />
        <Register.SsoSignUp />
      </>,
    );
    await screen.findByRole("button", { name: behindOne[0]! });
    expect(offered()).toEqual(behindOne);
  });

  test("are gone while the form is being sent", async () => {
    const probe = answersOf(uia)["/_matrix/client/v3/register"];
    const register: Answers[string] = (request) =>
      request.init.body === "{}" && probe ? probe(request) : new Promise(() => undefined);
    const { user } = renderOn(
      [uia, signOn(2)],
      <Register.SsoSignUp />,
      {},
      { "/_matrix/client/v3/register": register },
    );
    await user.type(await screen.findByRole("textbox", { name: "Username" }), "alice");
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await screen.findByRole("button", { name: "Continue with A ID" });
    await user.click(screen.getByRole("button", { name: "Create account" }));
    await waitFor(() => {
      expect(screen.queryByRole("button", { name: "Continue with A ID" })).toBeNull();
    });
  });
});

describe("a method without a part on the page", () => {
  test("is not offered", async () => {
    renderOn([uia, plainOAuth, sso], <OAuthPart />);
    await screen.findByRole("textbox", { name: "Username" });
    expect(screen.getAllByRole("button", { name: /^Continue/ })).toHaveLength(1);
  });

  test("nor are account pages that take no new clients, without an ID there", async () => {
    const { registrationEndpoint: _, ...metadata } = accountPages;
    renderOn([{ type: "oauth", metadata, isOnOtherSite: false }, uia], <OAuthPart />);
    expect(await screen.findByRole("textbox", { name: "Username" })).toBeVisible();
    expect(screen.queryByText("You can also:")).toBeNull();
  });

  test("but with one they are", async () => {
    const { registrationEndpoint: _, ...metadata } = accountPages;
    const client = { id: "known-there" };
    const { root } = renderOn(
      [{ type: "oauth", metadata, isOnOtherSite: false }, uia],
      <OAuthPart />,
      {
        oauth: { client },
      },
    );
    await screen.findByRole("button", { name: /Create an account here/ });
    expect(root).toHaveAttribute("data-homeserver", "oauth");
  });

  test("is replaced by one that has a part", async () => {
    const { root } = renderOn([oauth, uia]);
    expect(await screen.findByRole("textbox", { name: "Username" })).toBeVisible();
    expect(root).toHaveAttribute("data-homeserver", "uia");
    expect(screen.queryByText("You can also:")).toBeNull();
  });

  test("is named if there is no other", async () => {
    const { root } = renderOn([sso]);
    expect(await screen.findByRole("alert")).toHaveTextContent(
      "in a way that this page does not support",
    );
    expect(root).toHaveAttribute("data-homeserver", "sso");
  });
});
