"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { stageNames } from "../../locales/stageName.js";
import { authTypes } from "../../protocol/authTypes.js";
import { RegistrationProvider } from "../../react/RegistrationContext.js";
import { ActionButton } from "../ActionButton.js";
import { useRoot } from "../RootContext.js";
import { ViewHeading } from "../ViewHeading.js";
import { StageBoundary } from "./StageBoundary.js";
import { unsupportedStage } from "./stageDefinitions.js";

export type RegisterStageProps = Omit<ComponentPropsWithoutRef<"section">, "children">;

/** What the homeserver wants of the person now, by the renderer for its type, with *Cancel*. */
export const Stage = forwardRef<HTMLElement, RegisterStageProps>(function Stage(props, ref) {
  const { run, stages, translator, announcements } = useRoot("Register.Stage");
  const headingId = useId();
  if (run?.status !== "stage") return null;
  const { stage, problem, otherFlows } = run;
  const known = stages.get(stage.type);
  const { Renderer, label } = known ?? unsupportedStage;
  const crashed = translator.text("stage.crashed");
  const flows = otherFlows.filter((flow) => flow.every((type) => stages.has(type)));
  return (
    <section
      ref={ref}
      data-part="stage"
      data-stage={stage.type}
      aria-labelledby={headingId}
      {...props}
    >
      <ViewHeading key={`heading ${stage.type}`} id={headingId}>
        {label(translator)}
      </ViewHeading>
      {stage.count > 1 && (
        <p data-part="progress">
          {translator.text("stage.progress", { number: stage.number, count: stage.count })}
        </p>
      )}
      <StageBoundary
        key={stage.type}
        fallback={<p data-part="problem-text">{crashed}</p>}
        onCrash={() => {
          announcements.announce(crashed, "assertive");
        }}
      >
        <RegistrationProvider value={run}>
          <Renderer
            stage={stage}
            problem={problem}
            activity={run.activity}
            submit={run.submitStage}
            changeAnswer={run.changeAnswer}
            translator={translator}
          />
        </RegistrationProvider>
      </StageBoundary>
      {known === undefined && flows.length > 0 && (
        <div data-part="other-flows">
          <p>{translator.text("stage.otherFlows")}</p>
          <ul>
            {flows.map((flow) => {
              const asked = flow.filter((type) => type !== authTypes.dummy);
              return (
                <li key={flow.join(" ")}>
                  <ActionButton
                    data-part="choose-flow"
                    onClick={() => {
                      run.chooseFlow(flow);
                    }}
                  >
                    {asked.length === 0
                      ? translator.text("stage.chooseFlowDirect")
                      : translator.text("stage.chooseFlow", {
                          stages: stageNames(asked, translator),
                        })}
                  </ActionButton>
                </li>
              );
            })}
          </ul>
        </div>
      )}
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
