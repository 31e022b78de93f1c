"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useRoot } from "../context/RootContext.js";

export type HeadingProps = ComponentPropsWithoutRef<"h2">;

/** The heading above the account form: what is made here, and on which homeserver. */
export const Heading = forwardRef<HTMLHeadingElement, HeadingProps>(function Heading(
  { children, ...rest },
  ref,
) {
  const { translator, serverName, headingLevel, run, isForGuestsAlone } =
    useRoot("Register.Heading");
  if (run?.status !== "account" || isForGuestsAlone) return null;
  const Element = `h${headingLevel}` as const;
  return (
    <Element ref={ref} data-part="heading" {...rest}>
      {children ?? translator.text("account.heading", { serverName })}
    </Element>
  );
});
