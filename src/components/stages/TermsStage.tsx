"use client";
import { type ReactElement, useState } from "react";
import type { AcceptedPolicy } from "../../uia/machine/types.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { PolicyChoices, stillShown } from "../ui/PolicyChoices.js";
import { OtherFlows } from "./OtherFlows.js";
import { StageForm } from "./StageForm.js";

/** `m.login.terms`: the user accepts every policy as it is shown. */
export function TermsStage(props: StageRendererProps): ReactElement {
  const { stage, translator } = props;
  const { policies } = stage;
  const [ticked, setTicked] = useState<readonly AcceptedPolicy[]>([]);
  const accepted = stillShown(ticked, policies, translator.tag);
  return (
    <>
      <StageForm
        {...props}
        read={() =>
          accepted.length < policies.length
            ? { problem: { code: "policiesNotAccepted", field: "policies" } }
            : { answer: { acceptedPolicies: accepted } }
        }
      >
        {(problem) => (
          <PolicyChoices
            policies={policies}
            accepted={accepted}
            onChange={setTicked}
            problem={typeof problem === "object" ? problem : null}
          />
        )}
      </StageForm>
      <OtherFlows />
    </>
  );
}
