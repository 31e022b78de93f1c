"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { useFormContext } from "react-hook-form";
import type { AccountValues } from "./AccountFormContext.js";
import { useRoot } from "./RootContext.js";

export interface GuestToggleProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: Omit<
    ComponentPropsWithoutRef<"input">,
    "checked" | "defaultChecked" | "type"
  >;
}

/** A switch that makes a guest account of it, and says what that means. Where guests are offered. */
export const GuestToggle = forwardRef<HTMLDivElement, GuestToggleProps>(function GuestToggle(
  { inputProps, ...rest },
  ref,
) {
  const { translator, guests } = useRoot("Register.GuestToggle");
  const { register } = useFormContext<AccountValues>();
  const id = useId();
  if (!guests) return null;
  const { ref: inputRef, ...registration } = register("guest");
  return (
    <div ref={ref} data-part="guest-toggle" {...rest}>
      <label data-part="label">
        <input
          {...inputProps}
          {...registration}
          ref={inputRef}
          data-part="switch"
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says itself whether it is checked
          role="switch"
          aria-describedby={id}
        />
        <span>{translator.text("guest.label")}</span>
      </label>
      <p data-part="hint" id={id}>
        {translator.text("guest.hint")}
      </p>
    </div>
  );
});
