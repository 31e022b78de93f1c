"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import { TextInput } from "../ui/Elements.js";
import type { InputProps } from "../ui/Field.js";
import { FormField, useRegistered } from "./FormField.js";

export declare namespace EmailField {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /** For the `input` itself. */
    readonly inputProps?: InputProps;
  }
}

/** The email address, where the homeserver takes one. */
export const EmailField = forwardRef<HTMLDivElement, EmailField.Props>(function EmailField(
  { inputProps, ...rest },
  ref,
) {
  const { translator } = useApp("Register.EmailField");
  const { fields } = useAccountForm("Register.EmailField");
  const registered = useRegistered("email", inputProps);
  if (fields.email === "absent") return null;
  const isRequired = fields.email === "required";
  return (
    <FormField
      ref={ref}
      data-part="email-field"
      field="email"
      label={translator.text("email.label")}
      hint={translator.text(isRequired ? "email.hint" : "email.optionalHint")}
      isRequired={isRequired}
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        <TextInput {...control} {...registered} type="email" autoComplete="email" />
      )}
    />
  );
});
