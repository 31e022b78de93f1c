"use client";
import { type ReactElement, type ReactNode, useId } from "react";
import type { Problem } from "../../uia/machine/problem.js";
import { Countdown } from "../ui/Countdown.js";
import { ProblemMessage } from "../ui/ProblemMessage.js";
import { ProblemText } from "../ui/ProblemText.js";
import { Room } from "../ui/Room.js";

/** What the label, the hint and the problem mean to the input. */
export interface StageControlProps {
  readonly id: string;
  readonly "data-part": "input";
  readonly required: boolean;
  readonly "aria-invalid": true | undefined;
  readonly "aria-describedby": string | undefined;
}

/** A labelled input of a stage, with its hint and its problem. */
export function StageField({
  part,
  label,
  hint,
  problem = null,
  isRequired = true,
  control,
}: {
  readonly part: string;
  readonly label: string;
  readonly hint?: string;
  /** A problem of the run, or the words of one that is found here. */
  readonly problem?: Problem | string | null;
  readonly isRequired?: boolean;
  readonly control: (props: StageControlProps) => ReactNode;
}): ReactElement {
  const id = useId();
  const hintId = hint === undefined ? "" : `${id}-hint`;
  const problemId = problem === null ? "" : `${id}-problem`;
  return (
    <div data-part={part} data-invalid={problem === null ? undefined : ""}>
      <label data-part="label" htmlFor={id}>
        {label}
      </label>
      {control({
        id,
        "data-part": "input",
        required: isRequired,
        "aria-invalid": problem === null ? undefined : true,
        "aria-describedby": `${hintId} ${problemId}`.trim() || undefined,
      })}
      <Room of={fieldOf(part)} texts={hint === undefined ? [] : [hint]} />
      <div data-part="said">
        {typeof problem === "string" && <ProblemText id={problemId}>{problem}</ProblemText>}
        {problem !== null && typeof problem !== "string" && (
          <>
            <ProblemMessage problem={problem} id={problemId} />
            <Countdown until={problem.retryAt} />
          </>
        )}
        {hint !== undefined && (
          <p data-part="hint" id={hintId}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** `registration-token-field` is the field `registrationToken`. */
function fieldOf(part: string): string {
  return part.replace(/-field$/, "").replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
