"use client";
import { type ComponentPropsWithoutRef, forwardRef } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { type AccountValues, useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { PolicyChoices } from "../ui/PolicyChoices.js";
import { useFieldProblems } from "./accountProblems.js";

export declare namespace PoliciesField {
  type Props = Omit<ComponentPropsWithoutRef<"fieldset">, "children" | "onChange">;
}

/**
 * The policies to accept, where the homeserver has any: a checkbox each. The root's `elements` replace
 * these inputs.
 */
export const PoliciesField = forwardRef<HTMLFieldSetElement, PoliciesField.Props>(
  function PoliciesField(props, ref) {
    const { fields, markEdited } = useAccountForm("Register.PoliciesField");
    const isGuest = useIsGuest("Register.PoliciesField");
    const { setValue } = useFormContext<AccountValues>();
    const accepted = useWatch<AccountValues, "acceptedPolicies">({ name: "acceptedPolicies" });
    const [problem = null] = useFieldProblems("policies");
    if (fields.policies.length === 0) return null;
    return (
      <PolicyChoices
        hidden={isGuest}
        {...props}
        ref={ref}
        policies={fields.policies}
        accepted={accepted}
        problem={problem}
        onChange={(next) => {
          setValue("acceptedPolicies", next);
          markEdited("policies");
        }}
      />
    );
  },
);
