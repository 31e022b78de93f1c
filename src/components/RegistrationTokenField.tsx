"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useFormContext } from "react-hook-form";
import { type AccountValues, useAccountForm } from "./AccountFormContext.js";
import { Field } from "./Field.js";
import { useRoot } from "./RootContext.js";
import { notRecorded, TextInput } from "./TextInput.js";

export interface RegistrationTokenFieldProps
  extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: Omit<ComponentPropsWithoutRef<"input">, "value" | "defaultValue" | "type">;
}

/** The registration token, where the homeserver asks for one. */
export const RegistrationTokenField = forwardRef<HTMLDivElement, RegistrationTokenFieldProps>(
  function RegistrationTokenField({ inputProps, ...rest }, ref) {
    const { translator } = useRoot("Register.RegistrationTokenField");
    const { fields } = useAccountForm("Register.RegistrationTokenField");
    const { register } = useFormContext<AccountValues>();
    if (fields.registrationToken === "absent") return null;
    const isRequired = fields.registrationToken === "required";
    const { ref: inputRef, ...registration } = register("registrationToken");
    return (
      <Field
        ref={ref}
        data-part="registration-token-field"
        field="registrationToken"
        label={translator.text("registrationToken.label")}
        hint={translator.text(
          isRequired ? "registrationToken.hint" : "registrationToken.optionalHint",
        )}
        required={isRequired}
        {...rest}
        control={(control) => (
          <TextInput
            {...inputProps}
            {...registration}
            {...control}
            ref={inputRef}
            {...notRecorded}
            autoComplete="off"
          />
        )}
      />
    );
  },
);
