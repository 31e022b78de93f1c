"use client";
import type { ReactElement } from "react";
import type { Activity } from "../../uia/machine/types.js";
import { useRoot } from "../context/RootContext.js";
import { Button } from "../ui/Elements.js";

/** Sends the form of a stage. */
export function ContinueButton({ activity }: { activity: Activity }): ReactElement {
  const { translator } = useRoot("Register.Stage");
  return (
    <Button
      type="submit"
      data-part="continue"
      aria-disabled={activity === "idle" ? undefined : true}
      aria-busy={activity === "sending" || activity === "checking" ? true : undefined}
    >
      {translator.text("action.continue")}
    </Button>
  );
}
