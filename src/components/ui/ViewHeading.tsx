"use client";
import { type ReactElement, type ReactNode, useEffect, useRef } from "react";
import { useRoot } from "../context/RootContext.js";

/**
 * The heading of a view that the person was brought to. It takes the focus, so that a screen reader
 * tells where one is; not so in the first view, since nobody left anything for it.
 */
export function ViewHeading({
  id,
  describedBy,
  children,
}: {
  readonly id?: string;
  /** ID of what is told beside the heading, such as how far one has come. */
  readonly describedBy?: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const { headingLevel, hasMoved } = useRoot("Register.Root");
  const element = useRef<HTMLHeadingElement>(null);
  const Element = `h${headingLevel}` as const;
  useEffect(() => {
    if (hasMoved) element.current?.focus();
  }, [hasMoved]);
  return (
    <Element ref={element} id={id} data-part="heading" tabIndex={-1} aria-describedby={describedBy}>
      {children}
    </Element>
  );
}
