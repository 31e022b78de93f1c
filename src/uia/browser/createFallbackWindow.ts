import { attempt } from "./attempt.js";

/**
 * Opens the homeserver's page in a window that can tell when it is finished. Such a message only leads
 * to one poll. It is taken once a window, from that window and from the homeserver's origin.
 */
export function createFallbackWindow(onFinished: () => void) {
  let stop = (): void => undefined;
  return {
    /** Opens the page, in the handler of a click. Returns false where the browser blocks it. */
    open(url: string): boolean {
      stop();
      // The page needs its opener to tell.
      const opened = openWindow(url);
      if (opened === null) return false;
      const { origin } = new URL(url);
      const hear = (event: MessageEvent): void => {
        if (event.source !== opened || event.origin !== origin || event.data !== "authDone") return;
        stop();
        // Where the browser forbids it, the user closes the window.
        opened.close();
        globalThis.focus();
        onFinished();
      };
      globalThis.addEventListener("message", hear);
      stop = () => {
        globalThis.removeEventListener("message", hear);
      };
      return true;
    },
    /** Stops listening. A window that is not finished stays open for the user. */
    forget(): void {
      stop();
    },
  };
}

/** The new window; `null` where a browser, or one within an app, opens none. */
function openWindow(url: string): Window | null {
  return attempt(() => (globalThis.open(url, "_blank") as Window | null | undefined) ?? null, null);
}
