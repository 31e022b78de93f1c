/**
 * A window of our own with the homeserver's page in it, which may say that it is finished. Such a
 * message is worth one question to the homeserver and nothing more: it is heard once for a window,
 * from that very window and from the homeserver's origin.
 */
export function createFallbackWindow(onFinished: () => void) {
  let stop = (): void => undefined;
  return {
    /** Opens the page. Without success where the browser blocks it. To be called by a click. */
    open(url: string): boolean {
      stop();
      // Without a hold on ours, the page could not tell.
      const opened = globalThis.open(url, "_blank");
      if (opened === null) return false;
      const { origin } = new URL(url);
      const hear = (event: MessageEvent): void => {
        if (event.source !== opened || event.origin !== origin || event.data !== "authDone") return;
        stop();
        // The browser may not let us: then the person does.
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
    /** Hears nothing any more. A window that is not finished stays: it is the person's. */
    forget(): void {
      stop();
    },
  };
}
