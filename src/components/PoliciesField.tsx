"use client";
import { type ComponentPropsWithoutRef, forwardRef, useEffect, useId } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { type AccountValues, useAccountForm } from "./AccountFormContext.js";
import { PolicyChoices } from "./PolicyChoices.js";
import { ProblemMessage } from "./ProblemMessage.js";
import { useRoot } from "./RootContext.js";

export type PoliciesFieldProps = Omit<ComponentPropsWithoutRef<"fieldset">, "children">;

/** The policies to accept, one checkbox each, where the homeserver has any. */
export const PoliciesField = forwardRef<HTMLFieldSetElement, PoliciesFieldProps>(
  function PoliciesField(props, ref) {
    const { translator, serverName } = useRoot("Register.PoliciesField");
    const { fields, problems, isGuest, markEdited, addField } =
      useAccountForm("Register.PoliciesField");
    const { control, setValue } = useFormContext<AccountValues>();
    const accepted = useWatch({ control, name: "acceptedPolicies" });
    const problemId = useId();
    const isThere = fields.policies.length > 0;
    useEffect(() => (isThere ? addField("policies") : undefined), [addField, isThere]);
    if (!isThere) return null;
    const problem = problems.find(({ field }) => field === "policies");
    return (
      <fieldset
        ref={ref}
        data-part="policies-field"
        data-invalid={problem === undefined ? undefined : ""}
        hidden={isGuest}
        {...props}
      >
        <legend data-part="legend">{translator.text("policies.legend", { serverName })}</legend>
        {problem !== undefined && <ProblemMessage problem={problem} id={problemId} />}
        <PolicyChoices
          policies={fields.policies}
          accepted={accepted}
          problem={problem}
          problemId={problemId}
          onChange={(next) => {
            setValue("acceptedPolicies", next, { shouldDirty: true });
            markEdited("policies");
          }}
        />
      </fieldset>
    );
  },
);
