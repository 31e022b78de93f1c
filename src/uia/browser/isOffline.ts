import { attempt } from "./attempt.js";

/** Whether the browser says that there is no connection. Its "yes" cannot be relied on. */
export function isOffline(): boolean {
  return attempt(() => (navigator as { onLine?: boolean }).onLine === false, false);
}
