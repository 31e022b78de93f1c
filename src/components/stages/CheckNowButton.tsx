"use client";
import type { ReactElement } from "react";
import { Button } from "../ui/Elements.js";

/** Says that a stage was done elsewhere, so that the homeserver is asked at once. */
export function CheckNowButton({
  label,
  isBusy,
  onCheckNow,
}: {
  readonly label: string;
  readonly isBusy: boolean;
  readonly onCheckNow: () => void;
}): ReactElement {
  return (
    <Button
      type="button"
      data-part="check-now"
      aria-disabled={isBusy ? true : undefined}
      aria-busy={isBusy ? true : undefined}
      onClick={() => {
        if (!isBusy) onCheckNow();
      }}
    >
      {label}
    </Button>
  );
}
