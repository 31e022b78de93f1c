"use client";
import { type ReactElement, useEffect, useRef } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useRoot } from "../context/RootContext.js";
import { PhoneInputs, type PhoneInputsHandle } from "../ui/PhoneInputs.js";

/** The inputs of `PhoneField`, and how the form reads them. */
export function AccountPhone({ translator }: { readonly translator: Translator }): ReactElement {
  const { run } = useRoot("Register.PhoneField");
  const { fields, problems, markEdited, addField, addAnswer } =
    useAccountForm("Register.PhoneField");
  const inputs = useRef<PhoneInputsHandle>(null);
  useEffect(() => addField("phone"), [addField]);
  useEffect(
    () =>
      addAnswer(() => {
        const phone = inputs.current?.read();
        return phone === undefined ? {} : { phone };
      }),
    [addAnswer],
  );
  const isRequired = fields.phone === "required";
  return (
    <PhoneInputs
      ref={inputs}
      value={run?.status === "account" ? run.answers.phone : undefined}
      problem={problems.find(({ field }) => field === "phone") ?? null}
      hint={translator.text(isRequired ? "phone.hint" : "phone.optionalHint")}
      isRequired={isRequired}
      onCountryChange={() => markEdited("phone")}
      translator={translator}
    />
  );
}
