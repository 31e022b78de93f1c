"use client";
import type { ReactElement } from "react";
import type { Problem } from "../../../uia/machine/problems/problem.js";
import { useApp } from "../../context/contexts.js";

export interface FieldProblemProps {
  readonly problem: Problem;
  /** For `aria-describedby`: the text alone, without the quotation. */
  readonly id?: string | undefined;
}

/** The problem of a field. Its code and words come with those that find it. */
export function FieldProblem(props: FieldProblemProps): ReactElement | null {
  const { FieldProblem: Late } = useApp("Register.ProblemMessage");
  return Late === undefined ? null : <Late {...props} />;
}
