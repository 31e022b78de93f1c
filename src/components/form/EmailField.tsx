"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { Field } from "../ui/Field.js";
import { type InputProps, useRegistered } from "../ui/inputProps.js";
import { TextInput } from "../ui/TextInput.js";

export interface EmailFieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: InputProps;
}

/** The email address, where the homeserver has a use for one. */
export const EmailField = forwardRef<HTMLDivElement, EmailFieldProps>(function EmailField(
  { inputProps, ...rest },
  ref,
) {
  const { translator } = useRoot("Register.EmailField");
  const { fields } = useAccountForm("Register.EmailField");
  const registered = useRegistered("email", inputProps);
  if (fields.email === "absent") return null;
  const isRequired = fields.email === "required";
  return (
    <Field
      ref={ref}
      data-part="email-field"
      field="email"
      label={translator.text("email.label")}
      hint={translator.text(isRequired ? "email.hint" : "email.optionalHint")}
      required={isRequired}
      inputProps={inputProps}
      {...rest}
      control={(control) => (
        <TextInput {...control} {...registered} type="email" autoComplete="email" />
      )}
    />
  );
});
