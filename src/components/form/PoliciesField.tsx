"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { type AccountValues, useAccountForm, useIsGuest } from "../context/AccountFormContext.js";
import { useApp } from "../context/contexts.js";
import { PolicyChoices, stillShown } from "../ui/PolicyChoices.js";
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
    const { translator } = useApp("Register.PoliciesField");
    const { fields, markEdited, addAnswer } = useAccountForm("Register.PoliciesField");
    const isGuest = useIsGuest("Register.PoliciesField");
    const { setValue, getValues } = useFormContext<AccountValues>();
    const accepted = useWatch<AccountValues, "acceptedPolicies">({ name: "acceptedPolicies" });
    const [problem = null] = useFieldProblems("policies");
    const { policies } = fields;
    const { tag } = translator;
    useEffect(
      () =>
        addAnswer(() => ({
          acceptedPolicies: stillShown(getValues("acceptedPolicies"), policies, tag),
        })),
      [addAnswer, getValues, policies, tag],
    );
    if (policies.length === 0) return null;
    return (
      <PolicyChoices
        hidden={isGuest}
        {...props}
        ref={ref}
        policies={policies}
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
