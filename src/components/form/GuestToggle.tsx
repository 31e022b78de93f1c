"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { useRoot } from "../context/RootContext.js";
import { Checkbox } from "../ui/Elements.js";
import { type InputProps, joinIds, useRegistered } from "../ui/inputProps.js";

export interface GuestToggleProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: InputProps;
}

/**
 * A switch that makes a guest account of it, and says what that means. Where guests are offered; where
 * nobody else is let in, there is nothing to switch.
 */
export const GuestToggle = forwardRef<HTMLDivElement, GuestToggleProps>(function GuestToggle(
  { inputProps, ...rest },
  ref,
) {
  const { translator, guests, isForGuestsAlone } = useRoot("Register.GuestToggle");
  const registered = useRegistered("guest", inputProps);
  const id = useId();
  if (!guests) return null;
  return (
    <div ref={ref} data-part="guest-toggle" {...rest}>
      {!isForGuestsAlone && (
        <label data-part="label">
          <Checkbox
            {...inputProps}
            {...registered}
            data-part="switch"
            role="switch"
            aria-describedby={joinIds(id, inputProps?.["aria-describedby"])}
          />
          <span>{translator.text("guest.label")}</span>
        </label>
      )}
      <p data-part="hint" id={id}>
        {translator.text("guest.hint")}
      </p>
    </div>
  );
});
