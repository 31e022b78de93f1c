"use client";
import type { ReactElement } from "react";

/** Says that a stage was done elsewhere, so that the homeserver is asked at once. */
export function LookButton({
  label,
  isBusy,
  onLook,
}: {
  readonly label: string;
  readonly isBusy: boolean;
  readonly onLook: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      data-part="look"
      aria-disabled={isBusy ? true : undefined}
      aria-busy={isBusy ? true : undefined}
      onClick={() => {
        if (!isBusy) onLook();
      }}
    >
      {label}
    </button>
  );
}
