"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import { ActionButton } from "../ui/ActionButton.js";

export declare namespace Submit {
  type Props = Omit<ComponentPropsWithoutRef<"button">, "type" | "disabled">;
}

/**
 * Sends the account form. It keeps its name and its focus while a request is in flight. In a pause `Pause` has
 * the button instead: this one is hidden, and *Enter* in a field sends the form all the same.
 */
export const Submit = forwardRef<HTMLButtonElement, Submit.Props>(function Submit(
  { children, ...rest },
  ref,
) {
  const { translator } = useApp("Register.Submit");
  const { isBusy, isPaused } = useAccountForm("Register.Submit");
  const isGuest = useIsGuest("Register.Submit");
  return (
    <ActionButton
      ref={ref}
      data-part="submit"
      hidden={isPaused}
      {...rest}
      type="submit"
      isBusy={isBusy}
    >
      {children ?? translator.text(isGuest ? "action.continueAsGuest" : "action.create")}
    </ActionButton>
  );
});
