import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, test, vi } from "vitest";
import { hcaptcha, turnstile } from "../../../examples/captchaProviders.js";
import { RegisterCard } from "../../../src/card/RegisterCard.js";
import type { CaptchaProvider } from "../../../src/components/context/stageTypes.js";
import { createFakeHomeserver, scenarios } from "../../../src/testing/index.js";
import { stage } from "../scriptedRegistration.js";
import { scriptedCaptcha } from "./captchas.js";
import { renderStage } from "./renderStage.js";

const captchaStage = (changes: Parameters<typeof stage>[0] = {}) =>
  stage({
    ...changes,
    stage: { type: "m.login.recaptcha", params: { public_key: "site-key_1" }, ...changes.stage },
  });
const ownPage = { name: "Open the page on matrix.example.org (opens in a new tab)" };

async function renderCaptcha(first = captchaStage()) {
  const captcha = scriptedCaptcha();
  const rendered = renderStage(first, { captcha: { provider: captcha.provider } });
  await screen.findByText("I am human");
  return { ...rendered, ...captcha };
}

describe("the widget", () => {
  test("has the homeserver's site key and the user's language, in an element of its own", async () => {
    const { widget, widgets } = await renderCaptcha();
    expect(widget()).toMatchObject({ siteKey: "site-key_1", language: "en", theme: "light" });
    expect(widget().container).toBeInTheDocument();
    // React rehearses a mount in StrictMode; no two widgets share an element.
    expect(new Set(widgets.map(({ container }) => container)).size).toBe(widgets.length);
  });

  test("stands under words, in a region with a name", async () => {
    await renderCaptcha();
    expect(
      screen.getByText("Complete the check. This page then continues automatically."),
    ).toBeVisible();
    expect(screen.getByRole("region", { name: "Security check (captcha)" })).toBeVisible();
  });

  test("goes with its stage", async () => {
    const { widgets, show } = await renderCaptcha();
    show(stage());
    expect(widgets.filter(({ isThere }) => isThere)).toEqual([]);
  });

  test("sends its answer once", async () => {
    const { calls, widget, show } = await renderCaptcha();
    act(() => widget().onAnswer("answer 1"));
    show(captchaStage({ activity: "sending" }));
    act(() => widget().onAnswer("answer 2"));
    expect(calls).toEqual([["submitStage", { response: "answer 1" }]]);
    expect(widget().resets).toBe(0);
  });

  test("is asked anew after a refusal", async () => {
    const { widget, show } = await renderCaptcha();
    act(() => widget().onAnswer("answer 1"));
    show(captchaStage({ activity: "sending" }));
    show(captchaStage({ problem: { code: "captchaRefused" } }));
    expect(screen.getByRole("alert")).toHaveTextContent("did not accept the check");
    expect(widget().resets).toBe(1);
    show(captchaStage({ problem: { code: "captchaRefused" } }));
    expect(widget().resets).toBe(1);
  });

  test("is asked anew after an answer that was lost", async () => {
    const { widget, show } = await renderCaptcha();
    act(() => widget().onAnswer("answer 1"));
    show(captchaStage({ activity: "checking" }));
    show(captchaStage());
    expect(widget().resets).toBe(1);
  });

  test("says when an answer has expired", async () => {
    const { widget, container, pass } = await renderCaptcha();
    act(() => widget().onExpired());
    pass(150);
    const words = "The check has expired. Complete it again.";
    expect(container.querySelector('[aria-live="assertive"]')).toHaveTextContent(words);
    expect(screen.getAllByText(words)).toHaveLength(2);
    expect(widget().resets).toBe(1);
    act(() => widget().onAnswer("another"));
    expect(screen.queryByText(words, { selector: "p" })).not.toBeInTheDocument();
  });

  test("that fails can be tried again, or left for the homeserver's own page", async () => {
    const { widget, widgets, user, container, pass } = await renderCaptcha();
    act(() => widget().onError());
    expect(screen.getByRole("alert")).toHaveTextContent("The check is not working right now.");
    expect(widgets.filter(({ isThere }) => isThere)).toEqual([]);
    expect(screen.getByRole("link", ownPage)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByRole("region", { name: "Security check (captcha)" })).toHaveFocus();
    pass(150);
    expect(container.querySelector('[aria-live="polite"]')).toHaveTextContent(
      "The check is loading…",
    );
    expect(await screen.findByText("I am human")).toBeVisible();
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    expect(widget().isThere).toBe(true);
  });
});

test("the homeserver's own page is at hand all the time", async () => {
  const { calls, user } = await renderCaptcha();
  expect(screen.getByRole("link", ownPage)).toHaveAttribute("rel", "noopener noreferrer");
  await user.click(screen.getByRole("button", { name: "I have finished" }));
  expect(calls).toEqual([["checkNow"]]);
});

describe("a widget that does not come", () => {
  test("is given up after 10 seconds, and can be tried again", async () => {
    const { provider } = scriptedCaptcha(() => new Promise(() => undefined));
    const { pass, user } = renderStage(captchaStage(), { captcha: { provider } });
    expect(await screen.findByText("The check is loading…")).toBeVisible();
    pass(9_999);
    expect(screen.queryByRole("alert")).not.toBeInTheDocument();
    pass(1);
    expect(screen.getByRole("alert")).toHaveTextContent("The check could not be loaded.");
    expect(screen.getByRole("link", ownPage)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(screen.getByText("The check is loading…")).toBeVisible();
    pass(10_000);
    expect(screen.getByRole("alert")).toBeVisible();
  });

  test.each<[string, Partial<CaptchaProvider>]>([
    ["its script is blocked", { load: () => Promise.reject(new Error("blocked")) }],
    [
      "it cannot be rendered",
      {
        render: () => {
          throw new Error("Invalid site key");
        },
      },
    ],
  ])("because %s has words", async (_, broken) => {
    const provider = { ...scriptedCaptcha().provider, ...broken };
    renderStage(captchaStage(), { captcha: { provider } });
    expect(await screen.findByRole("alert")).toHaveTextContent("The check could not be loaded.");
  });
});

describe("only the homeserver's own page", () => {
  test.each([
    ["without a site key", captchaStage({ stage: { params: {} } }), "listed"],
    [
      "with a key that is none",
      captchaStage({ stage: { params: { public_key: "<a>" } } }),
      "listed",
    ],
    ["on a homeserver of anybody's choice", captchaStage(), "any"],
  ] as const)("%s", async (_, snapshot, trust) => {
    const { provider, widgets } = scriptedCaptcha();
    renderStage(snapshot, { captcha: { provider }, trust });
    expect(await screen.findByRole("link", ownPage)).toBeVisible();
    expect(screen.getByRole("button", { name: "I have finished" })).toBeVisible();
    expect(widgets).toEqual([]);
  });
});

const scripts = () => [...document.head.querySelectorAll("script")];

test("where no maker's script may run, the registration waits for the homeserver's own page", async () => {
  const fake = createFakeHomeserver(scenarios.recaptcha.options);
  const { container } = render(
    <RegisterCard
      homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
      fetch={fake.fetch}
      captcha={false}
    />,
  );
  const user = userEvent.setup();
  await user.type(await screen.findByLabelText("Password"), "correct horse battery");
  await user.click(screen.getByRole("button", { name: "Create account" }));
  expect(await screen.findByRole("link", ownPage)).toBeVisible();
  expect(screen.queryByRole("region", { name: "Security check (captcha)" })).toBeNull();
  expect(scripts()).toEqual([]);

  const { href } = screen.getByRole<HTMLAnchorElement>("link", ownPage);
  const body = new URLSearchParams({ "g-recaptcha-response": "good" });
  await fake.handle(new Request(href, { method: "POST", body }));
  await user.click(screen.getByRole("button", { name: "I have finished" }));
  await waitFor(() =>
    expect(container.querySelector('[data-part="root"]')).toHaveAttribute("data-status", "done"),
  );
});

describe("scripts", () => {
  afterEach(() => {
    for (const script of scripts()) script.remove();
    vi.unstubAllGlobals();
  });

  /** Lets the last script come, with what it puts on the page. */
  async function come(globals: Readonly<Record<string, unknown>>) {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    await act(async () => {
      scripts().at(-1)?.dispatchEvent(new Event("load"));
    });
  }

  const api = () => ({
    render: vi.fn((_container: HTMLElement, _options: Record<string, unknown>) => 7),
    reset: vi.fn(),
    remove: vi.fn(),
  });

  test("reCAPTCHA's comes from recaptcha.net, with a nonce, and through a policy of its own", async () => {
    const createPolicy = vi.fn((_name: string, rules: object) => rules);
    vi.stubGlobal("trustedTypes", { createPolicy });
    const before = new Set(Object.keys(globalThis));
    const { calls } = renderStage(captchaStage(), { captcha: { nonce: "n0nce" } });
    await vi.waitFor(() => expect(scripts()).toHaveLength(1));
    expect(scripts()[0]?.src).toBe(
      "https://www.recaptcha.net/recaptcha/api.js?render=explicit&hl=en",
    );
    expect(scripts()[0]?.nonce).toBe("n0nce");
    expect(createPolicy).toHaveBeenCalledExactlyOnceWith(
      "matrix-register-kit#captcha",
      expect.anything(),
    );
    expect(Object.keys(globalThis).filter((name) => !before.has(name))).toEqual([]);

    const grecaptcha = { ...api(), ready: (callback: () => void) => callback() };
    await come({ grecaptcha });
    await vi.waitFor(() => expect(grecaptcha.render).toHaveBeenCalled());
    const [container, options] = grecaptcha.render.mock.lastCall!;
    expect(document.body).toContainElement(container);
    expect(options["sitekey"]).toBe("site-key_1");
    act(() => (options["callback"] as (answer: string) => void)("an answer"));
    expect(calls).toEqual([["submitStage", { response: "an answer" }]]);
  });

  test.each([
    [0, "normal"],
    [303, "compact"],
    [304, "normal"],
  ])("reCAPTCHA's box in a room of %d px is %s", async (room, size) => {
    vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(room);
    const grecaptcha = api();
    vi.stubGlobal("grecaptcha", grecaptcha);
    renderStage(captchaStage());
    await vi.waitFor(() => expect(grecaptcha.render).toHaveBeenCalled());
    expect(grecaptcha.render.mock.lastCall?.[1]).toMatchObject({ size });
  });

  test("that are blocked are gone, and asked for once more by Try again", async () => {
    const { user } = renderStage(captchaStage(), {
      captcha: { scriptHost: "https://www.google.com" },
    });
    await vi.waitFor(() => expect(scripts()).toHaveLength(1));
    expect(scripts()[0]?.src).toMatch(/^https:\/\/www\.google\.com\/recaptcha\/api\.js\?/);
    scripts()[0]?.dispatchEvent(new Event("error"));
    expect(await screen.findByRole("alert")).toHaveTextContent("The check could not be loaded.");
    expect(scripts()).toEqual([]);
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await vi.waitFor(() => expect(scripts()).toHaveLength(1));
  });

  test("are never loaded without encryption", async () => {
    renderStage(captchaStage(), { captcha: { scriptHost: "http://www.recaptcha.net" } });
    expect(await screen.findByRole("alert")).toBeVisible();
    expect(scripts()).toEqual([]);
  });

  test("are not loaded where the page has reCAPTCHA already", async () => {
    const grecaptcha = api();
    vi.stubGlobal("grecaptcha", grecaptcha);
    renderStage(captchaStage());
    await vi.waitFor(() => expect(grecaptcha.render).toHaveBeenCalled());
    expect(scripts()).toEqual([]);
  });

  test.each([
    [
      "hcaptcha",
      hcaptcha,
      "https://js.hcaptcha.com/1/api.js?render=explicit&recaptchacompat=off&hl=en&onload=hcaptchaIsThere",
    ],
    [
      "turnstile",
      turnstile,
      "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit",
    ],
  ])("of another maker: %s", async (name, provider, url) => {
    const { calls, show } = renderStage(captchaStage(), { captcha: { provider } });
    await vi.waitFor(() => expect(scripts()).toHaveLength(1));
    expect(scripts()[0]?.src).toBe(url);
    const onPage = api();
    await come({ [name]: onPage });
    await act(async () => (globalThis as { hcaptchaIsThere?: () => void }).hcaptchaIsThere?.());
    await vi.waitFor(() => expect(onPage.render).toHaveBeenCalled());
    const call = (callback: string, ...values: string[]) =>
      act(() => {
        (onPage.render.mock.lastCall![1][callback] as (...given: string[]) => void)(...values);
      });
    call("callback", "solved");
    expect(calls).toEqual([["submitStage", { response: "solved" }]]);
    show(captchaStage({ problem: { code: "captchaRefused" } }));
    expect(onPage.reset).toHaveBeenCalledExactlyOnceWith(7);
    call("expired-callback");
    expect(onPage.reset).toHaveBeenCalledTimes(2);
    call("error-callback");
    expect(onPage.remove).toHaveBeenCalledWith(7);
    expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
  });
});
