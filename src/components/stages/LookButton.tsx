"use client";
import type { ReactElement } from "react";
import { Button } from "../ui/Elements.js";

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
    <Button
      type="button"
      data-part="look"
      aria-disabled={isBusy ? true : undefined}
      aria-busy={isBusy ? true : undefined}
      onClick={() => {
        if (!isBusy) onLook();
      }}
    >
      {label}
    </Button>
  );
}
