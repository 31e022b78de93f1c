"use client";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { useApp, useRegistrationView } from "../context/contexts.js";
import { HeadingElement } from "./Elements.js";

/**
 * The heading of a view. It takes the focus when the user comes to the view from another, so that a
 * screen reader reads it. The first view leaves the focus alone.
 */
export function ViewHeading({
  id,
  describedBy,
  children,
}: {
  readonly id?: string;
  /** The ID of a description, such as the progress. */
  readonly describedBy?: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const { headingLevel } = useApp("Register.Root");
  const { hasMoved } = useRegistrationView("Register.Root");
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (hasMoved) element.current?.focus();
  }, [hasMoved]);
  return (
    <HeadingElement
      ref={element}
      id={id}
      level={headingLevel}
      tabIndex={-1}
      aria-describedby={describedBy}
    >
      {children}
    </HeadingElement>
  );
}
