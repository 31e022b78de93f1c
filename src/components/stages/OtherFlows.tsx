"use client";
import type { ReactElement } from "react";
import { stageNames } from "../../locales/stageName.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { useRoot } from "../context/RootContext.js";
import { ActionButton } from "../ui/ActionButton.js";
import { headings } from "../ui/focusWithin.js";

/** The other flows that can be done here, each as a button: for who cannot do this stage. */
export function OtherFlows(): ReactElement | null {
  const { run, stages, labelOfStage, translator } = useRoot("Register.Stage");
  if (run?.status !== "stage") return null;
  const flows = run.otherFlows.filter((flow) => flow.every((type) => stages.has(type)));
  if (flows.length === 0) return null;
  return (
    <div data-part="other-flows">
      <p>{translator.text("stage.otherFlows")}</p>
      <ul>
        {flows.map((flow) => {
          const asked = flow.filter((type) => type !== authTypes.dummy);
          return (
            <li key={flow.join(" ")}>
              <ActionButton
                data-part="choose-flow"
                // The button goes, also where the flow begins with this very stage.
                focusGoesTo={[headings.stage]}
                onClick={() => {
                  run.chooseFlow(flow);
                }}
              >
                {asked.length === 0
                  ? translator.text("stage.chooseFlowDirect")
                  : translator.text("stage.chooseFlow", {
                      stages: stageNames(asked, translator, labelOfStage),
                    })}
              </ActionButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
