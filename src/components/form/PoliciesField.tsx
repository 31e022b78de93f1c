"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { type AccountValues, useAccountForm } from "../context/AccountFormContext.js";
import { PolicyChoices } from "../ui/PolicyChoices.js";

export type PoliciesFieldProps = Omit<
  ComponentPropsWithoutRef<"fieldset">,
  "children" | "onChange"
>;

/**
 * The policies to accept, one checkbox each, where the homeserver has any. Its inputs are several: what
 * they are made of, `elements` of the root says.
 */
export const PoliciesField = forwardRef<HTMLFieldSetElement, PoliciesFieldProps>(
  function PoliciesField(props, ref) {
    const { fields, problems, isGuest, markEdited, addField } =
      useAccountForm("Register.PoliciesField");
    const { control, setValue } = useFormContext<AccountValues>();
    const accepted = useWatch({ control, name: "acceptedPolicies" });
    const isThere = fields.policies.length > 0;
    useEffect(() => (isThere ? addField("policies") : undefined), [addField, isThere]);
    if (!isThere) return null;
    return (
      <PolicyChoices
        hidden={isGuest}
        {...props}
        ref={ref}
        policies={fields.policies}
        accepted={accepted}
        problem={problems.find(({ field }) => field === "policies")}
        onChange={(next) => {
          setValue("acceptedPolicies", next, { shouldDirty: true });
          markEdited("policies");
        }}
      />
    );
  },
);
