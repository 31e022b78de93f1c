"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { lazyRenderer } from "../stages/lazyRenderer.js";

export type PhoneFieldProps = Omit<ComponentPropsWithoutRef<"div">, "children">;

/**
 * The phone number and its country, where the homeserver has a use for them. The numbering plans of
 * all countries are loaded only then.
 */
export const PhoneField = forwardRef<HTMLDivElement, PhoneFieldProps>(
  function PhoneField(props, ref) {
    const { translator } = useRoot("Register.PhoneField");
    const { fields, isGuest } = useAccountForm("Register.PhoneField");
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
