"use client";
import type { ReactElement } from "react";
import { stageNames } from "../../locales/stageName.js";
import { authTypes } from "../../protocol/wire/authTypes.js";
import { useApp, useRegistrationView } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";
import { Paragraph } from "../ui/Elements.js";
import { headings } from "../ui/focusWithin.js";

/** A button for each other flow that the kit can do, for users who cannot do this stage. */
export function OtherFlows(): ReactElement | null {
  const { stages, labelOfStage, translator } = useApp("Register.Stage");
  const { registration } = useRegistrationView("Register.Stage");
  if (registration?.status !== "stage") return null;
  const flows = registration.otherFlows.filter((flow) => flow.every((type) => stages.has(type)));
  if (flows.length === 0) return null;
  return (
    <div data-part="other-flows">
      <Paragraph>{translator.text("stage.otherFlows")}</Paragraph>
      <ul>
        {flows.map((flow) => {
          const asked = flow.filter((type) => type !== authTypes.dummy);
          return (
            <li key={flow.join(" ")}>
              <ActionButton
                data-part="choose-flow"
                // The button is removed, also where the flow begins with this stage.
                focusGoesTo={[headings.stage]}
                onClick={() => {
                  registration.chooseFlow(flow);
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
