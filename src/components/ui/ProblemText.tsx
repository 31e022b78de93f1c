"use client";
import type { ReactElement, ReactNode } from "react";
import { Icon } from "./Icon.js";

export interface ProblemTextProps {
  readonly id?: string | undefined;
  readonly role?: "alert" | undefined;
  readonly children: ReactNode;
}

/** What is wrong, in words of ours. */
export function ProblemText({ id, role, children }: ProblemTextProps): ReactElement {
  return (
    <p data-part="problem-text" id={id} role={role}>
      <Icon name="problem" />
      {children}
    </p>
  );
}
