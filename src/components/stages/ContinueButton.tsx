"use client";
import type { ReactElement } from "react";
import { useRoot } from "../RootContext.js";

/** Sends the form of a stage. */
export function ContinueButton({ isBusy }: { isBusy: boolean }): ReactElement {
  const { translator } = useRoot("Register.Stage");
  return (
    <button
      type="submit"
      data-part="continue"
      aria-disabled={isBusy ? true : undefined}
      aria-busy={isBusy ? true : undefined}
    >
      {translator.text("action.continue")}
    </button>
  );
}
