"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { focusAnewWithin, headings } from "../ui/focusWithin.js";
import { ViewHeading } from "../ui/ViewHeading.js";
import { CrashedStage } from "./CrashedStage.js";
import type { StageProps } from "./defineStage.js";
import { StageBoundary } from "./StageBoundary.js";
import { fallbackStage } from "./stageDefinitions.js";

export type RegisterStageProps = Omit<ComponentPropsWithoutRef<"section">, "children">;

/** What the homeserver wants of the person now, by the renderer for its type, with *Cancel*. */
export const Stage = forwardRef<HTMLElement, RegisterStageProps>(function Stage(props, ref) {
  const { run, stages, translator, announcements, hasMoved, element } = useRoot("Register.Stage");
  const headingId = useId();
  const progressId = useId();
  if (run?.status !== "stage") return null;
  const { stage, problem } = run;
  const definition = stage.supported ? stages.get(stage.type) : undefined;
  const { Renderer } = definition ?? fallbackStage;
  const heading =
    definition?.label(translator) ??
    translator.text(
      run.fallbackUrl() === undefined ? "stage.unsupported.heading" : "stage.fallback.heading",
    );
  const stageProps: StageProps = {
    stage,
    problem,
    activity: run.activity,
    submit: run.submitStage,
    checkNow: run.checkNow,
    resend: run.resend,
    fallbackUrl: run.fallbackUrl,
    openFallback: run.openFallback,
    changeAnswer: run.changeAnswer,
    translator,
  };
  return (
    <section
      ref={ref}
      data-part="stage"
      data-stage={stage.type}
      aria-labelledby={headingId}
      {...props}
    >
      <ViewHeading
        key={`heading ${stage.type}`}
        id={headingId}
        describedBy={stage.count > 1 ? progressId : undefined}
      >
        {heading}
      </ViewHeading>
      {stage.count > 1 && (
        <p data-part="progress" id={progressId}>
          {translator.text("stage.progress", { number: stage.number, count: stage.count })}
        </p>
      )}
      <RegistrationProvider value={run}>
        <StageBoundary
          key={stage.type}
          fallback={(tryAgain) => (
            <CrashedStage
              {...stageProps}
              wasOwnPage={definition === undefined}
              tryAgain={tryAgain}
            />
          )}
          onCrash={() => {
            announcements.announce(translator.text("stage.crashed"), "assertive");
            if (hasMoved) focusAnewWithin(element, [headings.stage]);
          }}
        >
          <Renderer {...stageProps} />
        </StageBoundary>
      </RegistrationProvider>
      <ActionButton
        data-part="cancel"
        isIdle={run.cancelling}
        onClick={() => {
          run.cancel();
        }}
      >
        {translator.text("action.cancel")}
      </ActionButton>
    </section>
  );
});
