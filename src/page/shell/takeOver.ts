import { homeserverName } from "../../components/homeserver/homeserverName.js";
import { focusWithin } from "../../components/ui/focusWithin.js";
import { createTranslator } from "../../locales/createTranslator.js";
import type { PageConfig } from "../config/pageConfig.js";
import { chooseHomeserver } from "../homeserver/chooseHomeserver.js";
import type { PageAddress } from "../pageAddress.js";
import { kitWords, type PageWords } from "../pageWords.js";

/** The first screen in the HTML, and the page that replaces it. */
interface Places {
  readonly shell: HTMLElement;
  readonly page: HTMLElement;
}

/** The knowledge of the page's script that the HTML lacks. */
interface Known {
  readonly config: PageConfig;
  readonly address: PageAddress;
  readonly words: PageWords;
}

/**
 * Replaces the first screen in the HTML, if there is one. It waits until the page has more to show than the
 * search for the homeserver. The form gets the typed text, the selection and the focus. A first screen that
 * was sent has the form sent. Without a form `keepUsername` gets the typed text.
 */
export function takeOver(known: Known, keepUsername: (username: string) => void): void {
  const shell = document.querySelector<HTMLElement>("#shell");
  const page = document.querySelector<HTMLElement>("#page");
  if (shell === null || page === null) return;
  adapt(shell, known);
  const observer = new MutationObserver(replaceOnceReady);
  observer.observe(page, { subtree: true, childList: true });
  // The text that an input method is about to write would be lost.
  shell.addEventListener("compositionend", () => setTimeout(replaceOnceReady));
  replaceOnceReady();

  function replaceOnceReady(): void {
    if (shell === null || page === null || !shell.isConnected) return;
    if (shell.dataset["composing"] !== undefined || page.querySelector(more) === null) return;
    observer.disconnect();
    // The focus goes on before its element is gone: a keyboard on the screen would close.
    page.hidden = false;
    const typed = handOver({ shell, page });
    shell.remove();
    if (typed !== undefined) keepUsername(typed);
  }
}

/** A heading, words that something is wrong, or the choice of another homeserver. */
const more = ':is(h1, [role="alert"], [data-part="homeserver-form"]):not(.page-first > *)';

/** Fills in what the link says, and exchanges the words for those of the visitor and of `config.json`. */
function adapt(shell: HTMLElement, { config, address, words }: Known): void {
  const input = inputOf(shell);
  if (input?.value === "" && address.username !== undefined) input.value = address.username;
  const choice = chooseHomeserver(config, address.homeserver);
  if (!("use" in choice)) return;
  const serverName = homeserverName(choice.use.homeserver);
  const { text } = createTranslator(kitWords(words).getSnapshot());
  const texts = {
    h1: text("account.heading", { serverName }),
    label: text("username.label"),
    '[data-part="hint"]': text("username.hint"),
    '[data-part="username-suffix"]': `:${serverName}`,
    ".page-finding": text("homeserver.finding", { serverName }),
    ".page-slow": text("chunk.reload"),
  };
  for (const [selector, own] of Object.entries(texts)) {
    const element = shell.querySelector(selector);
    if (element !== null && element.textContent !== own) element.textContent = own;
  }
}

/** Hands everything over to the form. Returns what was typed where there is none. */
function handOver({ shell, page }: Places): string | undefined {
  const from = inputOf(shell);
  const to = inputOf(page);
  if (from === null) return undefined;
  const { value, selectionStart, selectionEnd, selectionDirection } = from;
  const hadFocus = from === document.activeElement;
  if (to === null) {
    if (hadFocus) focusWithin(page, ['[data-part="homeserver-status"]', "input, button, a"]);
    return value === "" ? undefined : value;
  }
  if (value !== "") {
    // React takes a change only if it is not told of it by `value`.
    to.setRangeText(value, 0, to.value.length);
    to.dispatchEvent(new Event("input", { bubbles: true }));
  }
  to.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? "none");
  if (hadFocus) to.focus({ preventScroll: true });
  if (shell.dataset["sent"] !== undefined) to.form?.requestSubmit();
  return undefined;
}

function inputOf(place: HTMLElement): HTMLInputElement | null {
  return place.querySelector<HTMLInputElement>('form:not([hidden]) input[name="username"]');
}
