"use client";
import type { ReactElement } from "react";
import { ActionButton } from "../ui/ActionButton.js";
import { headings } from "../ui/focusWithin.js";
import { ProblemText } from "../ui/ProblemText.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";
import { fallbackStage } from "./stageDefinitions.js";

/** In place of a stage that threw: once more, or on the homeserver's own page, or another way. */
export function CrashedStage({
  wasOwnPage,
  tryAgain,
  ...props
}: StageProps & {
  /** What threw is what leads to that page. */
  readonly wasOwnPage: boolean;
  readonly tryAgain: () => void;
}): ReactElement {
  const { stage, translator, fallbackUrl } = props;
  // An address is checked here alone.
  const hasPage = !wasOwnPage && stage.validation === null && fallbackUrl() !== undefined;
  return (
    <>
      <ProblemText>{translator.text("stage.crashed")}</ProblemText>
      <ActionButton data-part="retry" focusGoesTo={[headings.stage]} onClick={tryAgain}>
        {translator.text("action.tryAgain")}
      </ActionButton>
      {hasPage ? <fallbackStage.Renderer {...props} /> : <OtherFlows />}
    </>
  );
}
