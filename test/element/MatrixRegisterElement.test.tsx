import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import "../../src/element/index.js";
import type { MatrixRegisterElement, MatrixRegisterEvents } from "../../src/element/index.js";
import { createFakeHomeserver } from "../../src/testing/index.js";

const adopted = new WeakMap<Node, CSSStyleSheet[]>();
const sheets: string[] = [];

beforeAll(() => {
  // The DOM of these tests has no sheets to adopt.
  const property = {
    configurable: true,
    get(this: Node) {
      const list = adopted.get(this) ?? [];
      adopted.set(this, list);
      return list;
    },
  };
  Object.defineProperty(Document.prototype, "adoptedStyleSheets", property);
  Object.defineProperty(ShadowRoot.prototype, "adoptedStyleSheets", property);
  vi.stubGlobal(
    "CSSStyleSheet",
    class {
      replaceSync(css: string) {
        sheets.push(css);
      }
    },
  );
});

let homeserver: ReturnType<typeof createFakeHomeserver>;

beforeEach(() => {
  homeserver = createFakeHomeserver({ serverName: "example.org" });
});
afterEach(() => {
  document.body.replaceChildren();
});

function put(html: string, { fetch = homeserver.fetch }: MatrixRegisterOptionsOfTest = {}) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const elements = [
    ...document.importNode(template.content, true).querySelectorAll("matrix-register"),
  ];
  for (const element of elements) {
    element.fetch = fetch;
    document.body.append(element);
  }
  return elements;
}

interface MatrixRegisterOptionsOfTest {
  readonly fetch?: MatrixRegisterElement["fetch"];
}

function inside(element: MatrixRegisterElement) {
  return within((element.shadowRoot ?? element) as unknown as HTMLElement);
}

async function signUp(element: MatrixRegisterElement) {
  const user = userEvent.setup();
  const view = inside(element);
  await user.type(await view.findByRole("textbox", { name: "Username" }), "alice");
  await user.type(view.getByLabelText("Password"), "correct horse battery");
  await user.click(view.getByRole("button", { name: "Create account" }));
}

describe.each([
  ["light", '<matrix-register homeserver="example.org"></matrix-register>'],
  ["shadow", '<matrix-register homeserver="example.org" shadow></matrix-register>'],
])("in %s DOM", (kind, html) => {
  test("a user signs up, and the element tells the account once, with the password", async () => {
    const [element] = put(html);
    const details: MatrixRegisterEvents["done"]["detail"][] = [];
    const taken: (string | null)[] = [];
    element!.addEventListener("done", ({ detail }) => {
      details.push(detail);
      taken.push(detail.takePassword());
    });
    const above = vi.fn();
    document.addEventListener("done", above);
    await signUp(element!);
    await waitFor(() => expect(details).toHaveLength(1));
    expect(details[0]).toMatchObject({
      outcome: "registered",
      account: { userId: "@alice:example.org" },
    });
    expect(taken).toEqual(["correct horse battery"]);
    expect(above).not.toHaveBeenCalled();
    document.removeEventListener("done", above);
    expect(element!.shadowRoot === null).toBe(kind === "light");
  });

  test("its styles are adopted once by what is around it", async () => {
    const [one, two] = put(html + html);
    await inside(one!).findByRole("textbox", { name: "Username" });
    expect(sheets).toHaveLength(1);
    expect(sheets[0]).toContain("display: block");
    for (const element of [one!, two!]) {
      expect(adopted.get(element.shadowRoot ?? document)).toHaveLength(1);
    }
    expect(document.querySelector("style, [style]")).toBeNull();
  });

  test("a typed name stays when the element is moved", async () => {
    const [element] = put(html);
    const view = inside(element!);
    const username = await view.findByRole("textbox", { name: "Username" });
    await userEvent.type(username, "alice");
    const elsewhere = document.createElement("main");
    document.body.append(elsewhere);
    elsewhere.append(element!);
    await Promise.resolve();
    expect(view.getByRole("textbox", { name: "Username" })).toBe(username);
    expect(username).toHaveValue("alice");
  });
});

test("out of the page it ends, and begins anew when it is back", async () => {
  const [element] = put('<matrix-register homeserver="example.org"></matrix-register>');
  await screen.findByRole("textbox", { name: "Username" });
  element!.remove();
  await waitFor(() => expect(element!.childElementCount).toBe(0));
  document.body.append(element!);
  expect(await screen.findByRole("textbox", { name: "Username" })).toBeVisible();
});

test("several on a page are each on their own", async () => {
  const [one, two] = put(
    '<matrix-register homeserver="example.org"></matrix-register><matrix-register homeserver="example.org"></matrix-register>',
  );
  await signUp(one!);
  expect(await inside(one!).findByRole("heading", { name: "Your account is ready" })).toBeVisible();
  expect(inside(two!).getByRole("textbox", { name: "Username" })).toHaveValue("");
});

test("properties that were set before it was known count", async () => {
  const element = document.createElement("matrix-register");
  for (const [name, value] of [
    ["homeserver", "example.org"],
    ["fetch", homeserver.fetch],
    ["defaultValues", { username: "early" }],
  ] as const) {
    Object.defineProperty(element, name, { value, configurable: true, writable: true });
  }
  document.body.append(element);
  expect(await screen.findByRole("textbox", { name: "Username" })).toHaveValue("early");
  expect(element.homeserver).toBe("example.org");
  element.homeserver = "other.example";
  expect(await screen.findByText(/other\.example/)).toBeVisible();
});

test("speaks the language of its attribute", async () => {
  put('<matrix-register homeserver="example.org" lang="de"></matrix-register>');
  expect(await screen.findByRole("textbox", { name: "Benutzername" })).toBeVisible();
});

test("speaks the language around it, and another once that is asked for", async () => {
  document.body.lang = "de";
  const [element] = put('<matrix-register homeserver="example.org"></matrix-register>');
  expect(await screen.findByRole("textbox", { name: "Benutzername" })).toBeVisible();
  element!.lang = "en";
  expect(await screen.findByRole("textbox", { name: "Username" })).toBeVisible();
  document.body.removeAttribute("lang");
});

test("Sign in is there once the app listens for it, and tells the homeserver", async () => {
  const [element] = put('<matrix-register homeserver="example.org"></matrix-register>');
  await screen.findByRole("textbox", { name: "Username" });
  expect(screen.queryByRole("button", { name: "Sign in" })).not.toBeInTheDocument();
  const heard = vi.fn();
  element!.addEventListener("signin", ({ detail }) => void heard(detail.homeserver));
  await userEvent.click(await screen.findByRole("button", { name: "Sign in" }));
  expect(heard).toHaveBeenCalledWith(expect.objectContaining({ serverName: "example.org" }));
});

test("attributes change what is shown, and a property goes before its attribute", async () => {
  const [element] = put(
    '<matrix-register homeserver="example.org" heading-level="3" guests sign-in-url="/in"></matrix-register>',
  );
  expect(await screen.findByRole("heading", { level: 3 })).toBeVisible();
  expect(screen.getByRole("link", { name: "Sign in" })).toHaveAttribute("href", "/in");
  expect(screen.getByRole("switch", { name: "Use a guest account" })).toBeVisible();
  element!.removeAttribute("guests");
  element!.headingLevel = 4;
  expect(await screen.findByRole("heading", { level: 4 })).toBeVisible();
  expect(screen.queryByRole("switch")).not.toBeInTheDocument();
  element!.headingLevel = undefined;
  expect(await screen.findByRole("heading", { level: 3 })).toBeVisible();
});

test("a homeserver that the user types is asked as a visitor's", async () => {
  const other = createFakeHomeserver({ serverName: "other.example" });
  const [element] = put(
    '<matrix-register homeserver="example.org" homeservers="example.org" allow-any-homeserver></matrix-register>',
    {
      fetch: (url, init) => (url.includes("other.example") ? other : homeserver).fetch(url, init),
    },
  );
  const field = await screen.findByRole("combobox", { name: "Homeserver" });
  await userEvent.clear(field);
  await userEvent.type(field, "other.example{Enter}");
  expect(
    await screen.findByRole("region", { name: "Create an account on other.example" }),
  ).toBeVisible();
  expect(element!.getAttribute("homeserver")).toBe("example.org");
});

test("a user who comes back is signed in by the first element of the page", async () => {
  history.replaceState(null, "", "/?sso_return=1&loginToken=t");
  put('<matrix-register homeserver="example.org"></matrix-register>');
  expect(await screen.findByRole("button", { name: "Start again" })).toBeVisible();
  expect(location.search).toBe("");
  sessionStorage.clear();
});
