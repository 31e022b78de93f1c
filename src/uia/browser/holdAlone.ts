/**
 * Calls back once this tab is the only one that holds the name. Where the browser cannot tell, it calls
 * back at once. The returned function lets go of the name.
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
