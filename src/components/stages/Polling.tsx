"use client";
import type { ReactElement } from "react";
import type { ButtonKind } from "../context/appTypes.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ActionButton, sendingState } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";

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
      {polling === "offline" && <Paragraph>{translator.text("stage.polling.offline")}</Paragraph>}
      {polling === "ended" && (
        <Paragraph>{translator.text("stage.polling.ended", { button })}</Paragraph>
      )}
    </div>
  );
}

/** Polls the homeserver now: the user did the stage elsewhere. */
export function CheckNowButton({
  label,
  kind,
  activity,
  checkNow,
}: Pick<StageRendererProps, "activity" | "checkNow"> & {
  readonly label: string;
  readonly kind?: ButtonKind;
}): ReactElement {
  return (
    <ActionButton
      data-part="check-now"
      kind={kind}
      {...sendingState(activity)}
      onClick={() => {
        checkNow();
      }}
    >
      {label}
    </ActionButton>
  );
}
