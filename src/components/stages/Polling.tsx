"use client";
import type { ReactElement } from "react";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ActionButton, sendingState } from "../ui/ActionButton.js";

/** Tells that the homeserver is not polled right now. It is mounted before, so that it is read out. */
export function PollingText({
  button,
  stage,
  translator,
}: Pick<StageRendererProps, "stage" | "translator"> & {
  /** The label of the button that polls. */
  readonly button: string;
}): ReactElement {
  const { polling } = stage;
  return (
    <div data-part="polling" aria-live="polite">
      {polling === "offline" && <p>{translator.text("stage.watch.offline")}</p>}
      {polling === "ended" && <p>{translator.text("stage.watch.ended", { button })}</p>}
    </div>
  );
}

/** Polls the homeserver now: the user did the stage elsewhere. */
export function CheckNowButton({
  label,
  activity,
  checkNow,
}: Pick<StageRendererProps, "activity" | "checkNow"> & { readonly label: string }): ReactElement {
  return (
    <ActionButton
      data-part="check-now"
      {...sendingState(activity)}
      onClick={() => {
        checkNow();
      }}
    >
      {label}
    </ActionButton>
  );
}
