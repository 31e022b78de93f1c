/**
 * The tabs of one browser that have the same attempt at an account, as a duplicated tab does: the one
 * that comes to the end tells the others. Nothing but the username is told.
 */
export function createTabs(attempt: string, onFinished: (username: string) => void) {
  let channel: BroadcastChannel | undefined;

  return {
    listen(): void {
      if (channel !== undefined) return;
      channel = openChannel(attempt);
      channel?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        if (typeof data === "string") onFinished(data);
      });
    },
    leave(): void {
      channel?.close();
      channel = undefined;
    },
    tellFinished(username: string): void {
      const own = openChannel(attempt);
      own?.postMessage(username);
      own?.close();
    },
  };
}

/** Not every place that runs scripts has channels. */
function openChannel(attempt: string): BroadcastChannel | undefined {
  const { BroadcastChannel: Channel } = globalThis as {
    BroadcastChannel?: typeof BroadcastChannel;
  };
  return Channel === undefined ? undefined : new Channel(`matrix-register-kit ${attempt}`);
}
