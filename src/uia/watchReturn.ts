/** Tells when the person is back at this tab, or the connection is; the returned function ends it. */
export function watchReturn(onReturn: () => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const onChange = (): void => {
    if (!isAway()) onReturn();
  };
  document.addEventListener("visibilitychange", onChange);
  for (const event of windowEvents) window.addEventListener(event, onChange);
  return () => {
    document.removeEventListener("visibilitychange", onChange);
    for (const event of windowEvents) window.removeEventListener(event, onChange);
  };
}

const windowEvents = ["focus", "pageshow", "online"];

/** Nobody looks at this tab, or there is no connection: no time to ask for anything. */
export function isAway(): boolean {
  return (typeof document !== "undefined" && document.visibilityState === "hidden") || isOffline();
}

/** Only the browser's own "no" is believed: there is no way to be sure of a yes. */
export function isOffline(): boolean {
  return typeof navigator !== "undefined" && (navigator as { onLine?: boolean }).onLine === false;
}
