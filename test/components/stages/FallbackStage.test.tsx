import { screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { words } from "../../words.js";
import { stage } from "../scriptedRegistration.js";
import { renderStage } from "./renderStage.js";

const dance = { type: "org.example.dance", supported: false } as const;

describe("a stage of the homeserver's own page", () => {
  test("is a plain link that gives the page no hold on ours, with its host in its name", async () => {
    renderStage(stage({ stage: dance }));
    const link = await screen.findByRole("link", {
      name: "Open the page on matrix.example.org (opens in a new tab)",
    });
    expect(link).toHaveAttribute(
      "href",
      "https://matrix.example.org/_matrix/client/v3/auth/org.example.dance/fallback/web?session=a+session",
    );
    expect(link).toHaveAttribute("target", "_blank");
    expect(link).toHaveAttribute("rel", "noopener noreferrer");
  });

  test("says what it is for and what comes then", async () => {
    renderStage(stage({ stage: dance }));
    expect(await screen.findByText(words(/^example.org asks for/))).toHaveTextContent(
      "org.example.dance",
    );
    expect(screen.getByText(/The page opens in a new tab/)).toBeVisible();
    expect(
      screen.getByRole("heading", { name: "Do this step on the homeserver’s own page" }),
    ).toBeVisible();
  });

  test("is polled for from the moment the link is followed", async () => {
    const { calls, user } = renderStage(stage({ stage: dance }));
    const link = await screen.findByRole("link", { name: /^Open the page/ });
    await user.click(link);
    expect(calls).toEqual([["openFallback", "click"]]);
    await user.pointer({ keys: "[MouseRight]", target: link });
    expect(calls.slice(1)).toContainEqual(["openFallback", "link"]);
  });

  test.each(["opened", "followLink"] as const)(
    "says nothing more where it was %s",
    async (opensFallback) => {
      const { user } = renderStage(stage({ stage: dance }), { opensFallback });
      await user.click(await screen.findByRole("link", { name: /^Open the page/ }));
      expect(screen.queryByRole("alert")).toBeNull();
    },
  );

  test("is left to the link where the browser opened no window", async () => {
    const { calls, user } = renderStage(stage({ stage: dance }), { opensFallback: "blocked" });
    const link = await screen.findByRole("link", { name: /^Open the page/ });
    await user.click(link);
    expect(screen.getByRole("alert")).toHaveTextContent("Your browser blocked the window.");
    await user.click(link);
    expect(calls).toEqual([
      ["openFallback", "click"],
      ["openFallback", "link"],
    ]);
  });

  test("is polled when the user has finished", async () => {
    const { calls, user } = renderStage(stage({ stage: dance }));
    await user.click(await screen.findByRole("button", { name: "I have finished" }));
    expect(calls).toEqual([["checkNow"]]);
  });

  test("that is no longer polled waits for the user to say so", async () => {
    const { show } = renderStage(stage({ stage: dance }));
    await screen.findByText(/This page continues automatically/);
    show(stage({ stage: { ...dance, polling: "ended" } }));
    expect(screen.queryByText(/This page continues automatically/)).not.toBeInTheDocument();
    const ended = screen.getByText(/^This page has stopped checking/);
    expect(ended.closest("[aria-live]")).toHaveAttribute("aria-live", "polite");
  });

  test("that is not finished yet is an alert", async () => {
    renderStage(stage({ stage: dance, problem: { code: "notFinishedYet" } }));
    expect(await screen.findByRole("alert")).toHaveTextContent("this step is not done yet");
  });

  test("for a password says that the new one has no place there", async () => {
    renderStage(stage({ stage: { type: "m.login.password", supported: false } }));
    expect(await screen.findByText(/Do not type your new password there/)).toBeVisible();
    expect(screen.queryByLabelText(/password/i)).not.toBeInTheDocument();
  });

  test("is left by another flow", async () => {
    const { calls, user } = renderStage(
      stage({ stage: dance, otherFlows: [["m.login.dummy"], ["org.example.sing"]] }),
    );
    await user.click(await screen.findByRole("button", { name: "Continue without this step" }));
    expect(calls).toEqual([["chooseFlow", ["m.login.dummy"]]]);
    // The button goes, also where the other flow begins with the same stage.
    expect(screen.getByRole("heading", { level: 2 })).toHaveFocus();
    expect(screen.queryByRole("button", { name: /sing/ })).not.toBeInTheDocument();
  });

  test("is left by Cancel", async () => {
    const { calls, user } = renderStage(stage({ stage: dance }));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(calls).toEqual([["cancel"]]);
  });
});

test("without a session there is no page to go to, and the other flows are left", async () => {
  renderStage(stage({ stage: dance, otherFlows: [["m.login.terms"]] }), { hasSession: false });
  expect(await screen.findByText(/That does not work here/)).toBeVisible();
  expect(screen.getByRole("heading", { name: "This step does not work here" })).toBeVisible();
  expect(screen.queryByRole("link")).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Continue with: the terms" })).toBeVisible();
});

/** Answers as a homeserver without pages of its own does. */
const noPages = () =>
  Promise.resolve(
    Response.json({ errcode: "M_UNRECOGNIZED", error: "Not found." }, { status: 404 }),
  );
const captcha = { type: "m.login.recaptcha", params: { public_key: "site-key_1" } };

describe("where the homeserver has no page of its own", () => {
  test("that is said in place of a link that leads nowhere, with the other flows", async () => {
    renderStage(stage({ stage: dance, otherFlows: [["m.login.terms"]] }), { fetch: noPages });
    const heading = "This step does not work here";
    expect(await screen.findByRole("heading", { name: heading })).toBeVisible();
    expect(await screen.findByRole("alert")).toHaveTextContent("Tell the people who run it");
    expect(screen.queryByRole("link")).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: "I have finished" })).not.toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Continue with: the terms" })).toBeVisible();
  });

  test("a captcha that the app leaves out is told to its owner, and the user hears whom to tell", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    renderStage(stage({ stage: { ...captcha, supported: false } }), {
      fetch: noPages,
      captcha: false,
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("Tell the people who run this page");
    // In StrictMode React rehearses an effect.
    expect(new Set(warn.mock.calls.flat())).toEqual(
      new Set([expect.stringMatching(/^example\.org asks for a captcha.*CAPTCHA_HOST\.$/)]),
    );
    warn.mockRestore();
  });

  test("a captcha of a homeserver that the user named is not shown either; its owner did nothing wrong", async () => {
    renderStage(stage({ stage: { ...captcha, supported: false } }), {
      fetch: noPages,
      trust: "any",
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("this page cannot show it either");
  });

  test("a captcha without a public key is the homeserver's own fault", async () => {
    renderStage(stage({ stage: { ...captcha, params: {}, supported: false } }), {
      fetch: noPages,
      captcha: false,
    });
    expect(await screen.findByRole("alert")).toHaveTextContent("Tell the people who run it");
  });

  test("a stage that is done here is not asked about", async () => {
    const fetch = vi.fn(noPages);
    renderStage(stage({ stage: { type: "m.login.terms" } }), { fetch });
    expect(await screen.findByRole("heading", { level: 2 })).toBeVisible();
    expect(fetch).not.toHaveBeenCalled();
  });
});
