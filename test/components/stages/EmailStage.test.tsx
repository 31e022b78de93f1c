import { screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { words } from "../../words.js";
import { validating } from "../scriptedRegistration.js";
import { descriptionOf } from "./descriptionOf.js";
import { renderStage } from "./renderStage.js";

const button = (name: string) => screen.getByRole("button", { name });
const addressBox = () => screen.findByRole("textbox", { name: "Email address" });

describe("the address", () => {
  test("is sent as given, without the spaces around it", async () => {
    const { calls, user } = renderStage(validating({ step: "address", address: "" }));
    await user.type(await addressBox(), " alice@example.org ");
    await user.click(button("Continue"));
    expect(calls).toEqual([["submitStage", { address: "alice@example.org" }]]);
  });

  test("begins with what was given before", async () => {
    renderStage(validating({ step: "address", address: "alice@example.org" }));
    expect(await addressBox()).toHaveValue("alice@example.org");
    expect(await addressBox()).not.toHaveAttribute("value");
  });

  test.each([
    ["", "Enter your email address."],
    ["alice", "Enter an email address like name@example.org."],
  ])("%j is told at its place and not sent", async (typed, words) => {
    const { calls, user } = renderStage(validating({ step: "address", address: typed }));
    await addressBox();
    await user.click(button("Continue"));
    expect(calls).toEqual([]);
    expect(await addressBox()).toBeInvalid();
    expect(descriptionOf(await addressBox())).toContain(words);
    expect(await addressBox()).toHaveFocus();
  });

  test("that the homeserver refuses is told at its place", async () => {
    renderStage(
      validating({ step: "address" }, { problem: { code: "emailInUse", field: "email" } }),
    );
    expect(descriptionOf(await addressBox())).toContain(
      "This email address belongs to another account.",
    );
    expect(await addressBox()).toHaveFocus();
  });

  test("says how long a limit holds", async () => {
    const { pass } = renderStage(
      validating({ step: "address" }, { problem: { code: "rateLimited", retryAt: 42_000 } }),
    );
    await addressBox();
    expect(screen.getByText("You can try again in 42 seconds.")).toBeVisible();
    pass(2_000);
    expect(screen.getByText("You can try again in 40 seconds.")).toBeVisible();
  });

  test.each(["offline", "messageInDoubt", "messageNotSent"] as const)(
    "is not marked as wrong for what is not about it: %s",
    async (code) => {
      renderStage(validating({ step: "address" }, { problem: { code } }));
      expect(await addressBox()).not.toHaveAttribute("aria-invalid");
      expect(screen.getByRole("alert")).toBeVisible();
    },
  );

  test("is not sent twice", async () => {
    const { calls, user } = renderStage(validating({ step: "address" }, { activity: "sending" }));
    await addressBox();
    expect(button("Continue")).toHaveAttribute("aria-disabled", "true");
    await user.click(button("Continue"));
    expect(calls).toEqual([]);
  });
});

test("while the mail is asked for there are words, and Cancel", async () => {
  renderStage(validating({ step: "sending" }));
  expect(
    await screen.findByText(words(/^Asking example.org to send an email to/)),
  ).toHaveTextContent("alice@example.org");
  expect(button("Cancel")).toBeVisible();
});

describe("once the mail is sent", () => {
  test("it says to which address, what to do and what comes then", async () => {
    renderStage(validating({}));
    expect(
      await screen.findByText(words(/alice@example\.org\. Open the link in it/)),
    ).toBeVisible();
    expect(screen.getByText(/This page continues automatically/)).toBeVisible();
    expect(screen.getByRole("heading", { name: "Confirm your email address" })).toBeVisible();
  });

  test("I have opened the link has the homeserver asked", async () => {
    const { calls, user } = renderStage(validating({}));
    await user.click(await screen.findByRole("button", { name: "I have opened the link" }));
    expect(calls).toEqual([["checkNow"]]);
  });

  test("Change address goes back to it alone, with the focus in it", async () => {
    const { calls, user, show } = renderStage(validating({}));
    await user.click(await screen.findByRole("button", { name: "Change address" }));
    expect(calls).toEqual([["changeAnswer", "email"]]);
    show(validating({ step: "address" }));
    expect(await addressBox()).toHaveFocus();
  });

  test("another mail can be asked for when its time has come", async () => {
    const { calls, user, pass } = renderStage(validating({ resendAt: 30_000 }));
    const resend = await screen.findByRole("button", { name: "Resend email" });
    expect(resend).toHaveAttribute("aria-disabled", "true");
    expect(resend).toHaveAccessibleDescription("You can ask for another message in 30 seconds.");
    await user.click(resend);
    expect(calls).toEqual([]);
    pass(29_999);
    expect(resend).toHaveAccessibleDescription("You can ask for another message in 1 second.");
    pass(1);
    expect(resend).not.toHaveAttribute("aria-disabled");
    await user.click(resend);
    expect(calls).toEqual([["resend"]]);
  });

  test("a screen reader is told the end of that wait, not its seconds", async () => {
    const { pass, container } = renderStage(validating({ resendAt: 30_000 }));
    await screen.findByRole("button", { name: "Resend email" });
    const said = container.querySelector('[data-part="announcer"]');
    pass(10_000);
    expect(said).not.toHaveTextContent(/\w/);
    pass(20_000);
    pass(150);
    expect(said).toHaveTextContent("You can ask for another message now.");
  });

  test("a mail that is long in coming has reasons", async () => {
    const { show } = renderStage(validating({}));
    await screen.findByRole("button", { name: "Resend email" });
    expect(screen.queryByText(/spam folder/)).not.toBeInTheDocument();
    show(validating({ isLate: true }));
    const late = screen.getByText(/spam folder/);
    expect(late).toHaveTextContent("If the address already belongs to an account");
    expect(late.closest("[aria-live]")).toHaveAttribute("aria-live", "polite");
  });

  test("it says when nothing is polled for by itself", async () => {
    const { show } = renderStage(validating({}));
    const promise = await screen.findByText(/This page continues automatically/);
    show(validating({}, { stage: { polling: "offline" } }));
    expect(screen.getByText(/^You are offline\./)).toBeVisible();
    expect(promise).toBeVisible();
    show(validating({}, { stage: { polling: "ended" } }));
    const ended = screen.getByText(/^This page has stopped checking/);
    expect(ended.closest("[aria-live]")).toHaveAttribute("aria-live", "polite");
    expect(promise).not.toBeInTheDocument();
  });

  test("a problem is an alert, and the same one again a new alert", async () => {
    const { show } = renderStage(validating({}, { problem: { code: "notOpenedYet" } }));
    const first = await screen.findByRole("alert");
    expect(first).toHaveTextContent("The homeserver does not know yet that you opened the link.");
    show(validating({}, { problem: { code: "notOpenedYet" } }));
    expect(screen.getByRole("alert")).not.toBe(first);
  });

  test("the words take the focus of the button that went", async () => {
    const { show } = renderStage(validating({ step: "address" }));
    await addressBox();
    const step = (text: RegExp) => screen.getByText(words(text)).closest('[data-part="step"]');
    show(validating({ step: "sending" }));
    expect(step(/^Asking example.org/)).toHaveFocus();
    show(validating({}));
    expect(step(/Open the link in it/)).toHaveFocus();
  });

  test("another flow can be taken", async () => {
    const { calls, user } = renderStage(validating({}, { otherFlows: [["m.login.terms"]] }));
    await user.click(await screen.findByRole("button", { name: "Continue with: the terms" }));
    expect(calls).toEqual([["chooseFlow", ["m.login.terms"]]]);
  });
});

test("the words are German where they are asked for", async () => {
  renderStage(validating({}), { locale: "de" });
  expect(await screen.findByRole("button", { name: "Ich habe den Link geöffnet" })).toBeVisible();
});
