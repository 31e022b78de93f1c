"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import { lazyRenderer } from "../ui/lazyRenderer.js";

export declare namespace PhoneField {
  type Props = Omit<ComponentPropsWithoutRef<"div">, "children">;
}

/**
 * The phone number and its country, where the homeserver takes one. Only then the numbering plans of all
 * countries are loaded.
 */
export const PhoneField = forwardRef<HTMLDivElement, PhoneField.Props>(
  function PhoneField(props, ref) {
    const { translator } = useApp("Register.PhoneField");
    const { fields } = useAccountForm("Register.PhoneField");
    const isGuest = useIsGuest("Register.PhoneField");
    if (fields.phone === "absent") return null;
    return (
      <div ref={ref} data-part="phone" hidden={isGuest} {...props}>
        <Inputs translator={translator} />
      </div>
    );
  },
);

const { Renderer: Inputs } = lazyRenderer(
  async () => (await import("./AccountPhone.js")).AccountPhone,
  "field",
);
