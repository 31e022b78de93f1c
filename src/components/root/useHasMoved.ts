"use client";
import { useState } from "react";
import type { UseRegister } from "../../react/useRegister.js";

/** Whether the person has come from one view of the run to another. */
export function useHasMoved(run: UseRegister | null): boolean {
  const view =
    run === null ? null : run.status === "stage" ? `stage ${run.stage.type}` : run.status;
  const [firstView, setFirstView] = useState(view);
  const [hasMoved, setHasMoved] = useState(false);
  if (firstView === null && view !== null) setFirstView(view);
  if (!hasMoved && firstView !== null && view !== null && view !== firstView) setHasMoved(true);
  return hasMoved;
}
