"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { useApp, useHomeserverContext } from "../context/contexts.js";
import { Checkbox, Label, Paragraph } from "../ui/Elements.js";
import { type InputProps, joinIds } from "../ui/Field.js";
import { useRegistered } from "./FormField.js";

export declare namespace GuestToggle {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /** For the `input` itself. */
    readonly inputProps?: InputProps;
  }
}

/**
 * The switch between a user and a guest account, where the app offers guests. A homeserver for guests
 * alone gets the explanation without the switch.
 */
export const GuestToggle = forwardRef<HTMLDivElement, GuestToggle.Props>(function GuestToggle(
  { inputProps, ...rest },
  ref,
) {
  const { translator, guests } = useApp("Register.GuestToggle");
  const { isForGuestsAlone } = useHomeserverContext("Register.GuestToggle");
  const registered = useRegistered("guest", inputProps);
  const id = useId();
  if (!guests) return null;
  return (
    <div ref={ref} data-part="guest-toggle" {...rest}>
      {!isForGuestsAlone && (
        <Label>
          <Checkbox
            {...inputProps}
            {...registered}
            data-part="switch"
            role="switch"
            aria-describedby={joinIds(id, inputProps?.["aria-describedby"])}
          />
          <span>{translator.text("guest.label")}</span>
        </Label>
      )}
      <Paragraph data-part="hint" id={id}>
        {translator.text("guest.hint")}
      </Paragraph>
    </div>
  );
});
