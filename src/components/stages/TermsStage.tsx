"use client";
import { type ReactElement, type SubmitEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../uia/machine/problem.js";
import type { AcceptedPolicy } from "../../uia/machine/types.js";
import { PolicyChoices, stillShown } from "../ui/PolicyChoices.js";
import { ContinueButton } from "./ContinueButton.js";
import type { StageProps } from "./defineStage.js";
import { OtherFlows } from "./OtherFlows.js";

/** `m.login.terms`: every policy is to be accepted, as it was shown. */
export function TermsStage({
  stage,
  problem,
  activity,
  submit,
  translator,
}: StageProps): ReactElement {
  const { policies } = stage;
  const [ticked, setTicked] = useState<readonly AcceptedPolicy[]>([]);
  const [missing, setMissing] = useState<Problem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const accepted = stillShown(ticked, policies, translator.tag);
  const told = missing ?? problem;

  useEffect(() => {
    if (told === null) return;
    const boxes = Array.from(form.current?.querySelectorAll<HTMLInputElement>("input") ?? []);
    (boxes.find(({ checked }) => !checked) ?? boxes[0])?.focus();
  }, [told]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    if (accepted.length < policies.length) {
      setMissing({ code: "policiesNotAccepted", field: "policies" });
      return;
    }
    setMissing(null);
    submit({ acceptedPolicies: accepted });
  };

  return (
    <>
      <form ref={form} method="post" noValidate onSubmit={handleSubmit}>
        <PolicyChoices
          policies={policies}
          accepted={accepted}
          onChange={setTicked}
          problem={told ?? undefined}
        />
        <ContinueButton activity={activity} />
      </form>
      <OtherFlows />
    </>
  );
}
