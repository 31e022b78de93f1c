import { useState } from "react";
import type { PageKey } from "../pageWords.js";

export interface Copying {
  readonly read: () => string;
  /** Selects the text, so that the user can copy it. */
  readonly select: () => void;
  readonly copied: PageKey;
  readonly selected: PageKey;
}

/** Copies a text, and keeps the key of what to tell about it. */
export function useCopy({ read, select, copied, selected }: Copying) {
  const [said, setSaid] = useState<PageKey | null>(null);
  const copy = async () => {
    setSaid(null);
    try {
      await navigator.clipboard.writeText(read());
      setSaid(copied);
    } catch {
      // Without a secure context or a permission there is no clipboard.
      select();
      setSaid(selected);
    }
  };
  return { said, setSaid, copy };
}
