/**
 * Calls back once this tab is the only one that holds the name. Where the browser cannot tell, it calls
 * back at once. The returned function lets go of the name.
 */
export function holdAlone(name: string, onHeld: () => void): () => void {
  const waiting = new AbortController();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holdWithoutLock = (): void => {
    if (!waiting.signal.aborted) onHeld();
  };
  const hold = (): Promise<void> => {
    onHeld();
    return held;
  };
  try {
    const { locks } = navigator as { locks?: LockManager | null };
    if (locks == null) holdWithoutLock();
    else locks.request(name, { signal: waiting.signal }, hold).catch(holdWithoutLock);
  } catch {
    holdWithoutLock();
  }
  return () => {
    waiting.abort();
    release();
  };
}
