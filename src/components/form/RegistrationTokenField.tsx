"use client";
import { type ComponentPropsWithoutRef, forwardRef, useId } from "react";
import { useWatch } from "react-hook-form";
import { useRegistrationTokenValidity } from "../../react/useRegistrationTokenValidity.js";
import { type AccountValues, useAccountForm } from "../context/AccountFormContext.js";
import { useApp, useRegistrationView } from "../context/contexts.js";
import { notRecorded, notSaved, ProblemElement, TextInput } from "../ui/Elements.js";
import type { InputProps } from "../ui/Field.js";
import { useFieldProblems } from "./accountProblems.js";
import { FormField, useRegistered } from "./FormField.js";

export declare namespace RegistrationTokenField {
  interface Props extends Omit<ComponentPropsWithoutRef<"div">, "children"> {
    /** For the `input` itself. */
    readonly inputProps?: InputProps;
  }
}

/**
 * The registration token, where the homeserver asks for one.
 *
 * The token of an invitation is checked at once, so that no form is filled in in vain.
 */
export const RegistrationTokenField = forwardRef<HTMLDivElement, RegistrationTokenField.Props>(
  function RegistrationTokenField({ inputProps, ...rest }, ref) {
    const { translator, trust, fetch, defaultValues } = useApp("Register.RegistrationTokenField");
    const { registration } = useRegistrationView("Register.RegistrationTokenField");
    const { fields, homeserver } = useAccountForm("Register.RegistrationTokenField");
    const registered = useRegistered("registrationToken", inputProps);
    const id = useId();
    const given = defaultValues.registrationToken ?? "";
    const token = useWatch<AccountValues, "registrationToken">({ name: "registrationToken" });
    const isValid = useRegistrationTokenValidity(given, {
      homeserver,
      trust,
      fetch,
      // Without a registration the homeserver is the previous one, which must not see the token.
      enabled: registration !== null && given !== "" && fields.registrationToken !== "absent",
    });
    // A refusal of the homeserver is shown as the field's problem instead.
    const isRefused = useFieldProblems("registrationToken").length > 0;
    const isSpent = isValid === false && token === given && !isRefused;
    if (fields.registrationToken === "absent") return null;
    const isRequired = fields.registrationToken === "required";
    const spent = translator.text("registrationToken.spent");
    return (
      <FormField
        ref={ref}
        data-part="registration-token-field"
        field="registrationToken"
        label={translator.text("registrationToken.label")}
        hint={translator.text(
          isRequired ? "registrationToken.hint" : "registrationToken.optionalHint",
        )}
        texts={given === "" ? [] : [spent]}
        isRequired={isRequired}
        describedBy={isSpent ? id : undefined}
        inputProps={inputProps}
        {...rest}
        control={(control) => (
          <TextInput
            {...control}
            {...registered}
            {...notRecorded}
            {...notSaved}
            autoComplete="off"
          />
        )}
      >
        {isSpent && (
          <ProblemElement data-part="invitation-spent" id={id} role="alert">
            {spent}
          </ProblemElement>
        )}
      </FormField>
    );
  },
);
