"use client";
import { type ReactElement, useEffect, useRef } from "react";
import type { Translator } from "../../locales/createTranslator.js";
import { useAccountForm } from "../context/AccountFormContext.js";
import { useRegistrationView } from "../context/contexts.js";
import { PhoneInputs, type PhoneInputsHandle } from "../ui/PhoneInputs.js";
import { useFieldProblems } from "./accountProblems.js";

/** The inputs of `PhoneField`, and their reader. */
export function AccountPhone({ translator }: { readonly translator: Translator }): ReactElement {
  const { registration } = useRegistrationView("Register.PhoneField");
  const { fields, markEdited, addAnswer } = useAccountForm("Register.PhoneField");
  const [problem = null] = useFieldProblems("phone");
  const inputs = useRef<PhoneInputsHandle>(null);
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
      value={registration?.status === "account" ? registration.answers.phone : undefined}
      problem={problem}
      hint={translator.text(isRequired ? "phone.hint" : "phone.optionalHint")}
      isRequired={isRequired}
      onCountryChange={() => markEdited("phone")}
      translator={translator}
    />
  );
}
