import { useEffect } from "react";
import type { PageWords } from "./pageWords.js";
import { titleWith } from "./usePageTitle.js";

/**
 * Names the page after what is shown: how far one has come, and the heading of a stage, an outcome, a
 * homeserver without sign-up. Else as the card is named: by the form, or a sign-in that goes on. What is
 * wrong in a form is told before.
 */
export function useTitleOfView(
  words: PageWords,
  card: HTMLElement | null,
  serverName: string,
): void {
  useEffect(() => {
    if (card === null) return undefined;
    const update = () => {
      const heading = card.querySelector(headings)?.textContent ?? "";
      const progress = card.querySelector('[data-part="progress"]')?.textContent ?? "";
      const named = [progress, heading, serverName].filter((part) => part !== "").join(" – ");
      const title = heading === "" ? (card.getAttribute("aria-label") ?? "") : named;
      document.title = titleWith(words, title, isWrong(card));
    };
    update();
    const observer = new MutationObserver(update);
    // The form is hidden, and shown again, with the problems in it.
    const attributeFilter = ["hidden", "aria-invalid", "aria-label"];
    observer.observe(card, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter,
    });
    return () => {
      observer.disconnect();
    };
  }, [card, serverName, words]);
}

const views = (parts: readonly string[], inside: string) =>
  parts.map((part) => `[data-part="${part}"] ${inside}`).join();
const headings = views(["stage", "outcome", "homeserver-status"], '[data-part="heading"]');
// The heading says how it ended.
const problems = views(
  ["account-form", "stage", "homeserver-form"],
  ':is([data-part="problem"], [aria-invalid="true"])',
);

function isWrong(card: HTMLElement): boolean {
  return [...card.querySelectorAll(problems)].some((each) => each.closest("[hidden]") === null);
}
