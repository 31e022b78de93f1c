import { useState } from "react";

/** Opens the system's share sheet, where there is one for links. */
export function useShare(read: () => string) {
  const [hasFailed, setHasFailed] = useState(false);
  const share = async () => {
    setHasFailed(false);
    try {
      await navigator.share({ url: read() });
    } catch (error) {
      // The user may close the sheet without sharing.
      if (!(error instanceof DOMException && error.name === "AbortError")) setHasFailed(true);
    }
  };
  return { share: canShareLinks() ? share : null, hasFailed, forget: () => setHasFailed(false) };
}

function canShareLinks(): boolean {
  return typeof navigator.canShare === "function" && navigator.canShare({ url: location.href });
}
