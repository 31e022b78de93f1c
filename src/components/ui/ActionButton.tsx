"use client";
import type { ComponentPropsWithoutRef, ReactElement } from "react";
import { useRoot } from "../context/RootContext.js";
import { Button } from "./Elements.js";
import { focusWithin } from "./focusWithin.js";

export interface ActionButtonProps extends ComponentPropsWithoutRef<"button"> {
  readonly "data-part": string;
  /** It can be reached, but does nothing for now. */
  readonly isIdle?: boolean;
  /**
   * Where the focus goes, by selectors in the root, when the button is one that goes once it is pressed:
   * before it does, since it would take the focus with it.
   */
  readonly focusGoesTo?: readonly string[];
}

/** A button that does something here and now. It is never `disabled`: that would lose the focus. */
export function ActionButton({
  isIdle = false,
  focusGoesTo = [],
  onClick,
  ...rest
}: ActionButtonProps): ReactElement {
  const { element } = useRoot("Register.Root");
  return (
    <Button
      type="button"
      aria-disabled={isIdle ? true : undefined}
      {...rest}
      onClick={(event) => {
        if (isIdle) return;
        focusWithin(element, focusGoesTo);
        onClick?.(event);
      }}
    />
  );
}
