import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentPropsWithoutRef, forwardRef, StrictMode } from "react";
import { describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import { dataAttributes, dataParts } from "../../src/components/context/dataAttributes.js";
import { notRecorded, notSaved } from "../../src/components/ui/Elements.js";
import type { Elements, Result } from "../../src/index.js";
import { createFakeHomeserver, type ScenarioName, scenarios } from "../../src/testing/index.js";
import { nothingAnswers } from "../components/renderWithRegistration.js";
import { account, scriptedRegistration } from "../components/scriptedRegistration.js";
import { renderView, views } from "./views.js";

function renderOn(scenario: ScenarioName) {
  const fake = createFakeHomeserver(scenarios[scenario].options);
  const onDone = vi.fn<(result: Result) => void>();
  const { container } = render(
    <StrictMode>
      <RegisterCard
        homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
        fetch={fake.fetch}
        onDone={onDone}
        guests
        signInUrl="https://client.example.org/login"
      />
    </StrictMode>,
  );
  return { fake, onDone, container, user: userEvent.setup() };
}

const username = () => screen.findByRole("textbox", { name: "Username" });
const password = () => screen.getByLabelText("Password");
/** The user ID of the account that was made, once it is. */
async function madeUserId(): Promise<string | null | undefined> {
  const heading = await screen.findByRole(
    "heading",
    { name: "Your account is ready" },
    { timeout: 4_000 },
  );
  return heading.parentElement?.querySelector('[data-part="user-id"]')?.textContent;
}
const create = () => screen.getByRole("button", { name: "Create account" });

describe("the whole way", () => {
  test("an account with terms and a token", async () => {
    const { fake, onDone, user } = renderOn("tokenAndTerms");
    await user.type(await username(), "alice");
    await user.type(password(), "correct horse battery");
    await user.type(screen.getByRole("textbox", { name: "Registration token" }), "invite-me");
    await user.click(screen.getByRole("checkbox", { name: /Privacy Policy/ }));
    await user.click(create());
    expect(await madeUserId()).toBe("@alice:example.org");
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(fake.accounts.map(({ userId }) => userId)).toContain("@alice:example.org");
  });

  test("a name that is taken is put right", async () => {
    const { user } = renderOn("open");
    const field = await username();
    await user.type(field, "taken");
    await user.type(password(), "correct horse battery{Enter}");
    await screen.findByText("This username is taken. Choose another one.");
    await waitFor(() => expect(field).toHaveFocus());
    await user.clear(field);
    await user.type(field, "free{Enter}");
    expect(await madeUserId()).toBe("@free:example.org");
  });

  test("a guest", async () => {
    const { onDone, user } = renderOn("guests");
    await user.click(await screen.findByRole("switch", { name: "Use a guest account" }));
    await user.click(screen.getByRole("button", { name: "Continue as guest" }));
    await screen.findByRole("heading", { name: "Your guest account is ready" });
    expect(onDone.mock.calls[0]?.[0]).toMatchObject({ account: { kind: "guest" } });
  });

  test("guests that are not let in are told so", async () => {
    const { user } = renderOn("open");
    await user.click(await screen.findByRole("switch", { name: "Use a guest account" }));
    await user.click(screen.getByRole("button", { name: "Continue as guest" }));
    expect(await screen.findByText(/The homeserver does not accept guests/)).toBeVisible();
  });

  test("a lost answer is looked into, and the account told as made", async () => {
    const { onDone, user } = renderOn("answerLost");
    await user.type(await username(), "alice");
    await user.type(password(), "correct horse battery{Enter}");
    expect(await madeUserId()).toBe("@alice:example.org");
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  });
});

test("the list of parts and attributes is what is seen of it", async () => {
  const parts = new Set<string | null>();
  const attributes = new Set<string>();
  for (const view of views) {
    const { container, unmount } = await renderView(view);
    for (const element of container.querySelectorAll("*")) {
      for (const name of element.getAttributeNames()) {
        if (name.startsWith("data-") && !(name in { ...notRecorded, ...notSaved }))
          attributes.add(name);
      }
      parts.add(element.getAttribute("data-part"));
    }
    // Nothing in it has a style of its own.
    expect(container.querySelector("[style]")).toBeNull();
    unmount();
  }
  expect(Object.keys(dataParts).filter((part) => !parts.has(part))).toEqual([]);
  expect([...parts].filter((part) => part !== null && !(part in dataParts))).toEqual([]);
  expect([...attributes].sort()).toEqual(["data-part", ...Object.keys(dataAttributes)].sort());
}, 60_000);

test("the app's own elements have their places", () => {
  const names = ["logo", "header", "beforeForm", "afterForm", "help", "footer"] as const;
  const slots = Object.fromEntries(names.map((name) => [name, <i key={name}>{name}</i>]));
  const { container } = render(
    <RegisterCard registration={scriptedRegistration()} fetch={nothingAnswers} slots={slots} />,
  );
  const places = [...container.querySelectorAll("[data-slot], form")];
  expect(places.map((each) => each.getAttribute("data-slot") ?? each.tagName)).toEqual([
    "logo",
    "header",
    "before-form",
    "FORM",
    "after-form",
    "help",
    "footer",
  ]);
  expect(screen.getByText("help")).toBeVisible();
});

test("icons of the app take the place of the card's, one by one", () => {
  const problems = [{ code: "usernameTaken", field: "username" }] as const;
  const { container } = render(
    <RegisterCard
      registration={scriptedRegistration(account({ problems }))}
      fetch={nothingAnswers}
      icons={{ problem: <i>!</i> }}
    />,
  );
  const shown = (name: string) => container.querySelector(`[data-icon="${name}"]`);
  expect(shown("problem")).toContainHTML("<i>!</i>");
  expect(shown("problem")).toHaveAttribute("aria-hidden", "true");
  expect(shown("showPassword")?.querySelector("svg")).toBeInTheDocument();
  expect(screen.getByRole("textbox", { name: "Username" })).toHaveAccessibleDescription(
    /This username is taken\./,
  );
});

test("a design system's own elements take the place of the native ones, in stages too", async () => {
  const elements: Elements = {
    Input: forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>((props, ref) => (
      <input {...props} ref={ref} data-own="input" />
    )),
    Checkbox: forwardRef<HTMLInputElement, ComponentPropsWithoutRef<"input">>((props, ref) => (
      <input {...props} ref={ref} data-own="checkbox" />
    )),
    Select: forwardRef<HTMLSelectElement, ComponentPropsWithoutRef<"select">>((props, ref) => (
      <select {...props} ref={ref} data-own="select" />
    )),
    Button: forwardRef<HTMLButtonElement, ComponentPropsWithoutRef<"button">>((props, ref) => (
      <button {...props} ref={ref} data-own="button" />
    )),
    Link: forwardRef<HTMLAnchorElement, ComponentPropsWithoutRef<"a">>((props, ref) => (
      <a {...props} ref={ref} data-own="link">
        {props.children}
      </a>
    )),
  };
  const all = { fetch: nothingAnswers, signInUrl: "https://client.example.org/login", elements };
  for (const view of views) {
    const { container, unmount } = await renderView(view, { elements });
    const native = container.querySelectorAll(":is(button, a, input, select):not([data-own])");
    expect([...native].map(({ outerHTML }) => outerHTML)).toEqual([]);
    unmount();
  }

  const registration = scriptedRegistration();
  const user = userEvent.setup();
  render(<RegisterCard {...all} registration={registration} />);
  await user.type(await username(), "alice");
  await user.type(password(), "correct horse");
  await user.click(create());
  expect(registration.calls).toEqual([
    ["submitAccount", expect.objectContaining({ username: "alice", password: "correct horse" })],
  ]);
});

test("a card without a homeserver and without a registration does not compile", () => {
  // @ts-expect-error it needs one of the two
  const card = <RegisterCard guests />;
  expect(card.props).toEqual({ guests: true });
});
