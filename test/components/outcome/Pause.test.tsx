import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { Register, type Snapshot } from "../../../src/index.js";
import { policies } from "../policies.js";
import { manualClock, renderWithRegistration } from "../renderWithRegistration.js";
import { account, stage, uncertain, validating } from "../scriptedRegistration.js";

const parts = (
  <>
    <Register.Announcer />
    <Register.Pause />
    <Register.Stage />
  </>
);
const limited = (retryAt: number) =>
  account({ activity: "paused", pause: { code: "rateLimited", retryAt } });
const tryAgain = () => screen.getByRole("button", { name: "Try again" });

describe("something in front of the homeserver", () => {
  test("can be looked at by a link to the homeserver's address, and then tried again", async () => {
    const { registration, user } = renderWithRegistration(parts, {
      snapshot: account({ activity: "paused", pause: { code: "notLetThrough" } }),
    });
    expect(screen.getByRole("alert")).toHaveTextContent("is blocking this request");
    const { host } = new URL(registration.getSnapshot().homeserver.baseUrl);
    const link = screen.getByRole("link", { name: new RegExp(host) });
    expect(link).toHaveAttribute("href", `https://${host}/`);
    expect(link).toHaveAttribute("rel", "noopener noreferrer");
    await user.click(tryAgain());
    expect(registration.calls).toEqual([["retry"]]);
  });
});

test("a pause without a connection tells when it is back", () => {
  renderWithRegistration(parts, {
    snapshot: account({ activity: "paused", pause: { code: "offline" } }),
  });
  const problem = screen.getByRole("alert");
  expect(problem).toHaveTextContent("You are offline.");
  act(() => void window.dispatchEvent(new Event("online")));
  expect(problem).toHaveTextContent(/^You are online again. You can try again now.$/);
  act(() => void window.dispatchEvent(new Event("offline")));
  expect(problem).toHaveTextContent("You are offline.");
});

describe("a limit", () => {
  test("is told, counts down to the second, and ends in trying again", async () => {
    const clock = manualClock();
    const { registration, user, show } = renderWithRegistration(parts, { clock });
    show(limited(3_500));
    expect(screen.getByRole("alert")).toHaveTextContent("is busy right now");
    expect(screen.getByText("You can try again in 4 seconds.")).toBeVisible();
    await user.click(tryAgain());
    expect(registration.calls).toEqual([]);
    expect(tryAgain()).toHaveAttribute("aria-disabled", "true");
    expect(tryAgain()).toBeEnabled();
    clock.pass(1_000);
    expect(screen.getByText("You can try again in 3 seconds.")).toBeVisible();
    clock.pass(2_000);
    expect(screen.getByText("You can try again in 1 second.")).toBeVisible();
    clock.pass(500);
    expect(tryAgain()).not.toHaveAttribute("aria-disabled");
    await user.click(tryAgain());
    expect(registration.calls).toEqual([["retry"]]);
    clock.pass(150);
    expect(clock.waiting).toBe(0);
  });

  test("is read out at its beginning and its end, not every second", () => {
    const clock = manualClock();
    const { container, show } = renderWithRegistration(parts, { clock });
    const polite = container.querySelector('[aria-live="polite"]');
    show(limited(10_000));
    expect(screen.getByRole("alert")).not.toHaveTextContent("seconds");
    clock.pass(150);
    expect(polite).toHaveTextContent("You can try again in 10 seconds.");
    const said = polite?.firstChild;
    clock.pass(9_800);
    expect(polite?.firstChild).toBe(said);
    expect(polite).toHaveTextContent("You can try again in 10 seconds.");
    clock.pass(50);
    clock.pass(150);
    expect(polite).toHaveTextContent(/^You can try again now\.$/);
  });

  test("of many minutes is told by the minute", () => {
    const clock = manualClock();
    renderWithRegistration(parts, { clock, snapshot: limited(15 * 60_000) });
    expect(screen.getByText("You can try again in 15 minutes.")).toBeVisible();
  });

  test("leaves no timer behind", () => {
    const clock = manualClock();
    const { unmount } = renderWithRegistration(parts, { clock, snapshot: limited(10_000) });
    unmount();
    expect(clock.waiting).toBe(0);
  });
});

test("without a connection it can be tried again at once, or cancelled", async () => {
  const { registration, user } = renderWithRegistration(parts, {
    snapshot: account({ activity: "paused", pause: { code: "offline" } }),
  });
  expect(screen.getByRole("alert")).toHaveTextContent("You are offline.");
  await user.click(tryAgain());
  await user.click(screen.getByRole("button", { name: "Cancel" }));
  expect(registration.calls).toEqual([["retry"], ["cancel"]]);
});

describe("a pause has one button", () => {
  const withForm = (
    <>
      <Register.AccountForm>
        <Register.UsernameField />
        <Register.PasswordField />
        <Register.Submit />
      </Register.AccountForm>
      {parts}
    </>
  );
  const paused = { activity: "paused", pause: { code: "rateLimited", retryAt: 3_000 } } as const;
  const token = { type: "m.login.registration_token" };
  const ahead = ["Create account", "Continue", "I have opened the link", "I have finished"];
  const buttonsAhead = () =>
    screen
      .queryAllByRole("button")
      .map(({ textContent }) => textContent)
      .filter((name) => [...ahead, "Try again"].includes(name));

  test.each<[string, (changes: object) => Snapshot]>([
    ["the form", account],
    ["a stage that needs no user", stage],
    ["a registration token", (changes) => stage({ ...changes, stage: token })],
    [
      "terms",
      (changes) => stage({ ...changes, stage: { type: "m.login.terms", policies: policies() } }),
    ],
    ["an address", (changes) => validating({ step: "address" }, changes)],
    ["an email", (changes) => validating({}, changes)],
    ["a text message", (changes) => validating({ medium: "phone" }, changes)],
    [
      "a page of the homeserver",
      (changes) => stage({ ...changes, stage: { type: "org.example", supported: false } }),
    ],
  ])("%s", (_, at) => {
    const { show } = renderWithRegistration(withForm, { snapshot: at({}), clock: manualClock() });
    const atRest = buttonsAhead();
    show(at(paused));
    expect(buttonsAhead()).toEqual(["Try again"]);
    show(at({}));
    expect(buttonsAhead()).toEqual(atRest);
  });

  test("which takes the focus of the one that sent, and gives it back", async () => {
    const { user, show } = renderWithRegistration(withForm);
    const create = screen.getByRole("button", { name: "Create account" });
    await user.type(screen.getByLabelText("Password"), "correct horse");
    await user.click(create);
    show(account({ activity: "paused", pause: { code: "offline" } }));
    expect(create).not.toBeVisible();
    expect(tryAgain()).toHaveFocus();
    await user.click(tryAgain());
    show(account({ activity: "sending" }));
    expect(create).toHaveFocus();
    show(stage({ activity: "paused", pause: { code: "offline" }, stage: token }));
    await user.click(tryAgain());
    show(stage({ activity: "sending", stage: token }));
    expect(screen.getByRole("button", { name: "Continue" })).toHaveFocus();
  });

  test("and leaves the focus of a user who reads or types", async () => {
    const { user, show } = renderWithRegistration(withForm);
    show(account(paused));
    expect(document.body).toHaveFocus();
    await user.click(screen.getByRole("textbox", { name: "Username" }));
    show(account());
    show(account(paused));
    expect(screen.getByRole("textbox", { name: "Username" })).toHaveFocus();
  });

  test("and Enter in a field sends what was changed meanwhile", async () => {
    const { user, registration } = renderWithRegistration(withForm, { snapshot: account(paused) });
    await user.type(screen.getByLabelText("Password"), "correct horse{Enter}");
    await waitFor(() => expect(registration.calls[0]?.[0]).toBe("submitAccount"));
  });
});

test.each([account, uncertain])("says that it finds out what became of the account", (at) => {
  renderWithRegistration(<Register.Pause />, { snapshot: at({ activity: "checking" }) });
  expect(screen.getByText(/Checking whether your account was created/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Cancel" })).toBeVisible();
});

test("speaks of a request when that takes long, and of no other", () => {
  const clock = manualClock();
  const { show } = renderWithRegistration(<Register.Pause />, { clock });
  const words = () => screen.queryByText("Contacting the homeserver…");
  show(account({ activity: "sending" }));
  clock.pass(1_999);
  expect(words()).toBeNull();
  clock.pass(1);
  expect(words()).toBeVisible();
  expect(screen.getByRole("button", { name: "Cancel" })).toBeVisible();
  show(account());
  expect(words()).toBeNull();
  show(account({ activity: "sending" }));
  expect(words()).toBeNull();
});

test("says that a cancelled request is waited for", () => {
  renderWithRegistration(<Register.Pause />, {
    snapshot: account({ activity: "sending", cancelling: true }),
  });
  expect(screen.getByText(/Cancelling once the homeserver replies/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Cancel" })).toHaveAttribute("aria-disabled", "true");
});

test("beside a stage there is one Cancel", () => {
  renderWithRegistration(parts, {
    snapshot: stage({ activity: "paused", pause: { code: "offline" } }),
  });
  expect(screen.getAllByRole("button", { name: "Cancel" })).toHaveLength(1);
});
