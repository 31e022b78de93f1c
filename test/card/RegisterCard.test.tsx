import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import {
  type ComponentPropsWithoutRef,
  createElement,
  type ElementType,
  type ForwardRefExoticComponent,
  forwardRef,
  type RefAttributes,
  StrictMode,
} from "react";
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

/** Elements of an app: each marks the native element it hands its attributes to. */
function ownElements(): Required<Elements> {
  return {
    Input: own("input"),
    PasswordInput: forwardRef(({ children, ...props }, ref) => (
      <span data-in="password">
        <input {...props} ref={ref} data-own="" />
        {children}
      </span>
    )),
    Checkbox: own("input"),
    Select: own("select"),
    Button: own("button"),
    Link: own("a"),
    Label: own("label"),
    Legend: own("legend"),
    Text: own("p"),
    Heading: forwardRef(({ level, ...props }, ref) =>
      createElement(`h${level}`, { ...props, ref, "data-own": "" }),
    ),
    Problem: forwardRef((props, ref) => <p {...props} ref={ref} data-own="problem" />),
  };
}

/** An app's element that shows its `kind`, which is no attribute. */
function own<Tag extends keyof HTMLElementTagNameMap & ElementType>(tag: Tag) {
  return forwardRef<unknown, Readonly<Record<string, unknown>>>(({ kind, ...props }, ref) =>
    createElement<Record<string, unknown>>(tag, { ...props, ref, "data-own": kind ?? "" }),
  ) as unknown as ForwardRefExoticComponent<
    ComponentPropsWithoutRef<Tag> & RefAttributes<HTMLElementTagNameMap[Tag]>
  >;
}

describe("a design system's own elements", () => {
  test("take the place of the native ones, in every view", async () => {
    const elements = ownElements();
    const natives =
      ":is(button, a, input, select, label, legend, p, h1, h2, h3, h4, h5, h6):not([data-own], [data-part='announcer'] *)";
    for (const view of views) {
      const { container, unmount } = await renderView(view, { elements });
      const native = [...container.querySelectorAll(natives)];
      expect(native.map(({ outerHTML }) => outerHTML)).toEqual([]);
      unmount();
    }
  }, 60_000);

  test("get the kind that native ones have as an attribute", async () => {
    const elements = ownElements();
    const kinds = "[data-kind][data-own]";
    const seen = new Set<string | undefined>();
    for (const view of views) {
      const { container, unmount } = await renderView(view, { elements });
      for (const { dataset } of container.querySelectorAll<HTMLElement>(kinds)) {
        expect(dataset["own"]).toBe(dataset["kind"]);
        seen.add(dataset["kind"]);
      }
      // One button leads on: never two beside each other.
      for (const parent of container.querySelectorAll("[data-part='actions'], form")) {
        const leading = parent.querySelectorAll(":scope > [data-kind='primary']");
        expect([...leading].map(({ outerHTML }) => outerHTML).slice(1)).toEqual([]);
      }
      unmount();
    }
    expect(seen).toEqual(new Set(["body", "link", "primary", "secondary", "small"]));
  }, 60_000);

  test("tell a problem, and have the button of the password in its field", () => {
    const problems = [{ code: "usernameTaken", field: "username" }] as const;
    const { container } = render(
      <RegisterCard
        registration={scriptedRegistration(account({ problems }))}
        fetch={nothingAnswers}
        elements={ownElements()}
      />,
    );
    expect(screen.getByRole("textbox", { name: "Username" })).toHaveAccessibleDescription(
      /This username is taken\./,
    );
    expect(container.querySelector('[data-own="problem"]')).toHaveTextContent("taken");
    const field = container.querySelector<HTMLElement>('[data-in="password"]')!;
    expect(within(field).getByRole("button", { name: "Show password" })).toBeVisible();
    expect(within(field).getByLabelText("Password")).toHaveAttribute("type", "password");
  });

  test("are read and focused by the form", async () => {
    const registration = scriptedRegistration();
    const user = userEvent.setup();
    render(
      <RegisterCard registration={registration} fetch={nothingAnswers} elements={ownElements()} />,
    );
    await user.type(await username(), "alice");
    await user.click(create());
    await waitFor(() => expect(password()).toHaveFocus());
    await user.type(password(), "correct horse");
    await user.click(create());
    expect(registration.calls).toEqual([
      ["submitAccount", expect.objectContaining({ username: "alice", password: "correct horse" })],
    ]);
  });
});

test("a card without a homeserver and without a registration does not compile", () => {
  // @ts-expect-error it needs one of the two
  const card = <RegisterCard guests />;
  expect(card.props).toEqual({ guests: true });
});
