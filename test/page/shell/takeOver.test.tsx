import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type PageConfig, parsePageConfig } from "../../../src/page/config/pageConfig.js";
import { Page } from "../../../src/page/Page.js";
import type { PageAddress } from "../../../src/page/pageAddress.js";
import { loadPageWords } from "../../../src/page/pageWords.js";
import { prerender } from "../../../src/page/shell/prerender.js";
import { takeOver } from "../../../src/page/shell/takeOver.js";
import { createFakeHomeserver, type FakeHomeserverOptions } from "../../../src/testing/index.js";

beforeEach(() => {
  document.body.innerHTML = "";
});
afterEach(() => {
  vi.unstubAllGlobals();
  document.body.innerHTML = "";
});

/**
 * Puts the first screen into the document. Returns what loads the page's script, and what lets the
 * homeserver answer it.
 */
async function showFirstScreen(options: FakeHomeserverOptions = {}) {
  const homeserver = createFakeHomeserver(options);
  let answer = (): void => undefined;
  const answering = new Promise<void>((resolve) => {
    answer = resolve;
  });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    await answering;
    return homeserver.fetch(url, init);
  });
  const json = { homeserver: homeserver.baseUrl, serverName: homeserver.serverName };
  const first = await prerender(json);
  document.body.innerHTML = `<div id="shell">${first?.html}</div><div id="page" hidden></div>`;
  const shell = document.querySelector<HTMLElement>("#shell");
  const page = document.querySelector<HTMLElement>("#page");
  if (shell === null || page === null) throw new Error("There is no first screen.");
  const input = shell.querySelector("input");
  if (input === null) throw new Error("The first screen has no field.");
  const parsed = parsePageConfig(json);
  if (!("config" in parsed)) throw new Error("The configuration is wrong.");

  const load = async (address: PageAddress = {}, lang = "en") => {
    const words = await loadPageWords([lang]);
    const pageOf = (config: PageConfig, known: PageAddress) => (
      <Page config={config} address={known} words={words} callback={null} />
    );
    const { rerender } = render(pageOf(parsed.config, address), { container: page });
    takeOver({ config: parsed.config, address, words }, (username) => {
      act(() => rerender(pageOf(parsed.config, { ...address, username })));
    });
  };
  return { shell, page, input, load, answer: () => answer(), user: userEvent.setup() };
}

const field = () => screen.findByRole<HTMLInputElement>("textbox", { name: "Username" });
const gone = (shell: HTMLElement) => waitFor(() => expect(shell).not.toBeInTheDocument());
const withoutIds = (html = "") => html.replaceAll(/_[rR]_\w+_/g, "_id_");

test("the field in the HTML is that of the form, so that nothing moves", async () => {
  const { shell, page, load, answer } = await showFirstScreen();
  const part = '[data-part="username-field"]';
  const inHtml = withoutIds(shell.querySelector(part)?.outerHTML);
  await load();
  answer();
  await gone(shell);
  const live = withoutIds(page.querySelector(part)?.outerHTML);
  const sorted = (html: string) =>
    html.replaceAll(/<(\w+)([^>]*)>/g, (_, tag: string, attributes: string) =>
      [`<${tag}`, ...(attributes.match(/[\w-]+(="[^"]*")?/g) ?? []).toSorted()].join(" "),
    );
  expect(sorted(inHtml)).toBe(sorted(live));
});

test("a username typed while the homeserver is looked for goes into the form, with selection and focus", async () => {
  const { shell, input, load, answer, user } = await showFirstScreen();
  await user.type(input, "ali");
  await load({ username: "linked" });
  await user.type(input, "ce");
  input.setSelectionRange(1, 3, "backward");
  answer();
  await gone(shell);
  const live = await field();
  expect(live).toHaveValue("alice");
  expect(live).toHaveFocus();
  expect([live.selectionStart, live.selectionEnd, live.selectionDirection]).toEqual([
    1,
    3,
    "backward",
  ]);
  // The form knows of it.
  await waitFor(() =>
    expect(live.closest("[data-availability]")).not.toHaveAttribute("data-availability", "idle"),
  );
});

test("an input method is not disturbed", async () => {
  const { shell, page, input, load, answer } = await showFirstScreen();
  input.focus();
  shell.dataset["composing"] = "";
  await load();
  answer();
  await waitFor(() => expect(page.querySelector("h1")).not.toBeNull());
  expect(shell).toBeInTheDocument();
  expect(page).not.toBeVisible();
  input.value = "alice";
  delete shell.dataset["composing"];
  input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  await gone(shell);
  expect(await field()).toHaveValue("alice");
});

test("a form that was sent is sent once there is one", async () => {
  const { shell, input, load, answer, user } = await showFirstScreen();
  await user.type(input, "alice");
  shell.dataset["sent"] = "";
  await load();
  answer();
  await gone(shell);
  const password = await screen.findByLabelText("Password");
  await waitFor(() => expect(password).toHaveFocus());
  expect(password).toBeInvalid();
});

test("where there is no form, the focus goes to the reason", async () => {
  const { shell, input, load, answer, user } = await showFirstScreen({ closed: true });
  await user.type(input, "alice");
  await load();
  answer();
  await gone(shell);
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(document.querySelector('[data-part="homeserver-status"]')).toHaveFocus();
});

test("where another place makes the accounts, it is told the username", async () => {
  const { shell, input, load, answer, user } = await showFirstScreen({ dialect: "mas" });
  await load();
  await user.type(input, "alice");
  answer();
  await gone(shell);
  expect(await screen.findByText(/You asked for the username alice\./)).toBeVisible();
});

test("the words are those of the visitor, and the username that of the link", async () => {
  const { shell, input, load } = await showFirstScreen();
  await load({ username: "linked" }, "de");
  expect(shell.querySelector("label")).toHaveTextContent("Benutzername");
  expect(shell.querySelector("h1")).toHaveTextContent(/^(?!Create).* auf example\.org/);
  expect(input).toHaveValue("linked");
});

test("without a first screen in the HTML there is nothing to take over", async () => {
  const { shell, page, load, answer } = await showFirstScreen();
  shell.remove();
  page.hidden = false;
  await load({ username: "linked" });
  answer();
  expect(await field()).toHaveValue("linked");
});
