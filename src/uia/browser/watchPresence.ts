/** A change of the tab, or of the connection. */
export type Presence = "left" | "back" | "offline" | "online";

/** Calls back when the presence changes, or may have. The returned function ends it. */
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

/** Whether the tab is hidden. */
export function isHidden(): boolean {
  return typeof document !== "undefined" && document.visibilityState === "hidden";
}
