"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { Text } from "../ui/Text.js";

export declare namespace Heading {
  type Props = ComponentPropsWithoutRef<"h2">;
}

/** The heading above the account form, with the name of the homeserver. */
export const Heading = forwardRef<HTMLHeadingElement, Heading.Props>(function Heading(
  { children, ...rest },
  ref,
) {
  const { translator, headingLevel } = useApp("Register.Heading");
  const { serverName, isForGuestsAlone } = useHomeserverContext("Register.Heading");
  const { registration } = useRegistrationView("Register.Heading");
  if (registration?.status !== "account" || isForGuestsAlone) return null;
  const Element = `h${headingLevel}` as const;
  return (
    <Element ref={ref} data-part="heading" {...rest}>
      {children ?? <Text parts={translator.text("account.heading", { serverName })} />}
    </Element>
  );
});
