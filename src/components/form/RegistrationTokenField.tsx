"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useRegistrationTokenValidity } from "../../react/useRegistrationTokenValidity.js";
import { type AccountValues, useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { Field } from "../ui/Field.js";
import { type InputProps, useRegistered } from "../ui/inputProps.js";
import { notRecorded, TextInput } from "../ui/TextInput.js";

export interface RegistrationTokenFieldProps
  extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
  /** For the `input` itself. */
  readonly inputProps?: InputProps;
}

/**
 * The registration token, where the homeserver asks for one. One that the form begins with, as by an
 * invitation, is checked at once, so that nobody fills in a form in vain.
 */
export const RegistrationTokenField = forwardRef<HTMLDivElement, RegistrationTokenFieldProps>(
  function RegistrationTokenField({ inputProps, ...rest }, ref) {
    const { run, translator, trust, fetch, defaultValues } = useRoot(
      "Register.RegistrationTokenField",
    );
    const { fields, homeserver, problems } = useAccountForm("Register.RegistrationTokenField");
    const { control: form } = useFormContext<AccountValues>();
    const registered = useRegistered("registrationToken", inputProps);
    const id = useId();
    const given = defaultValues.registrationToken ?? "";
    const isUntouched = useWatch({ control: form, name: "registrationToken" }) === given;
    const isValid = useRegistrationTokenValidity(given, {
      homeserver,
      trust,
      fetch,
      // Without a run the homeserver is the one before, for which this token is not.
      enabled: run !== null && given !== "" && fields.registrationToken !== "absent",
    });
    // Once the homeserver refuses it, that is said in the usual place.
    const isRefused = problems.some(({ field }) => field === "registrationToken");
    const isSpent = isValid === false && isUntouched && !isRefused;
    if (fields.registrationToken === "absent") return null;
    const isRequired = fields.registrationToken === "required";
    const spent = translator.text("registrationToken.spent");
    return (
      <Field
        ref={ref}
        data-part="registration-token-field"
        field="registrationToken"
        label={translator.text("registrationToken.label")}
        hint={translator.text(
          isRequired ? "registrationToken.hint" : "registrationToken.optionalHint",
        )}
        texts={given === "" ? [] : [spent]}
        required={isRequired}
        describedBy={isSpent ? id : undefined}
        inputProps={inputProps}
        {...rest}
        control={(control) => (
          <TextInput {...control} {...registered} {...notRecorded} autoComplete="off" />
        )}
      >
        {isSpent && (
          <p data-part="invitation-spent" id={id} role="alert">
            {spent}
          </p>
        )}
      </Field>
    );
  },
);
