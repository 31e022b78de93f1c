import { vi } from "vitest";

export type AnyBrowser = ReturnType<typeof anyBrowser>;

/** A tab that can be left, and a connection that can be lost, as far as a registration knows of them. */
export function anyBrowser() {
  const window = new EventTarget();
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const navigator = { onLine: true };
  vi.stubGlobal("window", window);
  vi.stubGlobal("document", document);
  vi.stubGlobal("navigator", navigator);
  const see = (visibilityState: "visible" | "hidden") => {
    document.visibilityState = visibilityState;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const connect = (onLine: boolean) => {
    navigator.onLine = onLine;
    window.dispatchEvent(new Event(onLine ? "online" : "offline"));
  };
  return {
    isOnline: () => navigator.onLine,
    /** Somebody is at this tab, and it has a connection. */
    isSeen: () => document.visibilityState === "visible" && navigator.onLine,
    does: {
      hide: () => see("hidden"),
      show: () => see("visible"),
      focus: () => void window.dispatchEvent(new Event("focus")),
      loseConnection: () => connect(false),
      findConnection: () => connect(true),
    },
  };
}
