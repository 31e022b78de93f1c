/**
 * Calls back once this tab is the only one that holds the name; at once where the browser cannot
 * tell. The returned function lets go of it.
 */
export function holdAlone(name: string, onHeld: () => void): () => void {
  const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
  if (locks === undefined) {
    onHeld();
    return () => undefined;
  }
  const waiting = new AbortController();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks
    .request(name, { signal: waiting.signal }, () => {
      onHeld();
      return held;
    })
    // A browser that refuses locks cannot tell of other tabs.
    .catch(() => {
      if (!waiting.signal.aborted) onHeld();
    });
  return () => {
    waiting.abort();
    release();
  };
}
