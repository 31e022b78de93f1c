import { useEffect } from "react";

/**
 * Names the page after the heading of what is shown: a stage, an outcome, a homeserver without sign-up.
 * `otherwise` while that is the form.
 */
export function useTitleOfView(
  card: HTMLElement | null,
  otherwise: string,
  serverName: string,
): void {
  useEffect(() => {
    if (card === null) return undefined;
    const update = () => {
      const heading = card.querySelector(views)?.textContent;
      const named = serverName === "" ? heading : `${heading} – ${serverName}`;
      document.title = heading ? (named ?? otherwise) : otherwise;
    };
    update();
    const observer = new MutationObserver(update);
    observer.observe(card, { subtree: true, childList: true, characterData: true });
    return () => {
      observer.disconnect();
    };
  }, [card, otherwise, serverName]);
}

const views = ["stage", "outcome", "homeserver-status"]
  .map((part) => `[data-part="${part}"] [data-part="heading"]`)
  .join();
