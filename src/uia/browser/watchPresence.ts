/** What became of the person at this tab, and of the connection. */
export type Presence = "left" | "back" | "offline" | "online";

/** Tells when it changes, or may have; the returned function ends it. */
export function watchPresence(onChange: (presence: Presence) => void): () => void {
  if (typeof document === "undefined") return () => undefined;
  const onVisibility = (): void => onChange(isHidden() ? "left" : "back");
  const onWindow = ({ type }: Event): void => {
    if (type === "online" || type === "offline") onChange(type);
    else if (!isHidden()) onChange("back");
  };
  document.addEventListener("visibilitychange", onVisibility);
  for (const event of windowEvents) window.addEventListener(event, onWindow);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    for (const event of windowEvents) window.removeEventListener(event, onWindow);
  };
}

const windowEvents = ["focus", "pageshow", "online", "offline"];

/** Nobody looks at this tab. */
export function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}

/** Only the browser's own "no" is believed: there is no way to be sure of a yes. */
export function isOffline(): boolean {
  return typeof navigator !== "undefined" && (navigator as { onLine?: boolean }).onLine === false;
}
