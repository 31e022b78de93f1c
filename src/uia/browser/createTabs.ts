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
      own?.postMessage(username);
      own?.close();
    },
  };
}

/** The channel of a registration, where the browser has channels. */
function openChannel(registration: string): BroadcastChannel | undefined {
  const { BroadcastChannel: Channel } = globalThis as {
    BroadcastChannel?: typeof BroadcastChannel;
  };
  return Channel === undefined ? undefined : new Channel(`matrix-register-kit ${registration}`);
}
