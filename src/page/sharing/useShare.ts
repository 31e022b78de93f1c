import { useState } from "react";
import { attempt } from "../../uia/browser/attempt.js";

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
  return attempt(
    () => navigator.canShare({ url: location.href }),
    // Some browsers lack it, and some frames may not ask.
    false,
  );
}
