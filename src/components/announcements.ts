/** `assertive` interrupts: for what must not be missed. */
export type Urgency = "polite" | "assertive";

export interface Announcements {
  /** Has a screen reader say a text, also when it says the same as the last time. */
  announce: (text: string, urgency?: Urgency) => void;
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => Readonly<Record<Urgency, string>>;
}

/** What the live regions of one root say. */
export function createAnnouncements(): Announcements {
  let said: Readonly<Record<Urgency, string>> = { polite: "", assertive: "" };
  const listeners = new Set<() => void>();
  return {
    announce: (text, urgency = "polite") => {
      // A no-break space at the end makes the same words a change, which alone is read out.
      const again = text !== "" && said[urgency] === text ? `${text}\u00a0` : text;
      said = { ...said, [urgency]: again };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => said,
  };
}
