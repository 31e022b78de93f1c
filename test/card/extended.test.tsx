import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { RegisterCard } from "../../src/card/RegisterCard.js";
import { createFakeHomeserver, scenarios } from "../../src/testing/index.js";
import { translatePage } from "../translatePage.js";

/*
 * Extensions of the browser change the page's elements: password managers, checkers of spelling, dark modes,
 * translators. The card goes on, and nothing typed is lost.
 */

/** Acts on each element once, as soon as it is there. */
function onEach(selector: string, act: (element: HTMLElement) => void): () => void {
  const seen = new WeakSet<HTMLElement>();
  const look = () => {
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (seen.has(element)) continue;
      seen.add(element);
      act(element);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  look();
  return () => observer.disconnect();
}

function shadowHost(): HTMLElement {
  const host = document.createElement("extension-icon");
  host.attachShadow({ mode: "closed" }).append(document.createElement("button"));
  return host;
}

const extensions: Readonly<Record<string, () => () => void>> = {
  "puts an icon after each input": () =>
    onEach("#card input", (input) => input.after(shadowHost())),
  "puts an icon before each input": () =>
    onEach("#card input", (input) => input.before(shadowHost())),
  "wraps each input": () =>
    onEach("#card input", (input) => {
      const wrapper = document.createElement("span");
      input.replaceWith(wrapper);
      wrapper.append(input);
    }),
  "wraps each button and link, with an icon beside it": () =>
    onEach("#card :is(button, a)", (button) => {
      const wrapper = document.createElement("span");
      button.before(wrapper);
      wrapper.append(button, shadowHost());
    }),
  "wraps each element": () =>
    onEach("#card section *:not(option, legend, summary, [data-theirs])", (element) => {
      const wrapper = document.createElement("span");
      wrapper.dataset["theirs"] = "";
      element.replaceWith(wrapper);
      wrapper.append(element);
    }),
  "puts the parts of the card into a box": () =>
    onEach("#card > section > :not([data-theirs])", (part) => {
      const card = part.parentElement;
      const box = card?.querySelector("[data-theirs]") ?? document.createElement("div");
      box.setAttribute("data-theirs", "");
      card?.append(box);
      box.append(part);
    }),
  "puts each button at the end of the card": () =>
    onEach("#card section section button, #card p + button, #card div > button", (button) =>
      button.closest("#card")?.querySelector("section")?.append(button),
    ),
  "puts a copy in place of each text without a control": () =>
    onEach("#card :is(p, h1, h2, h3):not(:has(*), [data-theirs])", (text) => {
      const copy = document.createElement(text.localName);
      copy.dataset["theirs"] = "";
      copy.textContent = text.textContent;
      text.replaceWith(copy);
    }),
  "removes each picture and paragraph": () =>
    onEach("#card :is(svg, p)", (element) => element.remove()),
  "puts a field of its own into each form": () =>
    onEach("#card form", (form) => {
      const field = document.createElement("input");
      field.name = "username";
      field.type = "hidden";
      field.value = "theirs";
      form.append(field, shadowHost());
    }),
  "sets attributes and styles everywhere": () =>
    onEach("#card *", (element) => {
      element.setAttribute("data-extension-color", "");
      element.setAttribute("data-extension", "false");
      element.style.setProperty("color", "white", "important");
    }),
  "removes what is empty": () => onEach("#card :is(p, span):empty", (element) => element.remove()),
  "translates all texts": () => translatePage(document.body),
};

let stop = (): void => undefined;
afterEach(() => {
  stop();
  cleanup();
  document.querySelector("#card")?.remove();
});

const labelled = (name: string) => screen.findByLabelText(new RegExp(`^\\W*${name}`));
const type = async (name: string, value: string) =>
  fireEvent.change(await labelled(name), { target: { value } });
const press = async (name: string) =>
  fireEvent.click(
    await screen.findByText(new RegExp(`^\\W*${name}`), { selector: "button, button *" }),
  );

describe.each(Object.entries(extensions))("an extension that %s", (_, extend) => {
  test("breaks no sign-up, and loses nothing that was typed", async () => {
    const fake = createFakeHomeserver({
      ...scenarios.tokenAndTerms.options,
      email: "required",
      baseUrl: "https://matrix.example.org",
      serverName: "example.org",
    });
    const onDone = vi.fn();
    document.body.insertAdjacentHTML("beforeend", '<div id="card"></div>');
    const container = document.querySelector<HTMLElement>("#card") ?? document.body;
    stop = extend();
    render(
      <StrictMode>
        <RegisterCard
          homeserver={{ baseUrl: fake.baseUrl, serverName: fake.serverName }}
          fetch={fake.fetch}
          onDone={onDone}
        />
      </StrictMode>,
      { container },
    );
    await type("Username", "Taken");
    await type("Password", "correct horse battery");
    await type("Email address", "alice@example.org");
    await type("Registration token", "expired");
    await press("Create account");
    await waitFor(async () => expect(await labelled("Username")).toBeInvalid());
    await type("Username", "alice");
    await type("Registration token", "invite-me");
    fireEvent.click(document.querySelector(`[data-part="checkbox"]`) ?? document.body);
    await press("Create account");
    await waitFor(() => expect(fake.mailbox).not.toEqual([]));
    await act(async () => {
      await fake.handle(new Request(fake.mailbox[0]?.link ?? ""));
    });
    await press("I have opened the link");
    await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
    expect(document.querySelector('[data-part="crashed"]')).toBeNull();
    expect(fake.accounts.map(({ userId }) => userId)).toContain("@alice:example.org");
  });
});
