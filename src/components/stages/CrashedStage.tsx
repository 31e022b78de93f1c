"use client";
import type { ReactElement } from "react";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ActionButton } from "../ui/ActionButton.js";
import { headings } from "../ui/focusWithin.js";
import { ProblemText } from "../ui/problem/ProblemText.js";
import { OtherFlows } from "./OtherFlows.js";
import { fallbackStage } from "./stageDefinitions.js";

/** Replaces a stage that threw: *Try again*, and the homeserver's own page or the other flows. */
export function CrashedStage({
  wasOwnPage,
  tryAgain,
  ...props
}: StageRendererProps & {
  /** Whether the renderer that threw is the one for the homeserver's own page. */
  readonly wasOwnPage: boolean;
  readonly tryAgain: () => void;
}): ReactElement {
  const { stage, translator, fallbackUrl } = props;
  // The homeserver's own page checks no address.
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
