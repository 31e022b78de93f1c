"use client";
import type { ReactElement, ReactNode } from "react";
import { ProblemElement } from "../Elements.js";
import { Icon } from "../Icon.js";

/** The kit's text of a problem. */
export function ProblemText({
  id,
  role,
  children,
}: {
  readonly id?: string | undefined;
  readonly role?: "alert" | undefined;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <ProblemElement data-part="problem-text" id={id} role={role}>
      <Icon name="problem" />
      <span>{children}</span>
    </ProblemElement>
  );
}
