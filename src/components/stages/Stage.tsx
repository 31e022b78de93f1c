"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import { useLacksFallbackPage } from "../../react/useLacksFallbackPage.js";
import {
  type AppValue,
  type RegistrationViewValue,
  useApp,
  useRegistrationView,
} from "../context/contexts.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Boundary } from "../ui/boundary/Boundary.js";
import { Paragraph } from "../ui/Elements.js";
import { focusAnewWithin, headings } from "../ui/focusWithin.js";
import { ViewHeading } from "../ui/ViewHeading.js";
import { CrashedStage } from "./CrashedStage.js";
import { fallbackStage } from "./stageDefinitions.js";

export declare namespace Stage {
  type Props = Omit<ComponentPropsWithoutRef<"section">, "children">;
}

/** The current stage, by the renderer of its auth type, with *Cancel*. */
export const Stage = forwardRef<HTMLElement, Stage.Props>(function Stage(props, ref) {
  const { stages, translator, announcements, element, fetch } = useApp("Register.Stage");
  const { registration, hasMoved } = useRegistrationView("Register.Stage");
  const lacksPage = useLacksFallbackPage(doneOnPage(registration, stages), {
    homeserver: registration?.homeserver,
    fetch,
  });
  const headingId = useId();
  const progressId = useId();
  if (registration?.status !== "stage") return null;
  const { stage, problem } = registration;
  const definition = stage.supported ? stages.get(stage.type) : undefined;
  const { Renderer } = definition ?? fallbackStage;
  const fallbackUrl = lacksPage ? noPage : registration.fallbackUrl;
  const heading =
    definition?.label(translator) ??
    translator.text(
      fallbackUrl() === undefined ? "stage.unsupported.heading" : "stage.fallback.heading",
    );
  const stageProps: StageRendererProps = {
    stage,
    problem,
    activity: registration.activity,
    submit: registration.submitStage,
    checkNow: registration.checkNow,
    resend: registration.resend,
    fallbackUrl,
    openFallback: registration.openFallback,
    changeAnswer: registration.changeAnswer,
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
        <Paragraph data-part="progress" id={progressId}>
          {translator.text("stage.progress", { number: stage.number, count: stage.count })}
        </Paragraph>
      )}
      <RegistrationProvider value={registration}>
        <Boundary
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
        </Boundary>
      </RegistrationProvider>
      <ActionButton
        data-part="cancel"
        isIdle={registration.cancelling}
        onClick={() => {
          registration.cancel();
        }}
      >
        {translator.text("action.cancel")}
      </ActionButton>
    </section>
  );
});

/** The type of the current stage, where the user may have to do it on the homeserver's own page. */
function doneOnPage(
  registration: RegistrationViewValue["registration"],
  stages: AppValue["stages"],
): string | undefined {
  if (registration?.status !== "stage") return undefined;
  const { type, supported } = registration.stage;
  const isDoneHere = supported && stages.has(type) && type !== authTypes.recaptcha;
  return isDoneHere ? undefined : type;
}

/** In place of the address of a page that the homeserver does not have. */
const noPage = () => undefined;
