"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useApp, useHomeserverContext, useRegistrationView } from "../context/contexts.js";
import { HeadingElement } from "../ui/Elements.js";
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
  return (
    <HeadingElement ref={ref} level={headingLevel} {...rest}>
      {children ?? <Text parts={translator.text("account.heading", { serverName })} />}
    </HeadingElement>
  );
});
