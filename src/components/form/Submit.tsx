"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { Button } from "../ui/Elements.js";

export type SubmitProps = Omit<ComponentPropsWithoutRef<"button">, "type" | "disabled">;

/** Sends the account form. While that is under way it says so, keeping its name and its focus. */
export const Submit = forwardRef<HTMLButtonElement, SubmitProps>(function Submit(
  { children, ...rest },
  ref,
) {
  const { translator } = useRoot("Register.Submit");
  const { isGuest, isBusy } = useAccountForm("Register.Submit");
  return (
    <Button
      ref={ref}
      data-part="submit"
      {...rest}
      type="submit"
      aria-disabled={isBusy ? true : undefined}
      aria-busy={isBusy ? true : undefined}
    >
      {children ?? translator.text(isGuest ? "action.continueAsGuest" : "action.create")}
    </Button>
  );
});
