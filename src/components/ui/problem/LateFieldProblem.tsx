"use client";
import type { ReactElement } from "react";
import { Countdown } from "../Countdown.js";
import type { FieldProblemProps } from "./FieldProblem.js";
import { ProblemMessage } from "./ProblemMessage.js";

/** The text of a problem, and how long it is until another try. */
export function LateFieldProblem({ problem, id }: FieldProblemProps): ReactElement {
  return (
    <>
      <ProblemMessage problem={problem} id={id} />
      <Countdown until={problem.retryAt} />
    </>
  );
}
