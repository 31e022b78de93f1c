/**
 * Connects the tabs of one browser that have the same registration, as a duplicated tab has. The tab in
 * which it ends tells the others. Only the username is told.
 */
export function createTabs(registration: string, onFinished: (username: string) => void) {
  let channel: BroadcastChannel | undefined;

  return {
    listen(): void {
      if (channel !== undefined) return;
      channel = openChannel(registration);
      channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (typeof data === "string") onFinished(data);
      });
    },
    leave(): void {
      channel?.close();
      channel = undefined;
    },
    tellFinished(username: string): void {
      const own = openChannel(registration);
      try {
        own?.postMessage(username);
      } catch {
        // The browser refuses: the other tabs ask the homeserver themselves.
      }
      own?.close();
    },
  };
}

/** The channel of a registration, where the browser has channels and its settings allow them. */
function openChannel(registration: string): BroadcastChannel | undefined {
  try {
    const Channel = Reflect.get(globalThis, "BroadcastChannel") as
      | typeof BroadcastChannel
      | null
      | undefined;
    return Channel == null ? undefined : new Channel(`matrix-register-kit ${registration}`);
  } catch {
    return undefined;
  }
}
