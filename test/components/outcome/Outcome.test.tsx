import { screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { Register } from "../../../src/index.js";
import { parseContactUrl } from "../../../src/protocol/guards/safeUrl.js";
import { words } from "../../words.js";
import { renderWithRegistration } from "../renderWithRegistration.js";
import {
  account,
  failed,
  inAnotherTab,
  pendingApproval,
  registered,
  stage,
  uncertain,
} from "../scriptedRegistration.js";

const outcome = <Register.Outcome>What comes next.</Register.Outcome>;
const signInUrl = "https://client.example.org/login";

test("an account that is somewhere else is not said not to be created", () => {
  renderWithRegistration(outcome, { snapshot: failed({ problem: { code: "wrongServerName" } }) });
  expect(screen.getByRole("heading", { name: "Your account cannot be used here" })).toBeVisible();
  expect(screen.getByRole("alert")).toHaveTextContent("an account on another homeserver");
});

describe("a made account", () => {
  test("is told by the user ID the homeserver gave", () => {
    const { show, container } = renderWithRegistration(outcome, { signInUrl });
    show(registered({ userId: "@alice=2f:example.org", username: "alice/" }));
    expect(screen.getByRole("heading", { name: "Your account is ready" })).toHaveFocus();
    const userId = container.querySelector('[data-part="user-id"]');
    expect(userId).toHaveTextContent(/^@alice=2f:example\.org$/);
    expect(userId).toHaveAttribute("dir", "ltr");
    expect(screen.getByText("What comes next.")).toBeVisible();
    expect(screen.queryByRole("link", { name: "Sign in" })).toBeNull();
  });

  test("without a session leads to signing in", () => {
    renderWithRegistration(outcome, { snapshot: registered({ hasSession: false }), signInUrl });
    expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", signInUrl);
  });

  test("of a guest is told as such", () => {
    renderWithRegistration(outcome, { snapshot: registered({ kind: "guest" }) });
    expect(screen.getByRole("heading", { name: "Your guest account is ready" })).toBeVisible();
    expect(screen.getByText(/you lose it when you sign out/)).toBeVisible();
  });

  test("says when it is being opened, and can be opened once more if that failed", async () => {
    const { show, registration, user } = renderWithRegistration(outcome, {
      snapshot: registered({ handover: "running" }),
      signInUrl,
    });
    expect(screen.getByText("Opening your account…")).toBeVisible();
    show(registered({ handover: "failed" }));
    expect(screen.getByRole("alert")).toHaveTextContent("Your account was created");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(registration.calls).toEqual([["retryHandover"]]);
    expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
    show(registered({ handover: "running" }));
    expect(screen.getByRole("heading", { name: "Your account is ready" })).toHaveFocus();
  });

  test("may have to wait for approval", () => {
    const { show } = renderWithRegistration(outcome, { signInUrl });
    show(pendingApproval());
    expect(
      screen.getByRole("heading", { name: "Your account is waiting for approval" }),
    ).toHaveFocus();
    expect(screen.getByText(words(/The people who run example.org/))).toBeVisible();
    expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
  });

  test("that waits for approval keeps the name that was chosen, which is no user ID yet", () => {
    const { container } = renderWithRegistration(outcome, {
      snapshot: { ...pendingApproval(), username: "alice" },
    });
    expect(screen.getByText("alice")).toHaveAttribute("translate", "no");
    expect(screen.getByText(words(/Keep your username, alice, and your password/))).toBeVisible();
    expect(screen.getByText(/Try signing in from time to time/)).toBeVisible();
    expect(container.querySelector('[data-part="user-id"]')).toBeNull();
  });

  test("that waits for approval under a name of the homeserver's says where to ask for it", () => {
    renderWithRegistration(outcome, { snapshot: pendingApproval() });
    expect(
      screen.getByText(words(/contact the people who run example.org to get it/)),
    ).toBeVisible();
  });
});

test("an account that was made in another tab leaves nothing to do here", () => {
  const { show } = renderWithRegistration(outcome, { signInUrl });
  show(inAnotherTab());
  expect(screen.getByRole("heading", { name: "You finished this in another tab" })).toHaveFocus();
  expect(screen.getByText("You can close this tab and continue there.")).toBeVisible();
  expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
});

describe("an account that may exist", () => {
  test("can be looked for, signed in to, or left behind", async () => {
    const onSignIn = vi.fn();
    const { show, registration, user } = renderWithRegistration(outcome, { onSignIn });
    show(uncertain());
    expect(screen.getByRole("heading", { name: "Your account may already exist" })).toHaveFocus();
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await user.click(screen.getByRole("button", { name: "Check again" }));
    await user.click(screen.getByRole("button", { name: "Start again" }));
    expect(onSignIn).toHaveBeenCalledOnce();
    expect(registration.calls).toEqual([["checkAgain"], ["startAgain"]]);
  });

  test("keeps the focus when there is nothing more to check, and says why", async () => {
    const { show, user } = renderWithRegistration(outcome);
    show(uncertain());
    await user.click(screen.getByRole("button", { name: "Check again" }));
    show(uncertain({ reason: "otherAccount", canCheck: false }));
    expect(screen.queryByRole("button", { name: "Check again" })).toBeNull();
    expect(screen.getByRole("heading", { name: "Your account may already exist" })).toHaveFocus();
    const told = screen.getByText(/an account under another username/);
    expect(told.closest("[aria-live]")).toHaveAttribute("aria-live", "polite");
  });

  test("under a name that is taken now can have another name", async () => {
    const { registration, user } = renderWithRegistration(outcome, {
      snapshot: uncertain({ reason: "nameTaken", canCheck: false }),
    });
    expect(screen.getByText(/now taken, perhaps by you/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Check again" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Choose another username" }));
    expect(registration.calls).toEqual([["changeAnswer", "username"]]);
  });

  test.each([
    [uncertain({ reason: "otherAccount" }), /under another username/],
    [uncertain({ kind: "guest" }), /your guest account was created/],
  ])("says why", (snapshot, words) => {
    renderWithRegistration(outcome, { snapshot });
    expect(screen.getByText(words)).toBeVisible();
  });
});

describe("a registration that failed", () => {
  test("says why and what instead", async () => {
    const { show, registration, user } = renderWithRegistration(outcome, { signInUrl });
    show(failed({ problem: { code: "noSupportedFlow", stages: ["m.login.recaptcha", "x.y"] } }));
    expect(
      screen.getByRole("heading", { name: "Your account could not be created" }),
    ).toHaveFocus();
    expect(screen.getByRole("alert")).toHaveTextContent(
      "The homeserver asks for something that does not work here: a captcha and a step called “x.y”.",
    );
    expect(screen.getByRole("link", { name: "Sign in" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Start again" }));
    expect(registration.calls).toEqual([["startAgain"]]);
  });

  test.each([
    ["mailto:admin@example.org", "admin@example.org"],
    ["https://support.example.org/full", "support.example.org, opens in a new tab"],
  ])("leads to whom to ask, saying where that is: %s", (url, where) => {
    const contact = parseContactUrl(url);
    if (contact === undefined) throw new TypeError(`The guard refuses ${url}.`);
    renderWithRegistration(outcome, {
      snapshot: failed({ problem: { code: "userLimit", contact } }),
    });
    const link = screen.getByRole("link", {
      name: `Contact the people who run example.org (${where})`,
    });
    expect(link).toHaveAttribute("href", url);
    expect(link).toHaveAttribute("rel", "noopener noreferrer");
  });
});

describe("the homeserver's own words", () => {
  const detail = { status: 403, errcode: "M_FORBIDDEN", text: "No <b>new</b> users" };
  const snapshot = failed({ problem: { code: "forbidden", detail } });

  test("are quoted as such, and no code is shown", () => {
    const { container } = renderWithRegistration(outcome, { snapshot });
    expect(
      screen.getByText(words("Message from example.org: “No <b>new</b> users”")),
    ).toBeVisible();
    expect(container).not.toHaveTextContent("M_FORBIDDEN");
    expect(container).not.toHaveTextContent("403");
  });

  test("are folded under `any`", () => {
    renderWithRegistration(outcome, { snapshot, trust: "any" });
    expect(screen.getByText("Details")).toBeVisible();
    expect(screen.getByText("No <b>new</b> users")).not.toBeVisible();
  });
});

test.each([account(), stage()])("says nothing before the end", (snapshot) => {
  const { container } = renderWithRegistration(outcome, { snapshot });
  expect(container.querySelector('[data-part="outcome"]')).toBeNull();
});
