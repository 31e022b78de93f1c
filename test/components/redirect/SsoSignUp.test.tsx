import { fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentPropsWithoutRef, forwardRef, StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import en from "../../../src/locales/catalogues/en.json";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { manualClock } from "../renderWithRegistration.js";

const left = vi.fn<(url: string) => void>();

beforeEach(() => {
  vi.stubGlobal("location", {
    origin: "https://app.example.org",
    pathname: "/sign-up",
    search: "?token=invite-me",
    assign: left,
  });
});

afterEach(() => {
  sessionStorage.clear();
  left.mockReset();
  vi.unstubAllGlobals();
});

type Sso = NonNullable<Parameters<typeof createFakeHomeserver>[0]>["sso"];

const many = scenarios.manyProviders.options.sso;

function renderOn(sso: Sso, options: Register.Root.Options = {}) {
  const fake = createFakeHomeserver({ closed: true, ...(sso && { sso }) });
  const { container } = render(
    <StrictMode>
      <Register.Root homeserver={fake.serverName} fetch={fake.fetch} {...options}>
        <Register.HomeserverStatus />
        <Register.SsoSignUp />
      </Register.Root>
    </StrictMode>,
  );
  const images = () => [...container.querySelectorAll("img")].map(({ src }) => src);
  return { fake, images, user: userEvent.setup() };
}

/** Where the user was sent: once, and with the page to come back to. */
function destination() {
  expect(left).toHaveBeenCalledTimes(1);
  const url = new URL(left.mock.calls[0]?.[0] ?? "");
  return { url, back: new URL(url.searchParams.get("redirectUrl") ?? "") };
}

describe("the providers", () => {
  test("are a button each, with their name or their brand's, in the homeserver's order", async () => {
    renderOn(many);
    await screen.findByRole("heading", { name: "Create your account on example.org" });
    expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual([
      "Continue with Example ID",
      "Continue with GitHub",
      "Continue with École modèle",
    ]);
  });

  test("a brand keeps its own name, however the homeserver calls it", async () => {
    renderOn([{ id: "x", name: "Your bank", brand: "github" }]);
    expect(await screen.findByRole("button", { name: "Continue with GitHub" })).toBeVisible();
  });

  test("a name has no language mark", async () => {
    renderOn(many, { locale: "de" });
    const button = await screen.findByRole("button", { name: /École modèle$/ });
    expect(within(button).getByText("École modèle")).toHaveAttribute("lang", "");
  });

  test("a picture comes from the homeserver, except under `any`", async () => {
    const { images } = renderOn(many);
    await screen.findByRole("button", { name: "Continue with École modèle" });
    expect(images()).toEqual([expect.stringContaining("/example.org/school?")]);
    fireEvent.error(document.querySelector("img")!);
    expect(images()).toEqual([]);
  });

  test.each<Register.Root.Options>([{ trust: "any" }, { providerIcons: false }])(
    "no picture is asked for with %j",
    async (options) => {
      const { images, user } = renderOn(many, options);
      if (options.trust === "any") {
        await user.click(await screen.findByRole("button", { name: "I trust example.org" }));
      }
      await screen.findByRole("button", { name: "Continue with École modèle" });
      expect(images()).toEqual([]);
    },
  );
});

describe("a press of a provider", () => {
  test("leads to the provider, to make an account, and back to this page alone", async () => {
    const { fake, user } = renderOn(many);
    const button = await screen.findByRole("button", { name: "Continue with GitHub" });
    await user.click(button);
    const { url, back } = destination();
    expect(url.origin + url.pathname).toBe(
      `${fake.baseUrl}/_matrix/client/v3/login/sso/redirect/oidc-github`,
    );
    expect(url.searchParams.get("action")).toBe("register");
    expect([...back.searchParams.keys()]).toEqual(["sso_return"]);
    expect(back.origin + back.pathname).toBe("https://app.example.org/sign-up");
    expect(button).toHaveAttribute("aria-busy", "true");
    expect(screen.getByRole("button", { name: /Example ID/ })).toHaveAttribute(
      "aria-busy",
      "false",
    );
  });

  test("ends when the user comes back by the browser's Back button", async () => {
    const { user } = renderOn(many);
    const button = await screen.findByRole("button", { name: "Continue with GitHub" });
    await user.click(button);
    expect(button).toHaveAttribute("aria-busy", "true");
    fireEvent(window, new PageTransitionEvent("pageshow", { persisted: true }));
    expect(button).toHaveAttribute("aria-busy", "false");
  });

  test("says where it leads, more after a while, and can be cancelled", async () => {
    const clock = manualClock();
    const { user } = renderOn(many, { clock, sso: { navigate: () => undefined } });
    const button = await screen.findByRole("button", { name: "Continue with GitHub" });
    expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
    await user.click(button);
    expect(screen.getByRole("status")).toHaveTextContent("Taking you to matrix.example.org…");
    clock.pass(4_000);
    expect(screen.getByRole("status")).toHaveTextContent("longer than usual");
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
    expect(button).toHaveAttribute("aria-busy", "false");
    expect(button).toHaveFocus();
  });

  test("ends by itself if the browser stays on the page", async () => {
    const clock = manualClock();
    const { user } = renderOn(many, { clock, sso: { navigate: () => undefined } });
    const button = await screen.findByRole("button", { name: "Continue with GitHub" });
    await user.click(button);
    clock.pass(30_000);
    expect(button).toHaveAttribute("aria-busy", "false");
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
  });

  test("reports a mistake of the app to the user and the app", async () => {
    const report = vi.fn<(error: Error) => void>();
    vi.stubGlobal("reportError", report);
    const { user } = renderOn(many, { returnUrl: "/sign-up" });
    await user.click(await screen.findByRole("button", { name: "Continue with GitHub" }));
    expect(screen.getByRole("alert")).toHaveTextContent(en["returned.misconfigured"]);
    expect(report).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: expect.stringContaining("redirect URL") as string }),
    );
  });

  test("leads nowhere if the browser has no storage, and says so", async () => {
    const { user } = renderOn(many);
    const button = await screen.findByRole("button", { name: "Continue with GitHub" });
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await user.click(button);
    expect(screen.getByRole("alert")).toHaveTextContent(en["returned.noStorage"]);
    expect(button).toHaveAttribute("aria-busy", "false");
    expect(left).not.toHaveBeenCalled();
    vi.restoreAllMocks();
    await user.click(button);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(left).toHaveBeenCalledTimes(1);
  });

  test("comes back to the page that the app names", async () => {
    const { user } = renderOn(many, { returnUrl: "https://app.example.org/back?lang=de" });
    await user.click(await screen.findByRole("button", { name: "Continue with GitHub" }));
    const { back } = destination();
    back.searchParams.delete("sso_return");
    expect(back.href).toBe("https://app.example.org/back?lang=de");
  });
});

test("an app may open the sign-on by itself", async () => {
  const navigate = vi.fn<(url: string) => void>();
  const { fake, user } = renderOn(many, { sso: { navigate } });
  await user.click(await screen.findByRole("button", { name: "Continue with GitHub" }));
  expect(navigate).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(fake.baseUrl));
  expect(left).not.toHaveBeenCalled();
});

test("a homeserver without named providers chooses one itself", async () => {
  const { user } = renderOn(undefined, { fetch: namesNobody });
  await user.click(await screen.findByRole("button", { name: "Continue with single sign-on" }));
  expect(destination().url.pathname).toBe("/_matrix/client/v3/login/sso/redirect");
});

test("a design system's button is used", async () => {
  renderOn(many, { elements: { Button: OwnButton } });
  await screen.findByRole("button", { name: "Continue with GitHub" });
  for (const button of screen.getAllByRole("button")) expect(button).toHaveClass("own");
});

test("is absent on a homeserver without single sign-on", async () => {
  const fake = createFakeHomeserver();
  render(
    <Register.Root homeserver={fake.serverName} fetch={fake.fetch}>
      <Register.SsoSignUp />
      <Register.AccountForm>
        <Register.Submit />
      </Register.AccountForm>
    </Register.Root>,
  );
  await screen.findByRole("button", { name: "Create account" });
  expect(screen.queryByRole("button", { name: /^Continue/ })).toBeNull();
});

const OwnButton = forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<"button">>(
  function OwnButton(props, ref) {
    return <button className="own" {...props} ref={ref} />;
  },
);

/** Closed, with single sign-on, and no word on whom to sign on with. */
function namesNobody(url: string): Promise<Response> {
  const { pathname } = new URL(url);
  if (pathname.endsWith("/login")) {
    return Promise.resolve(Response.json({ flows: [{ type: "m.login.sso" }] }));
  }
  if (pathname.endsWith("/register")) {
    return Promise.resolve(Response.json({ errcode: "M_FORBIDDEN", error: "" }, { status: 403 }));
  }
  return Promise.resolve(Response.json({ errcode: "M_UNRECOGNIZED", error: "" }, { status: 404 }));
}
