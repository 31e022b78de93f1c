"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useFormContext } from "react-hook-form";
import { type AccountValues, useAccountForm } from "./AccountFormContext.js";
import { Field } from "./Field.js";
import { useRoot } from "./RootContext.js";
import { TextInput } from "./TextInput.js";

export interface EmailFieldProps extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: Omit<ComponentPropsWithoutRef<"input">, "value" | "defaultValue" | "type">;
}

/** The email address, where the homeserver has a use for one. */
export const EmailField = forwardRef<HTMLDivElement, EmailFieldProps>(function EmailField(
  { inputProps, ...rest },
  ref,
) {
  const { translator } = useRoot("Register.EmailField");
  const { fields } = useAccountForm("Register.EmailField");
  const { register } = useFormContext<AccountValues>();
  if (fields.email === "absent") return null;
  const isRequired = fields.email === "required";
  const { ref: inputRef, ...registration } = register("email");
  return (
    <Field
      ref={ref}
      data-part="email-field"
      field="email"
      label={translator.text("email.label")}
      hint={translator.text(isRequired ? "email.hint" : "email.optionalHint")}
      required={isRequired}
      {...rest}
      control={(control) => (
        <TextInput
          {...inputProps}
          {...registration}
          {...control}
          ref={inputRef}
          type="email"
          autoComplete="email"
        />
      )}
    />
  );
});
