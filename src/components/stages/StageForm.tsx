"use client";
import {
  type ReactElement,
  type ReactNode,
  type SubmitEvent,
  useEffect,
  useRef,
  useState,
} from "react";
import type { Problem } from "../../uia/machine/problems/problem.js";
import type { StageInput } from "../../uia/machine/types.js";
import { keepToComposition } from "../context/isComposing.js";
import type { StageRendererProps } from "../context/stageTypes.js";
import { ActionButton, sendingState } from "../ui/ActionButton.js";
import { Countdown } from "../ui/Countdown.js";
import { ProblemMessage } from "../ui/problem/ProblemMessage.js";

/** A problem of the homeserver's, or the text of one that the form found. */
export type FieldProblem = Problem | string;

export interface StageFormProps
  extends Pick<StageRendererProps, "problem" | "activity" | "submit" | "translator"> {
  /** Reads the answer, or the problem that keeps it from being sent. */
  readonly read: () => { readonly answer: StageInput } | { readonly problem: FieldProblem };
  /** Whether a problem belongs to the fields. Any other stands above them. Default: all do. */
  readonly isOfFields?: (problem: Problem) => boolean;
  /** Whether the form replaces a step that had the focus. */
  readonly takesFocus?: boolean;
  /** Renders the fields with their problem. */
  readonly children: (problem: FieldProblem | null) => ReactNode;
}

/** The form of a stage: sends the answer, or shows its problem and moves the focus there. */
export function StageForm({
  problem,
  activity,
  submit,
  translator,
  read,
  isOfFields = () => true,
  takesFocus = false,
  children,
}: StageFormProps): ReactElement {
  const [found, setFound] = useState<{ readonly problem: FieldProblem } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const told = found?.problem ?? problem;
  const ofFields = told !== null && (typeof told === "string" || isOfFields(told)) ? told : null;
  // Another object for each refusal, so that each moves the focus.
  const refusal = ofFields === null ? takesFocus : (found ?? problem);

  useEffect(() => {
    const { current } = form;
    if (refusal === false || current === null) return;
    const invalid = current.querySelector<HTMLElement>('[aria-invalid="true"]');
    (invalid ?? current.querySelector("input"))?.focus();
  }, [refusal]);

  const handleSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (activity !== "idle") return;
    const result = read();
    setFound("problem" in result ? result : null);
    if ("answer" in result) submit(result.answer);
  };

  return (
    <form
      ref={form}
      method="post"
      noValidate
      onKeyDownCapture={keepToComposition}
      onSubmit={handleSubmit}
    >
      {ofFields === null && <StageAlert problem={problem} />}
      {children(ofFields)}
      <ActionButton type="submit" data-part="continue" {...sendingState(activity)}>
        {translator.text("action.continue")}
      </ActionButton>
    </form>
  );
}

/** A problem that belongs to no input. The same problem told again is a new alert. */
export function StageAlert({ problem }: { readonly problem: Problem | null }): ReactElement | null {
  const [told, setTold] = useState({ problem, count: 0 });
  if (told.problem !== problem) setTold({ problem, count: told.count + 1 });
  if (problem === null) return null;
  return (
    <>
      <ProblemMessage key={told.count} problem={problem} role="alert" />
      <Countdown until={problem.retryAt} />
    </>
  );
}
