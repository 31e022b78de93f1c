/**
 * Replaces the address of the page, and that in the history. Some browsers refuse it, as in a frame
 * without an origin. The address then stays, and the page goes on.
 */
export function replaceAddress(history: Pick<History, "replaceState" | "state">, url: URL): void {
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // Nothing else can change an address without loading it.
  }
}
