"use client";
import { forwardRef } from "react";
import type { Activity } from "../../uia/machine/types.js";
import { useApp } from "../context/contexts.js";
import { Button, type ButtonProps } from "./Elements.js";
import { focusWithin } from "./focusWithin.js";

export interface ActionButtonProps extends Omit<ButtonProps, "disabled"> {
  readonly "data-part": string;
  /** Whether it does nothing for now. It keeps the focus: it is never `disabled`. */
  readonly isIdle?: boolean | undefined;
  /** Whether its action is under way; it then does nothing either. */
  readonly isBusy?: boolean | undefined;
  /**
   * Where the focus goes, by selectors in the root, when a press removes the button. The focus moves
   * before that, since it would be lost with the button.
   */
  readonly focusGoesTo?: readonly string[];
}

/** A button that acts on this page: now, later, or under way already. */
export const ActionButton = forwardRef<HTMLButtonElement, ActionButtonProps>(function ActionButton(
  { isIdle = false, isBusy = false, focusGoesTo = [], onClick, ...rest },
  ref,
) {
  const { element } = useApp("Register.Root");
  const isOff = isIdle || isBusy;
  return (
    <Button
      ref={ref}
      aria-disabled={isOff ? true : undefined}
      aria-busy={isBusy ? true : undefined}
      {...rest}
      onClick={(event) => {
        if (isOff) return;
        focusWithin(element, focusGoesTo);
        onClick?.(event);
      }}
    />
  );
});

/**
 * The state of a button that sends something, by the activity of the registration. In a pause `Pause` has
 * the one button: *Try again*.
 */
export function sendingState(
  activity: Activity,
): Pick<ActionButtonProps, "isIdle" | "isBusy" | "hidden"> {
  return {
    isIdle: activity !== "idle",
    isBusy: activity === "sending" || activity === "checking",
    hidden: activity === "paused",
  };
}
